import type { Assumption } from '../table';
import type { Cutting, RecordFormat, RecordParser, RecordSink, SourceRecord } from './format';
import { type JsonObject, objectOf, textOf } from './jsonValues';
import { LAMBDA_COLUMNS, OTHER_LINE } from './lambda/columns';
import { eventTime } from './lambda/eventTime';
import { REPORT_FIELDS, readFields } from './lambda/insightsFields';
import { Invocations, type LogEvent } from './lambda/invocations';
import { splitLog } from './lambda/logNames';
import { Messages } from './lambda/messages';
import { Report } from './lambda/report';
import { isMarkdownRule, markdownCells } from './markdown';
import type { Sample } from './sample';

/** Results of CloudWatch Logs Insights with one row for each event, by `@message` or by the fields it discovers. */
export const lambdaInsights: RecordFormat = {
  kind: 'records',
  id: 'lambda-insights',
  title: 'CloudWatch Logs Insights results',
  knownBy: 'a table, JSON or Markdown with @message, or the answer of get-query-results',
  recognise,
  columns: LAMBDA_COLUMNS,
  parser: (sink) => new LambdaInsightsParser(sink),
};

function recognise({ table, lines, members, values }: Sample): Cutting | null {
  // A table without @message is a mapping: the kernels read it faster.
  if (table?.names.includes('@message')) return { as: 'table', delimiter: table.delimiter, skipLines: table.skipLines };
  if (isMarkdown(lines)) return { as: 'markdown' };
  if (Array.isArray(members?.results)) {
    const rows = members.results.map(rowOfFields);
    return rows.some(isResult) ? { as: 'jsonList', list: 'results' } : null;
  }
  return values.some((value) => isResult(objectOf(value))) ? { as: 'json' } : null;
}

/** Whether a row has a report: aggregated results have none. */
function isResult(row: JsonObject | null): boolean {
  return row !== null && hasReport(Object.keys(row));
}

function hasReport(names: readonly string[]): boolean {
  return (
    names.includes('@message') || (names.includes('@timestamp') && names.some((name) => REPORT_FIELDS.includes(name)))
  );
}

function isMarkdown(lines: readonly string[]): boolean {
  const [names, rule] = lines
    .filter((line) => line.trim() !== '')
    .slice(0, 2)
    .map(markdownCells);
  return rule !== undefined && isMarkdownRule(rule) && hasReport(names);
}

/** `[{field, value}, …]` as an object; null for anything else. */
function rowOfFields(value: unknown): JsonObject | null {
  if (!Array.isArray(value)) return null;
  const row: Record<string, unknown> = Object.create(null);
  for (const pair of value) {
    const { field, value: content } = objectOf(pair) ?? {};
    if (typeof field === 'string') row[field] = content;
  }
  return row;
}

class LambdaInsightsParser implements RecordParser {
  readonly #sink: RecordSink;
  readonly #invocations: Invocations;
  readonly #messages: Messages;
  readonly #report = new Report();
  /** Whether any report was read by its fields. */
  #hasFields = false;

  constructor(sink: RecordSink) {
    this.#sink = sink;
    this.#invocations = new Invocations(sink);
    this.#messages = new Messages(sink, this.#invocations);
  }

  record({ line, value }: SourceRecord): void {
    const row = Array.isArray(value) ? rowOfFields(value) : objectOf(value);
    const message = row?.['@message'];
    if (row === null) this.#sink.other(OTHER_LINE);
    else if (message !== undefined && message !== '') this.#messages.read(message, eventOf(row, line));
    else if (readFields(row, this.#report)) {
      this.#hasFields = true;
      this.#invocations.report(eventOf(row, line), this.#report);
    } else this.#sink.other(OTHER_LINE);
  }

  end(): void {
    this.#invocations.end();
  }

  get relativeTime(): boolean {
    return this.#invocations.isWithoutTimes;
  }

  assumptions(): readonly Assumption[] {
    const assumptions = this.#invocations.assumptions();
    if (!this.#invocations.isWithoutTimes) assumptions.push({ key: 'zone', text: 'times without an offset are UTC' });
    if (this.#hasFields)
      assumptions.push({ key: 'cold', text: 'restores by SnapStart can only be told from @message' });
    return assumptions;
  }
}

function eventOf(row: JsonObject, line: number): LogEvent {
  const { account, logGroup } = splitLog(textOf(row['@log']) ?? '');
  return {
    line,
    time: eventTime(row['@timestamp']),
    stream: textOf(row['@logStream']) ?? '',
    logGroup,
    account,
    functionName: '',
  };
}

import type { Assumption } from '../table';
import type { Cutting, RecordFormat, RecordParser, RecordSink, ShapedRecord, SourceRecord } from './format';
import { type JsonObject, objectOf, textOf } from './jsonValues';
import { LAMBDA_COLUMNS, OTHER_LINE } from './lambda/columns';
import { Invocations, type LogEvent } from './lambda/invocations';
import { isSeparator, LinePrefix } from './lambda/linePrefix';
import { isStream } from './lambda/logNames';
import { Messages, parseMembers, parseObject, readReport } from './lambda/messages';
import { isInsightsMetric } from './lambda/platformJson';
import { PLATFORM_SHAPE, shapedTime } from './lambda/platformShape';
import { platformTextAt } from './lambda/platformText';
import { Report, readContinuation } from './lambda/report';
import type { Sample } from './sample';

/** Lambda's log as lines of text behind any prefix, as lines of JSON, or as Lambda Insights writes it. */
export const lambdaLog: RecordFormat = {
  kind: 'records',
  id: 'lambda-log',
  title: 'AWS Lambda logs',
  knownBy: 'REPORT lines behind any prefix, or JSON records of the platform',
  recognise,
  columns: LAMBDA_COLUMNS,
  // Of cold_start the part that is rare in other text.
  needles: ['REPORT', '_START', 'Duration:', 'Memory ', 'platform.re', 'platform.init', '_start'],
  shape: PLATFORM_SHAPE,
  rest: OTHER_LINE,
  parser: (sink) => new LambdaLogParser(sink),
};

function recognise({ text, lines, values }: Sample): Cutting | null {
  const hasJson = values.some((value) => isPlatformJson(objectOf(value)));
  // Elements of an array may stand on lines of their own.
  if (hasJson && text.trimStart().startsWith('[')) return { as: 'json' };
  if (lines.some(isPlatformLine)) return { as: 'lines', shaped: lines[0].startsWith('{') };
  return hasJson ? { as: 'json' } : null;
}

/** Whether only Lambda writes such a line. A function's own lines are known by the stream before them. */
function isPlatformLine(line: string): boolean {
  return (
    PLATFORM_TEXT.test(line) || line.split(/\s/, 3).some(isStream) || isPlatformJson(parseObject(line, braceIn(line)))
  );
}

const PLATFORM_TEXT =
  /(?:^|[\s,|])"?(?:REPORT RequestId:|(?:INIT|RESTORE)_START Runtime Version|(?:START|END) RequestId: [0-9a-f]{8}-)/;

function isPlatformJson(members: JsonObject | null): boolean {
  if (members === null) return false;
  return (
    (textOf(members.type)?.startsWith('platform.') && objectOf(members.record) !== null) || isInsightsMetric(members)
  );
}

/** Escape sequences with which tools color what they print. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these sequences begin with a control character
const COLORS = /\x1b\[[0-9;]*m/g;

/** Where a JSON object may begin, which ends with the line; the line's length if none does. */
function braceIn(line: string): number {
  const at = line.indexOf('{');
  return at < 0 ? line.length : at;
}

const BRACE = 0x7b;

class LambdaLogParser implements RecordParser {
  readonly #sink: RecordSink;
  readonly #invocations: Invocations;
  readonly #messages: Messages;
  readonly #prefix = new LinePrefix();
  /** The report read last, which further lines may continue. */
  readonly #report = new Report();
  #reportEvent: LogEvent | null = null;
  /** One for all records: an object for each takes longer than the rest of its reading. */
  readonly #shapedEvent = { ...eventAt(0) };
  #nextLine = 0;

  constructor(sink: RecordSink) {
    this.#sink = sink;
    this.#invocations = new Invocations(sink);
    this.#messages = new Messages(sink, this.#invocations);
  }

  record({ line, value }: SourceRecord): void {
    if (typeof value === 'string') this.#line(value, line);
    else this.#messages.json(objectOf(value), eventAt(line));
  }

  shaped(record: ShapedRecord): void {
    this.#closeReport();
    this.#shapedEvent.line = record.line;
    this.#shapedEvent.time = shapedTime(record);
    this.#messages.shaped(record, this.#shapedEvent);
  }

  end(): void {
    this.#closeReport();
    this.#invocations.end();
  }

  get relativeTime(): boolean {
    return this.#invocations.isWithoutTimes;
  }

  assumptions(): readonly Assumption[] {
    const assumptions = this.#invocations.assumptions();
    if (this.#prefix.offsetMissing) assumptions.push({ key: 'zone', text: 'times without an offset are UTC' });
    return assumptions;
  }

  #line(text: string, line: number): void {
    if (this.#reportEvent !== null) {
      if (line === this.#nextLine && readContinuation(text, this.#report)) {
        this.#nextLine++;
        this.#sink.other('continued REPORT');
        return;
      }
      this.#closeReport();
    }
    this.#message(text.includes('\x1b') ? text.replace(COLORS, '') : text, line);
  }

  #message(text: string, line: number): void {
    if (text.charCodeAt(0) === BRACE) {
      this.#messages.jsonText(text, 0, eventAt(line));
      return;
    }
    const at = keywordIn(text);
    const kind = at < 0 ? null : platformTextAt(text, at);
    if (kind === null || !this.#prefix.read(text, at)) this.#json(text, line);
    else if (kind !== 'REPORT') this.#messages.platformText(kind, text, at, this.#event(line));
    else {
      readReport(text, at, this.#report);
      this.#reportEvent = this.#event(line);
      this.#nextLine = line + 1;
    }
  }

  #json(text: string, line: number): void {
    const brace = braceIn(text);
    const members = parseMembers(text, brace);
    if (members === null) this.#messages.unparsed(text, brace, line);
    else {
      this.#prefix.read(text, brace);
      this.#messages.json(members, this.#event(line));
    }
  }

  #event(line: number): LogEvent {
    const { time, stream, logGroup } = this.#prefix;
    return { line, time, stream, logGroup, account: '', functionName: '' };
  }

  #closeReport(): void {
    if (this.#reportEvent === null) return;
    this.#report.mustHaveDuration();
    this.#invocations.report(this.#reportEvent, this.#report);
    this.#reportEvent = null;
  }
}

function eventAt(line: number, time = Number.NaN): LogEvent {
  return { line, time, stream: '', logGroup: '', account: '', functionName: '' };
}

/** Where one of the platform's texts begins, as a word of its own; -1 if there is none. */
function keywordIn(text: string): number {
  for (const part of ['REPORT', '_START']) {
    for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
      let start = at;
      while (start > 0 && isCapital(text.charCodeAt(start - 1))) start--;
      const standsAlone = start === 0 || isSeparator(text.charCodeAt(start - 1));
      if (standsAlone && platformTextAt(text, start) !== null) return start;
    }
  }
  return -1;
}

/** Of the names of the platform's texts. */
function isCapital(code: number): boolean {
  return (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

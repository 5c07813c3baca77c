import type { Assumption } from '../table';
import type { Cutting, RecordFormat, RecordParser, RecordSink, SourceRecord } from './format';
import { objectOf, textOf } from './jsonValues';
import { LAMBDA_COLUMNS, OTHER_LINE } from './lambda/columns';
import { eventTime } from './lambda/eventTime';
import { Invocations } from './lambda/invocations';
import { accountOf } from './lambda/logNames';
import { Messages } from './lambda/messages';
import type { Sample, TableSample } from './sample';

/**
 * Events of CloudWatch Logs: *Download search results (CSV)* of its console, `aws logs filter-log-events` and
 * `get-log-events`, and what a subscription delivers.
 */
export const lambdaEvents: RecordFormat = {
  kind: 'records',
  id: 'lambda-events',
  title: 'AWS Lambda log events',
  knownBy: 'columns timestamp and message, or JSON with events or logEvents',
  recognise,
  columns: LAMBDA_COLUMNS,
  needles: ['REPORT', '_START', 'platform.re', 'platform.init', 'cold_start'],
  rest: OTHER_LINE,
  parser: (sink) => new LambdaEventsParser(sink),
};

function recognise({ table, members, values }: Sample): Cutting | null {
  if (table !== null && isConsoleTable(table))
    return { as: 'table', delimiter: table.delimiter, skipLines: table.skipLines };
  if (Array.isArray(members?.events) && hasEvents(members.events, members)) return { as: 'jsonList', list: 'events' };
  if (values.some(isDelivery))
    return { as: 'jsonList', list: 'logEvents', context: ['logGroup', 'logStream', 'owner'] };
  return values.length > 0 && values.every(isEvent) ? { as: 'json' } : null;
}

const CONSOLE_COLUMNS = ['timestamp', 'message', 'logStreamName'];

function isConsoleTable(table: TableSample): boolean {
  const { names } = table;
  const hasNames = names.length <= CONSOLE_COLUMNS.length && names.every((name, at) => name === CONSOLE_COLUMNS[at]);
  return hasNames && names.length > 1 && table.rows.every(([timestamp]) => eventTime(timestamp) >= 0);
}

/** Only the two commands write these members. */
function hasEvents(events: readonly unknown[], members: object): boolean {
  return events.length > 0 ? isEvent(events[0]) : 'searchedLogStreams' in members || 'nextForwardToken' in members;
}

/** What a subscription delivers: events, or a control message, which tests that its receiver is there. */
function isDelivery(value: unknown): boolean {
  const delivery = objectOf(value);
  return delivery !== null && Array.isArray(delivery.logEvents) && typeof delivery.logGroup === 'string';
}

function isEvent(value: unknown): boolean {
  const event = objectOf(value);
  return event !== null && typeof event.message === 'string' && eventTime(event.timestamp) >= 0;
}

class LambdaEventsParser implements RecordParser {
  readonly #sink: RecordSink;
  readonly #invocations: Invocations;
  readonly #messages: Messages;

  constructor(sink: RecordSink) {
    this.#sink = sink;
    this.#invocations = new Invocations(sink);
    this.#messages = new Messages(sink, this.#invocations);
  }

  record({ line, value, context = {} }: SourceRecord): void {
    const event = objectOf(value);
    if (event === null || event.message === undefined) this.#sink.other(OTHER_LINE);
    else {
      this.#messages.read(event.message, {
        line,
        time: eventTime(event.timestamp),
        stream: textOf(event.logStreamName) ?? textOf(event.logStream) ?? textOf(context.logStream) ?? '',
        logGroup: textOf(event.logGroup) ?? textOf(context.logGroup) ?? '',
        account: accountOf(event.owner ?? context.owner),
        functionName: '',
      });
    }
  }

  end(): void {
    this.#invocations.end();
  }

  get relativeTime(): boolean {
    return this.#invocations.isWithoutTimes;
  }

  assumptions(): readonly Assumption[] {
    return this.#invocations.assumptions();
  }
}

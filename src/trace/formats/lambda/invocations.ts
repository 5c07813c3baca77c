import type { IdHash } from '../../idHash';
import type { Assumption } from '../../table';
import type { RecordSink } from '../format';
import { CLOSE, type Environment, type EnvironmentStart, Environments } from './environments';
import { FUNCTION_GROUP, functionOfGroup } from './logNames';
import type { Report } from './report';

/** Where and when a message was logged. '' and NaN stand for what the file does not tell. */
export interface LogEvent {
  readonly line: number;
  /** Epoch seconds. */
  readonly time: number;
  readonly stream: string;
  readonly logGroup: string;
  /** The AWS account's number. */
  readonly account: string;
  /** The function, where the message itself names it. */
  readonly functionName: string;
}

/** The function of invocations whose function the file does not tell. */
export const UNKNOWN_FUNCTION = '(unknown function)';

/**
 * Rows that wait for what a later record may tell. Beyond this number they are passed on as they are, so that memory is
 * bounded. Results of Logs Insights, which come newest first, have at most 10,000 rows.
 */
const MOST_WAITING = 65_536;

interface Waiting {
  readonly event: LogEvent;
  /** '' if the event does not tell it. */
  readonly functionName: string;
  readonly requestId: IdHash | null;
  /** Seconds, as are all durations; 0 if warm. */
  readonly latency: number;
  readonly init: number;
  readonly restore: number;
  readonly duration: number;
  readonly memoryMB: number;
  readonly maxMemoryMB: number;
  /** The start of its environment, if it was found by its place in the file. */
  start: EnvironmentStart | null;
}

/**
 * Turns reports of invocations into rows. What a report lacks comes from the start of its environment: the runtime, the
 * region, in JSON the function. Where that comes later in the file, the row waits for it.
 */
export class Invocations {
  readonly #sink: RecordSink;
  readonly #environments = new Environments();
  readonly #waiting: Waiting[] = [];
  /** Functions that the file names; no more than two are kept. */
  readonly #names = new Set<string>();
  /** Whether the number of functions named so far is taken for final. */
  #namesAreFinal = false;
  /** Whether any event has a time; null while rows without one wait. */
  #hasTimes: boolean | null = null;
  #hasGroups = false;
  #hasUnknownFunctions = false;
  #hasGuessedFunctions = false;

  constructor(sink: RecordSink) {
    this.#sink = sink;
  }

  /** Takes the start of an environment. Does not account for its record. */
  start(event: LogEvent, start: EnvironmentStart): void {
    this.#noteTime(event.time);
    this.#note(this.#nameOf(event) || start.functionName);
    this.#environments.start(event.stream, event.time, start);
  }

  /** Takes the report of an invocation, and accounts for its record. Neither argument is kept. */
  report(event: LogEvent, report: Report): void {
    if (report.fault !== '') {
      this.#sink.bad(event.line, report.fault, report.expected);
      return;
    }
    this.#noteTime(event.time);
    const name = this.#nameOf(event);
    this.#note(name);
    if (!report.isCold && this.#isComplete(event, name)) {
      this.#warm(event, report.requestId, report.duration, this.#functionOf(name, event.logGroup));
      return;
    }
    const row = waitingOf(event, report, name);
    if (row.latency > 0 && event.stream === '') {
      // Without stream and time only the order of the file tells which start is meant.
      const time = event.time - orZero(row.duration) - row.latency;
      row.start = this.#environments.takeUnnamed(time, row.restore > 0, name, CLOSE);
    }
    if (this.#mustWait(row)) {
      this.#waiting.push({ ...row, event: { ...event } });
      if (this.#waiting.length > MOST_WAITING) this.#settle();
    } else this.#pass(row);
  }

  /** Passes on all rows that wait. */
  end(): void {
    this.#settle();
  }

  /** Whether no event of the file has a time. */
  get isWithoutTimes(): boolean {
    return this.#hasTimes === false;
  }

  assumptions(): Assumption[] {
    const assumptions: Assumption[] = [
      { key: 'cold', text: 'a report with an init or restore duration is a cold start' },
      this.isWithoutTimes
        ? { key: 'time', text: 'the file has no times: all starts are shown at one moment' }
        : { key: 'time', text: 'a start is its duration, init and restore before its report' },
    ];
    const text = this.#functionText();
    if (text !== '') assumptions.push({ key: 'function', text });
    return assumptions;
  }

  /** What a function is; '' where the records name it themselves. */
  #functionText(): string {
    if (this.#hasUnknownFunctions) return `the file does not name the function: it is shown as ${UNKNOWN_FUNCTION}`;
    if (this.#hasGuessedFunctions) return 'reports without a function belong to the only one that the file names';
    return this.#hasGroups ? `a function is its log group after ${FUNCTION_GROUP}` : '';
  }

  #nameOf({ functionName, logGroup, stream }: LogEvent): string {
    if (functionName !== '') return functionName;
    const name = functionOfGroup(logGroup);
    if (name !== '') this.#hasGroups = true;
    if (name !== '' || stream === '') return name;
    return this.#environments.of(stream).functionName;
  }

  #note(functionName: string): void {
    if (functionName !== '' && this.#names.size < 2) this.#names.add(functionName);
  }

  #noteTime(time: number): void {
    if (this.#hasTimes === null && !Number.isNaN(time)) this.#hasTimes = true;
  }

  /** Whether no later record can tell the time or the function of an event. */
  #isComplete({ time, logGroup }: LogEvent, functionName: string): boolean {
    const hasName = functionName !== '' || logGroup !== '' || this.#names.size > 1 || this.#namesAreFinal;
    return hasName && !(Number.isNaN(time) && this.#hasTimes !== false);
  }

  /** Whether a later record may tell what a row lacks. */
  #mustWait({ event, functionName, latency, start }: Waiting): boolean {
    if (Number.isNaN(event.time) && this.#hasTimes) return false;
    if (!this.#isComplete(event, functionName || (start?.functionName ?? ''))) return true;
    if (latency === 0 || start !== null) return false;
    return event.stream === '' || this.#environments.of(event.stream).runtime === '';
  }

  #settle(): void {
    this.#hasTimes ??= false;
    this.#namesAreFinal = true;
    for (const row of this.#waiting) this.#pass(row);
    this.#waiting.length = 0;
  }

  #pass(row: Waiting): void {
    const { event, requestId, duration, latency, init, restore } = row;
    if (Number.isNaN(event.time) && this.#hasTimes) {
      this.#sink.bad(event.line, 'time', 'a time before the report');
      return;
    }
    if (latency === 0) {
      const ofStream = event.stream === '' ? '' : this.#environments.of(event.stream).functionName;
      this.#warm(event, requestId, duration, this.#functionOf(row.functionName || ofStream, event.logGroup));
      return;
    }
    const time = this.#startOf(event, orZero(duration) + latency);
    const environment = row.start ?? this.#environmentOf(row, time);
    this.#sink.cold({
      line: event.line,
      time,
      function: this.#functionOf(row.functionName || (environment?.functionName ?? ''), event.logGroup),
      latency,
      runtime: environment?.runtime || undefined,
      memoryMB: known(row.memoryMB),
      numbers: {
        init: known(init),
        restore: known(restore),
        duration: known(duration),
        maxMemoryMB: known(row.maxMemoryMB),
      },
      labels: {
        start: restore > 0 ? 'restore' : 'init',
        version: environment?.version || undefined,
        region: environment?.region || undefined,
        account: event.account || undefined,
      },
      id: requestId?.withText(event.stream),
    });
  }

  #warm(event: LogEvent, requestId: IdHash | null, duration: number, functionName: string): void {
    this.#sink.warm({
      line: event.line,
      time: this.#startOf(event, orZero(duration)),
      function: functionName,
      // A request that failed is tried again under its id, often in the same environment: another invocation.
      id: requestId?.withText(event.stream).withNumber(duration),
    });
  }

  /** When began what ended with an event, `seconds` later. */
  #startOf({ time }: LogEvent, seconds: number): number {
    return this.#hasTimes ? Math.max(0, time - seconds) : 0;
  }

  #environmentOf({ event, restore, functionName }: Waiting, time: number): Environment | EnvironmentStart | null {
    if (event.stream !== '') return this.#environments.of(event.stream);
    return this.#hasTimes ? this.#environments.takeUnnamed(time, restore > 0, functionName) : null;
  }

  /** @param name '' if the file does not tell it */
  #functionOf(name: string, logGroup: string): string {
    if (name !== '' || logGroup !== '') return name || logGroup;
    if (this.#names.size === 1) {
      this.#hasGuessedFunctions = true;
      const [only] = this.#names;
      return only;
    }
    this.#hasUnknownFunctions = true;
    return UNKNOWN_FUNCTION;
  }
}

function waitingOf(event: LogEvent, report: Report, functionName: string): Waiting {
  const { requestId, duration, init, restore, memoryMB, maxMemoryMB } = report;
  const latency = orZero(init) + orZero(restore);
  return { event, functionName, requestId, latency, init, restore, duration, memoryMB, maxMemoryMB, start: null };
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

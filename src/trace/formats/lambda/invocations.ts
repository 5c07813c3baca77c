import type { Assumption } from '../../table';
import type { ColdStart, RecordSink } from '../format';
import { copyOf } from './copy';
import { CLOSE, type Environment, type EnvironmentStart, Environments } from './environments';
import { functionOfGroup } from './logNames';
import type { Report } from './report';

/** Where and when a message was logged. '' and NaN stand for what the file does not tell. */
export interface LogEvent {
  line: number;
  /** Epoch seconds. */
  time: number;
  stream: string;
  logGroup: string;
  /** The AWS account's number. */
  account: string;
  /** The function, where the message itself names it. */
  functionName: string;
}

/** The function of invocations whose function the file does not tell. */
export const UNKNOWN_FUNCTION = '(unknown function)';

/**
 * Rows that wait for what a later record may tell. Beyond this number they are passed on as they are, so that memory is
 * bounded. Results of Logs Insights, which come newest first, have at most 10,000 rows.
 */
const MOST_WAITING = 65_536;

interface Waiting {
  readonly line: number;
  /** When the report was logged; NaN if unknown. */
  readonly time: number;
  /** Seconds from the start to the report. */
  readonly length: number;
  readonly stream: string;
  readonly functionName: string;
  readonly logGroup: string;
  readonly account: string;
  readonly requestId: string;
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

  /** Takes the report of an invocation, and accounts for its record. */
  report(event: LogEvent, report: Report): void {
    if (report.fault !== '') {
      this.#sink.bad(event.line, report.fault, report.expected);
      return;
    }
    this.#noteTime(event.time);
    const row = rowOf(event, report, this.#nameOf(event));
    this.#note(row.functionName);
    if (row.latency > 0 && event.stream === '') {
      // Without stream and time only the order of the file tells which start is meant.
      const start = Math.max(0, row.time - row.length);
      row.start = this.#environments.takeUnnamed(start, report.restore > 0, row.functionName, CLOSE);
    }
    if (this.#mustWait(row)) {
      this.#waiting.push({ ...row, requestId: copyOf(row.requestId) });
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
    if (this.#hasUnknownFunctions)
      assumptions.push({
        key: 'function',
        text: `the file does not name the function: it is shown as ${UNKNOWN_FUNCTION}`,
      });
    else if (this.#hasGuessedFunctions)
      assumptions.push({
        key: 'function',
        text: 'reports without a function belong to the only one that the file names',
      });
    return assumptions;
  }

  #nameOf({ functionName, logGroup, stream }: LogEvent): string {
    if (functionName !== '') return functionName;
    const name = functionOfGroup(logGroup);
    if (name !== '' || stream === '') return name;
    return this.#environments.of(stream).functionName;
  }

  #note(functionName: string): void {
    if (functionName !== '' && this.#names.size < 2) this.#names.add(functionName);
  }

  #noteTime(time: number): void {
    if (this.#hasTimes === null && !Number.isNaN(time)) this.#hasTimes = true;
  }

  /** Whether a later record may tell what the row lacks. */
  #mustWait({ time, latency, stream, functionName, logGroup, start }: Waiting): boolean {
    if (Number.isNaN(time) && this.#hasTimes === null) return true;
    if (functionName === '' && logGroup === '' && !start?.functionName && this.#names.size < 2 && !this.#namesAreFinal)
      return true;
    if (latency === 0 || start !== null) return false;
    return stream === '' || this.#environments.of(stream).runtime === '';
  }

  #settle(): void {
    this.#hasTimes ??= false;
    this.#namesAreFinal = true;
    for (const row of this.#waiting) this.#pass(row);
    this.#waiting.length = 0;
  }

  #pass(row: Waiting): void {
    const { line, length, stream, requestId, latency } = row;
    const isCold = latency > 0;
    if (Number.isNaN(row.time) && this.#hasTimes) {
      this.#sink.bad(line, 'time', 'a time before the report');
      return;
    }
    const time = this.#hasTimes ? Math.max(0, row.time - length) : 0;
    const environment = row.start ?? this.#environmentOf(row, time);
    const name = this.#functionOf(row, environment?.functionName ?? '');
    const id = requestId === '' ? undefined : `${requestId} ${stream}`;
    if (!isCold) {
      // A request that failed is tried again under its id, often in the same environment: another invocation.
      this.#sink.warm({ line, time, function: name, id: id && `${id} ${row.duration}` });
      return;
    }
    const start: ColdStart = {
      line,
      time,
      function: name,
      latency,
      runtime: environment?.runtime || undefined,
      memoryMB: known(row.memoryMB),
      numbers: {
        init: known(row.init),
        restore: known(row.restore),
        duration: known(row.duration),
        maxMemoryMB: known(row.maxMemoryMB),
      },
      labels: {
        start: row.restore > 0 ? 'restore' : 'init',
        version: environment?.version || undefined,
        region: environment?.region || undefined,
        account: row.account || undefined,
      },
      id,
    };
    this.#sink.cold(start);
  }

  #environmentOf(
    { stream, latency, restore, functionName }: Waiting,
    time: number,
  ): Environment | EnvironmentStart | null {
    if (stream !== '') return this.#environments.of(stream);
    return this.#hasTimes && latency > 0 ? this.#environments.takeUnnamed(time, restore > 0, functionName) : null;
  }

  #functionOf(row: Waiting, ofEnvironment: string): string {
    const name = row.functionName || ofEnvironment || row.logGroup;
    if (name !== '') return name;
    if (this.#names.size === 1) {
      this.#hasGuessedFunctions = true;
      const [only] = this.#names;
      return only;
    }
    this.#hasUnknownFunctions = true;
    return UNKNOWN_FUNCTION;
  }
}

function rowOf(event: LogEvent, report: Report, functionName: string): Waiting {
  const { requestId, duration, init, restore, memoryMB, maxMemoryMB } = report;
  const latency = orZero(init) + orZero(restore);
  return {
    line: event.line,
    time: event.time,
    length: orZero(duration) + latency,
    stream: event.stream,
    functionName,
    logGroup: event.logGroup,
    account: event.account,
    requestId,
    latency,
    init,
    restore,
    duration,
    memoryMB,
    maxMemoryMB,
    start: null,
  };
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}

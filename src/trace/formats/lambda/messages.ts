import type { RecordSink, ShapedRecord } from '../format';
import { type JsonObject, objectOf, textOf } from '../jsonValues';
import { OTHER_LINE } from './columns';
import { scaledNumber } from './decimals';
import type { EnvironmentStart } from './environments';
import type { Invocations, LogEvent } from './invocations';
import { isoTime } from './isoTime';
import { COUNTED_TYPES, isInsightsMetric, readInsightsMetric, readPlatformReport, startOfJson } from './platformJson';
import { PLATFORM_SHAPE, readShapedReport, shapedStart, shapedType } from './platformShape';
import { type PlatformText, platformTextAt, startOfText } from './platformText';
import { Report, readLabels } from './report';
import { skipSpaces } from './words';

const BRACE = 0x7b;

/** Reads the messages of a log, whatever it came in, and accounts for each of them. */
export class Messages {
  readonly #sink: RecordSink;
  readonly #invocations: Invocations;
  readonly #report = new Report();

  constructor(sink: RecordSink, invocations: Invocations) {
    this.#sink = sink;
    this.#invocations = invocations;
  }

  /** Reads the message of an event: a text, or a JSON object. */
  read(message: unknown, event: LogEvent): void {
    if (typeof message !== 'string') this.json(objectOf(message), event);
    else {
      const at = skipSpaces(message, 0);
      const kind = platformTextAt(message, at);
      if (kind !== null) this.platformText(kind, message, at, event);
      else if (message.charCodeAt(at) === BRACE) this.jsonText(message, at, event);
      else this.#sink.other(OTHER_LINE);
    }
  }

  /** Reads a text of the platform that begins at `at`. */
  platformText(kind: PlatformText, text: string, at: number, event: LogEvent): void {
    if (kind === 'REPORT') {
      readReport(text, at, this.#report);
      this.#report.mustHaveDuration();
      this.#invocations.report(event, this.#report);
      return;
    }
    if (kind === 'INIT_START' || kind === 'RESTORE_START')
      this.#invocations.start(event, startOfText(text, kind === 'RESTORE_START'));
    this.#sink.other(kind);
  }

  /** Reads the text of a JSON object that begins at `at`. */
  jsonText(text: string, at: number, event: LogEvent): void {
    const members = parseMembers(text, at);
    if (members === null) this.unparsed(text, at, event.line);
    else this.json(members, event);
  }

  /** Accounts for a text that is no JSON object. A damaged report is bad: a cold start may be lost with it. */
  unparsed(text: string, at: number, line: number): void {
    if (isReport(text, at)) this.#sink.bad(line, '', 'a complete JSON value');
    else this.#sink.other(OTHER_LINE);
  }

  /** Reads a JSON object of the platform or of the Lambda Insights extension. Any other is counted. */
  json(members: JsonObject | null, event: LogEvent): void {
    const record = members && objectOf(members.record);
    const type = textOf(members?.type) ?? '';
    if (members !== null && record !== null && (type === 'platform.report' || COUNTED_TYPES.has(type))) {
      const time = isoTime(textOf(members.time) ?? '');
      const at = Number.isNaN(time) ? event : { ...event, time };
      if (type === 'platform.report') {
        readPlatformReport(record, this.#report);
        this.#invocations.report(at, this.#report);
      } else this.#platformEvent(type, at, () => startOfJson(type, record));
    } else if (members !== null && isInsightsMetric(members)) {
      readInsightsMetric(members, this.#report);
      this.#invocations.report(metricEvent(members, event), this.#report);
    } else this.#sink.other(OTHER_LINE);
  }

  /** Reads a record of the platform that was read by its shape. */
  shaped(record: ShapedRecord, event: LogEvent): void {
    const type = shapedType(record);
    if (type === 'platform.report') {
      readShapedReport(record, this.#report);
      this.#invocations.report(event, this.#report);
    } else this.#platformEvent(type, event, () => shapedStart(record));
  }

  /** Counts a record of the platform that is no report. */
  #platformEvent(type: string, event: LogEvent, start: () => EnvironmentStart): void {
    if (type.endsWith('Start')) this.#invocations.start(event, start());
    this.#sink.other(type);
  }
}

/** Reads the labels of a REPORT that begins at `at`. */
export function readReport(text: string, at: number, report: Report): void {
  report.clear();
  readLabels(text, at + 'REPORT'.length, report);
}

/** Parses a JSON object that begins at `at` and is followed by nothing else; null for any that tells nothing. */
export function parseMembers(text: string, at: number): JsonObject | null {
  return PLATFORM_SHAPE.needles.some((part) => text.includes(part, at)) ? parseObject(text, at) : null;
}

/** The same of any object; null for any other text. */
export function parseObject(text: string, at: number): JsonObject | null {
  // Most lines are no JSON, and an exception takes as long as parsing a record.
  if (at < 0 || !text.trimEnd().endsWith('}')) return null;
  try {
    return objectOf(JSON.parse(at === 0 ? text : text.slice(at)));
  } catch {
    return null;
  }
}

const REPORT_TYPE = /"type"\s*:\s*"platform\.report"/;

/** Whether a text that begins with a brace at `at` is the platform's report, or what is left of one. */
function isReport(text: string, at: number): boolean {
  return text.charCodeAt(at) === BRACE && text.includes('platform.report', at) && REPORT_TYPE.test(text.slice(at));
}

function metricEvent(members: JsonObject, event: LogEvent): LogEvent {
  const time = scaledNumber(objectOf(members._aws)?.Timestamp, 3);
  const functionName = textOf(members.function_name) ?? event.functionName;
  return { ...event, functionName, time: time >= 0 ? time : event.time };
}

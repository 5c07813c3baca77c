import { splitRecord } from '../../trace';
import { WorkloadError } from './errors';

/** Where the time and the rate stand in each row of a profile, and in which units. */
export interface ProfileColumns {
  /** Columns of a row. */
  readonly count: number;
  /** Indices from 0. */
  readonly time: number;
  readonly rate: number;
  readonly timeUnit: string;
  readonly secondsPerUnit: number;
  /** "requests per minute". */
  readonly rateUnit: string;
  /** Multiply a rate by this for requests per second. */
  readonly perSecond: number;
}

/** Units of time: the plural, the singular, seconds, and the names that headers give them. */
const UNITS: readonly (readonly [plural: string, singular: string, seconds: number, names: string])[] = [
  ['nanoseconds', 'nanosecond', 1e-9, 'ns nsec nanos nanosecond nanoseconds'],
  ['microseconds', 'microsecond', 1e-6, 'us µs usec usecs micros microsecond microseconds'],
  ['milliseconds', 'millisecond', 0.001, 'ms msec msecs millis millisecond milliseconds'],
  ['seconds', 'second', 1, 's sec secs second seconds'],
  ['minutes', 'minute', 60, 'min mins minute minutes'],
  ['hours', 'hour', 3600, 'h hr hrs hour hours'],
  ['days', 'day', 86_400, 'd day days'],
];
const SECONDS = UNITS[3];
const ABBREVIATED_RATES: Readonly<Record<string, string>> = {
  rps: 's',
  qps: 's',
  rpm: 'min',
  qpm: 'min',
  rph: 'h',
  qph: 'h',
};

const BARE_COUNT = /^(requests?|reqs?|queries|invocations?|calls?)$/;

/** Columns of a profile without a header: seconds, then requests per second. */
export const DEFAULT_COLUMNS: ProfileColumns = columns(2, 0, SECONDS, 1, SECONDS);

function columns(
  count: number,
  time: number,
  [timeUnit, , secondsPerUnit]: (typeof UNITS)[number],
  rate: number,
  [, per, seconds]: (typeof UNITS)[number],
): ProfileColumns {
  const rateUnit = `requests per ${per}`;
  return { count, time, rate, timeUnit, secondsPerUnit, rateUnit, perSecond: 1 / seconds };
}

/**
 * The columns that a header names, in any order and among others; null if the time or the rate is missing or there
 * twice. A count without its unit, such as "requests" by the minute, may be per second or per minute: also null.
 */
function columnsOf(names: readonly string[]): ProfileColumns | null {
  const times = names.flatMap((name, at) => found(at, timeUnitOf(name)));
  const rates = names.flatMap((name, at) => found(at, rateUnitOf(name)));
  if (times.length !== 1 || rates.length !== 1) return null;
  if (times[0].unit !== SECONDS && BARE_COUNT.test(wordsOf(names[rates[0].at]))) return null;
  return columns(names.length, times[0].at, times[0].unit, rates[0].at, rates[0].unit);
}

const found = <T>(at: number, unit: T | null) => (unit === null ? [] : [{ at, unit }]);

/**
 * Reads a header. Throws a WorkloadError if the column of times or of rates is not recognised.
 * @param line the header's line, from 1
 */
export function readProfileHeader(names: readonly string[], line: number): ProfileColumns {
  const known = columnsOf(names);
  if (known) return known;
  const shown = names.slice(0, 10).map((name) => JSON.stringify(name.slice(0, 40)));
  throw new WorkloadError(
    `Line ${line} is the header ${shown.join(', ')}; expected one column of times, such as time_s, time (min), hours or ms, ` +
      'and one of rates, such as rps, requests per second or requests per minute.',
    'Rename the columns, or remove the header if the columns are seconds and requests per second.',
  );
}

/**
 * Whether a line is the header of a profile: exactly a time and a request rate, by names that `readProfileHeader`
 * knows.
 */
export function isProfileHeader(line: string): boolean {
  const names = fieldsOf(line);
  return names.length === 2 && columnsOf(names) !== null;
}

/** The fields of a line, trimmed and without quotes. An empty field after the second is left out. */
export function fieldsOf(line: string): string[] {
  const fields = splitRecord(line.replace(/^\ufeff/, '')).map((field) =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
  return fields.length > 2 && fields[fields.length - 1] === '' ? fields.slice(0, -1) : fields;
}

function unitOf(name: string): (typeof UNITS)[number] | null {
  return UNITS.find(([, , , names]) => names.split(' ').includes(name)) ?? null;
}

/** "time", "t_sec", "Time (min)", "timestamp in ms", "hours"; seconds where no unit is named. */
function timeUnitOf(name: string): (typeof UNITS)[number] | null {
  const words = wordsOf(name);
  const [, unit] = /^(?:timestamp|elapsed(?: ?time)?|(?:unix |epoch )?time|epoch|t)(?: ?(?:in )?\/? ?(.*))?$/.exec(
    words,
  ) ?? [null, words];
  return unit === undefined || unit === '' ? SECONDS : unitOf(unit);
}

/** "rps", "rate", "requests", "req/s", "Requests per minute", "rate (1/min)"; per second where no unit is named. */
function rateUnitOf(name: string): (typeof UNITS)[number] | null {
  const words = wordsOf(name);
  const [, ofRate] = /^(?:request ?)?rate ?(.*)$/.exec(words) ?? [];
  const rate = ofRate ?? words;
  if (ofRate === '') return SECONDS;
  if (Object.hasOwn(ABBREVIATED_RATES, rate)) return unitOf(ABBREVIATED_RATES[rate]);
  const [whole, counted, per] =
    /^(requests?|reqs?|queries|invocations?|calls?)? ?1? ?(?:(?:per|\/) ?(.*))?$/.exec(rate) ?? [];
  if (whole === undefined || (per === undefined && counted === undefined)) return null;
  // A bare "per minute" is a rate only in the column "rate".
  if (counted === undefined && ofRate === undefined) return null;
  return per === undefined ? SECONDS : unitOf(per);
}

/** Lower case, with one space for brackets, underscores and hyphens, and one sign for micro, which has two. */
function wordsOf(name: string): string {
  return name
    .toLowerCase()
    .replace('\u03bc', '\u00b5')
    .replace(/[\s_()[\]{}-]+/g, ' ')
    .trim();
}

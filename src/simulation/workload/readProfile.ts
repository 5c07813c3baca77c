import { parseDecimal, TOO_LATE } from '../../trace';
import { LIMITS } from '../limits';
import { WorkloadError } from './errors';
import type { Profile } from './profile';
import { DEFAULT_COLUMNS, fieldsOf, type ProfileColumns, readProfileHeader } from './profileColumns';

/** Characters of the longest text that is read as a profile. */
export const MAX_PROFILE_LENGTH = LIMITS.profileCharacters.max;

/** A profile as its text has it. */
export interface ReadProfile extends Profile {
  /** Unit of the times in the text: "minutes". */
  readonly timeUnit: string;
  /** Unit of the rates in the text: "requests per second". */
  readonly rateUnit: string;
}

/**
 * Reads the CSV text of a profile: times and request rates. A header names the two columns and their units, in either
 * order and among others. Without a header the columns are seconds and requests per second. Throws a WorkloadError with
 * the line and column that cannot be read, what was found and what was expected.
 */
export function readProfile(text: string): ReadProfile {
  if (text.length > MAX_PROFILE_LENGTH) throw new WorkloadError('The text is too long for a profile.');
  if (text.includes('\0')) {
    throw new WorkloadError('The file is not UTF-8 text: it holds NULs, as UTF-16 does.', 'Save it as UTF-8.');
  }
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const time: number[] = [];
  const rps: number[] = [];
  let columns: ProfileColumns | null = null;
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].trim() === '') continue;
    const fields = fieldsOf(lines[i]);
    if (columns === null && isHeader(fields)) {
      columns = readProfileHeader(fields, i + 1);
      continue;
    }
    columns ??= DEFAULT_COLUMNS;
    const [at, rate] = readPoint(fields, columns, i, lines[i]);
    if (time.length > 0 && at < time[time.length - 1]) {
      throw wrong(i, columns.time + 1, fields[columns.time], 'no earlier a time than before');
    }
    if (time.length === LIMITS.profilePoints.max) {
      throw new WorkloadError(`Line ${i + 1} is one point too many: a profile has ${time.length} at most.`);
    }
    time.push(at);
    rps.push(rate);
  }
  if (time.length < LIMITS.profilePoints.min) {
    throw new WorkloadError('A profile needs two points at least, each a time and requests per second.');
  }
  const { timeUnit, rateUnit } = columns ?? DEFAULT_COLUMNS;
  return { time: Float64Array.from(time), rps: Float64Array.from(rps), timeUnit, rateUnit };
}

/** Whether a first line names columns: it has several fields, and no number among them. */
function isHeader(fields: readonly string[]): boolean {
  return fields.length >= 2 && fields.every((field) => Number.isNaN(parseDecimal(field)));
}

/** Seconds, and requests per second. */
function readPoint(fields: readonly string[], columns: ProfileColumns, index: number, line: string): [number, number] {
  const { count, time, rate, timeUnit, secondsPerUnit, rateUnit, perSecond } = columns;
  if (fields.length < count) {
    throw wrong(index, null, line, count === 2 ? `a time and ${rateUnit} with a comma between` : `${count} columns`);
  }
  // Such as rates with commas between their thousands.
  if (fields.length > count) {
    const expected = count === 2 ? 'a profile has two columns' : `the header has ${count} columns`;
    throw wrong(index, count + 1, fields[count], `the end of the line: ${expected}`);
  }
  const [t, r] = [parseDecimal(fields[time]), parseDecimal(fields[rate])];
  if (!Number.isFinite(t * secondsPerUnit)) throw wrong(index, time + 1, fields[time], `a time in ${timeUnit}`);
  if (Math.abs(t * secondsPerUnit) >= TOO_LATE) {
    throw new WorkloadError(
      `Line ${index + 1}, column ${time + 1} is "${fields[time].trim()}": as ${timeUnit}, that is thousands of years from 1970.`,
      'Name the unit of the times in the header, such as time_ms, time_us or time_s.',
    );
  }
  if (!Number.isFinite(r * perSecond) || r < 0) throw wrong(index, rate + 1, fields[rate], `${rateUnit}, 0 or more`);
  return [t * secondsPerUnit, perSecond === 1 ? r : r * perSecond];
}

function wrong(index: number, column: number | null, found: string, expected: string): WorkloadError {
  const place = column === null ? `Line ${index + 1}` : `Line ${index + 1}, column ${column}`;
  const shown = found.trim() === '' ? 'empty' : `"${found.slice(0, 80)}"`;
  return new WorkloadError(`${place} is ${shown}; expected ${expected}.`);
}

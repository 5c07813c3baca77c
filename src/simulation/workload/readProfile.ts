import { LIMITS } from '../limits';
import { WorkloadError } from './errors';
import type { Profile } from './profile';

/** Characters of the longest text that is read as a profile. */
export const MAX_PROFILE_LENGTH = LIMITS.profileCharacters.max;

/** Seconds in a unit of time, by how a header may name it. */
const UNITS: readonly (readonly [name: RegExp, seconds: number, plural: string])[] = [
  [/^(ms|millis)/i, 0.001, 'milliseconds'],
  [/^min/i, 60, 'minutes'],
  [/^h(ours?)?$/i, 3600, 'hours'],
  [/^/, 1, 'seconds'],
];

const TIME_NAME = /^(t|time|timestamp|ms|millis\w*|s|secs?|seconds?|mins?|minutes?|h|hours?)([ _([].*)?$/i;
const RATE_NAME = /^(rps|qps|req(uest)?s?([ _]?(\/|per)[ _]?s(ec(ond)?)?)?|request[ _]rate|rate)$/i;

/** Whether a line reads like the header of a profile: a time and requests per second, by their usual names. */
export function isProfileHeader(line: string): boolean {
  const names = fieldsOf(line.replace(/^\uFEFF/, ''));
  return names.length === 2 && TIME_NAME.test(names[0]) && RATE_NAME.test(names[1]);
}

/**
 * Reads a profile of two columns, time and requests per second, comma separated. A header may name the unit of time (`sec`, `min`, `hour`); without one it
 * is seconds. Throws a WorkloadError that names the line and the column it cannot read, what stands there and what should.
 */
export function readProfile(text: string): Profile {
  if (text.length > MAX_PROFILE_LENGTH) throw new WorkloadError('The text is too long for a profile.');
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);
  const time: number[] = [];
  const rps: number[] = [];
  let [, seconds, plural] = UNITS[UNITS.length - 1];
  let hasHeader = false;
  for (let i = 0; i < lines.length; i++) {
    if (lines[i].trim() === '') continue;
    const fields = fieldsOf(lines[i]);
    // Such as rates with commas between their thousands.
    if (fields.length > 2) throw wrong(i, 3, fields[2], 'the end of the line: a profile has two columns');
    const [t, r] = [numberOf(fields[0]), numberOf(fields[1])];
    if (time.length === 0 && !hasHeader && fields.length >= 2 && Number.isNaN(t) && Number.isNaN(r)) {
      hasHeader = true;
      [, seconds, plural] = UNITS.find(([name]) => name.test(fields[0]))!;
      continue;
    }
    if (fields.length < 2) throw wrong(i, null, lines[i], 'a time and requests per second with a comma between');
    if (!Number.isFinite(t)) throw wrong(i, 1, fields[0], `a time in ${plural}`);
    if (!Number.isFinite(r) || r < 0) throw wrong(i, 2, fields[1], 'requests per second, 0 or more');
    const at = t * seconds;
    if (time.length > 0 && at < time[time.length - 1]) throw wrong(i, 1, fields[0], 'no earlier a time than before');
    if (time.length === LIMITS.profilePoints.max) {
      throw new WorkloadError(
        `Line ${i + 1} is one point too many: a profile has ${LIMITS.profilePoints.max} at most.`,
      );
    }
    time.push(at);
    rps.push(r);
  }
  if (time.length < 2) {
    throw new WorkloadError('A profile needs two points at least, each a time and requests per second.');
  }
  return { time: Float64Array.from(time), rps: Float64Array.from(rps) };
}

/** Without their quotes, and without what stands after a last comma where that is nothing. */
function fieldsOf(line: string): string[] {
  const fields = line.split(',').map((field) =>
    field
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
  return fields.length > 2 && fields[fields.length - 1] === '' ? fields.slice(0, -1) : fields;
}

function numberOf(field: string | undefined): number {
  return field === undefined || field === '' ? Number.NaN : Number(field);
}

function wrong(index: number, column: number | null, found: string, expected: string): WorkloadError {
  const place = column === null ? `Line ${index + 1}` : `Line ${index + 1}, column ${column}`;
  const shown = found.trim() === '' ? 'empty' : `"${found.slice(0, 80)}"`;
  return new WorkloadError(`${place} is ${shown}; expected ${expected}.`);
}

/** Seconds from 1970 to the year 5138: no cold start is as late, and every time since 1973 is past this if it is counted in thousandths. */
const TOO_LATE = 1e11;
const FINER: readonly { readonly unit: string; readonly perSecond: number }[] = [
  { unit: 'milliseconds', perSecond: 1e3 },
  { unit: 'microseconds', perSecond: 1e6 },
  { unit: 'nanoseconds', perSecond: 1e9 },
];

/**
 * Times are epoch seconds. Where they lie so far ahead that they must be something finer, says so, in one sentence, with what to do; else null.
 * @param first the earliest time of the trace, as the file has it
 */
export function timeDoubt(first: number): string | null {
  if (first < TOO_LATE) return null;
  const finer = FINER.find(({ perSecond }) => first / perSecond < TOO_LATE);
  if (!finer) return 'Times are read as epoch seconds, but are far too large for that.';
  const { unit, perSecond } = finer;
  const year = new Date((first / perSecond) * 1000).getUTCFullYear();
  return (
    `Times are read as epoch seconds, but look like ${unit}, with which the trace would begin in ${year}: ` +
    `divide __time__ by ${perSecond.toLocaleString('en-US')}, or all times and rates here are wrong.`
  );
}

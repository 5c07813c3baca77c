/** Units of Go's `time.Duration.String`, in seconds. */
const SECONDS: Readonly<Record<string, number>> = {
  h: 3600,
  m: 60,
  s: 1,
  ms: 1e-3,
  us: 1e-6,
  // The micro sign and the Greek letter.
  µs: 1e-6,
  μs: 1e-6,
  ns: 1e-9,
};

/** Source of a regular expression that matches one of Go's durations, not negative: `1m21.284220239s`, `812.1ms`. */
export const GO_DURATION = String.raw`(?:\d{1,12}(?:\.\d{1,12})?(?:h|ms|[uµμ]s|ns|m|s))+`;

const WHOLE = new RegExp(`^${GO_DURATION}$`);
const PART = /([\d.]+)([a-zµμ]+)/g;

/** Seconds of one of Go's durations: `1h0m2s`, `950µs`. NaN for any other text. */
export function parseGoDuration(text: string): number {
  if (!WHOLE.test(text)) return Number.NaN;
  let seconds = 0;
  for (const [, digits, unit] of text.matchAll(PART)) seconds += Number(digits) * SECONDS[unit];
  return seconds;
}

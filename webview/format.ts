/** Numbers and names as text: one place for units, so that no number on the page goes without. */

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });

/** 1004213 → "1,004,213". */
export function count(value: number): string {
  return whole.format(value);
}

/** "1 function", "5,112 functions". */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

const threeDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 3 });

const decimals = new Intl.NumberFormat('en-US', { maximumFractionDigits: 6 });

/** A number with all its digits: 4294967295 → "4,294,967,295". */
export function plainNumber(value: number): string {
  return decimals.format(value);
}

/** A latency of `value` seconds to three significant digits: "0.4 ms", "850 ms", "34.2 s", "1,234 s". */
export function latency(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && magnitude < 0.9995) return `${threeDigits.format(value * 1000)} ms`;
  return magnitude >= 1000 ? `${count(value)} s` : `${threeDigits.format(value)} s`;
}

const SPANS = [
  [86_400, 'd'],
  [3600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A span of `value` seconds in its two largest units: "23 h 59 min", "2 min 5 s", "850 ms". */
export function duration(value: number | null): string {
  if (value === null || !Number.isFinite(value)) return '–';
  if (value < 60) return latency(value);
  let left = Math.round(value);
  const parts: string[] = [];
  for (const [size, unit] of SPANS) {
    const amount = Math.floor(left / size);
    left -= amount * size;
    if (amount > 0) parts.push(`${count(amount)} ${unit}`);
    else if (parts.length > 0) break;
    if (parts.length === 2) break;
  }
  return parts.join(' ');
}

const LONG_WAIT_SECONDS = 600;

/** Seconds since something began: as a latency, and from ten minutes on as a span. */
export function elapsed(value: number): string {
  return value >= LONG_WAIT_SECONDS ? duration(value) : latency(value);
}

const BYTE_UNITS = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB'] as const;

/** Decimal units, as registries and network cards count. */
export function bytes(value: number): string {
  let scaled = value;
  let unit = 0;
  while (scaled >= 999.5 && unit < BYTE_UNITS.length - 1) {
    scaled /= 1000;
    unit++;
  }
  return `${threeDigits.format(scaled)} ${BYTE_UNITS[unit]}`;
}

/** 0.125 → "12.5 %". */
export function percent(share: number, digits = 1): string {
  const factor = 10 ** digits;
  return `${Math.round(share * 100 * factor) / factor} %`;
}

/** A ratio to two or three digits: "13.4×". */
export function ratio(value: number): string {
  return Number.isFinite(value) ? `${threeDigits.format(value)}×` : '–';
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const two = (value: number) => String(value).padStart(2, '0');

/** Epoch seconds as a UTC time of day; seconds only where `step` seconds need them. */
export function timeOfDay(epochSeconds: number, step = 60): string {
  const date = new Date(epochSeconds * 1000);
  if (Number.isNaN(date.getTime())) return `${plainNumber(epochSeconds)} s`;
  const minutes = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  if (step % 60 === 0 && date.getUTCSeconds() === 0) return minutes;
  const fraction = step < 1 ? `.${String(date.getUTCMilliseconds()).padStart(3, '0')}` : '';
  return `${minutes}:${two(date.getUTCSeconds())}${fraction}`;
}

/** Epoch seconds as "9 May 2021". */
export function day(epochSeconds: number, withYear = true): string {
  const date = new Date(epochSeconds * 1000);
  if (Number.isNaN(date.getTime())) return '';
  const text = `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
  return withYear ? `${text} ${date.getUTCFullYear()}` : text;
}

/** Epoch seconds as "9 May 2021 08:00 UTC". */
export function dateTime(epochSeconds: number): string {
  return `${day(epochSeconds)} ${timeOfDay(epochSeconds)} UTC`;
}

const LONG_RANGE_SECONDS = 7200;

/**
 * "9 May 2021, 08:00 – 09:30 UTC"; the day is said twice, and seconds at all, only where they matter: a range of hours is
 * widened to whole minutes.
 */
export function timeRange(from: number, to: number): string {
  const toTheMinute = from % 60 === 0 && to % 60 === 0;
  const grain = toTheMinute || to - from >= LONG_RANGE_SECONDS ? 60 : 1;
  const first = Math.floor(from / grain) * grain;
  const last = Math.ceil(to / grain) * grain;
  const start = `${day(first, day(first) === day(last))}, ${timeOfDay(first, grain)}`;
  const end = day(first) === day(last) ? timeOfDay(last, grain) : `${day(last)}, ${timeOfDay(last, grain)}`;
  return `${start} – ${end} UTC`;
}

// Controls would break lines, and bidirectional overrides would turn the text around them.
const UNPRINTABLE = /[\p{Cc}\p{Zl}\p{Zp}\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** A name from a file as one line of plain text: what could not be seen or would rearrange its surroundings shows as a symbol. */
export function plainName(name: string): string {
  if (name === '') return '(no name)';
  return name.replace(UNPRINTABLE, (character) => (character === '\n' || character === '\r' ? '⏎' : '�'));
}

/** `plainName` cut to `length` characters, for places with no tooltip of their own. */
export function shortName(name: string, length = 48): string {
  const characters = [...plainName(name)];
  return characters.length <= length ? characters.join('') : `${characters.slice(0, length - 1).join('')}…`;
}

import type { MeasureUnit } from '../text';

/** Numbers with units, as filters write them: `250ms`, `1.5GB`, `0.5cpu`. */

/** A value read from a text, or what is wrong with it. */
export type Read<T> = { readonly value: T } | { readonly problem: string };

interface Units {
  /** By its name in lower-case letters: what to multiply with, and what to divide by, so that `1001ms` is 1.001 s. */
  readonly names: Readonly<Record<string, readonly [times: number, per: number]>>;
  /** Whether a number may do without a unit. */
  readonly optional: boolean;
  readonly example: string;
}

const UNITS: Readonly<Record<MeasureUnit, Units>> = {
  s: {
    names: {
      s: [1, 1],
      ms: [1, 1000],
      us: [1, 1e6],
      µs: [1, 1e6],
      μs: [1, 1e6],
      min: [60, 1],
      h: [3600, 1],
      d: [86_400, 1],
    },
    optional: false,
    example: '10s, 250ms, 2min or 1h',
  },
  MB: {
    names: {
      mb: [1, 1],
      kb: [1, 1000],
      gb: [1000, 1],
      kib: [1024, 1e6],
      mib: [1_048_576, 1e6],
      gib: [1_073_741_824, 1e6],
    },
    optional: true,
    example: '512MB or 2GB',
  },
  bytes: {
    names: {
      b: [1, 1],
      bytes: [1, 1],
      kb: [1000, 1],
      mb: [1e6, 1],
      gb: [1e9, 1],
      tb: [1e12, 1],
      kib: [1024, 1],
      mib: [1_048_576, 1],
      gib: [1_073_741_824, 1],
    },
    optional: true,
    example: '45MB or 512kB',
  },
  millicores: {
    names: { m: [1, 1], millicores: [1, 1], cpu: [1000, 1], cores: [1000, 1] },
    optional: false,
    example: '0.5cpu or 500m',
  },
  count: { names: {}, optional: true, example: '12' },
};

const NUMBER = /^(\d+(?:\.\d+)?|\.\d+)(e[+-]?\d+)?/i;
const LONGEST = 60;

/** Reads a number of 0 or more with its unit. */
export function readQuantity(text: string, unit: MeasureUnit): Read<number> {
  const { names, optional, example } = UNITS[unit];
  const found = text.length <= LONGEST ? NUMBER.exec(text) : null;
  if (!found) return { problem: `${shown(text)} is not a number. Write one such as ${example}.` };
  const number = Number(found[0]);
  const given = text.slice(found[0].length);
  if (given === '' && (optional || number === 0)) return finite(number, text);
  if (given === '') return { problem: `${shown(text)} needs a unit. Write it as in ${example}.` };
  const factors = Object.hasOwn(names, given.toLowerCase()) ? names[given.toLowerCase()] : null;
  if (factors) return finite(scaled(number, factors[0], factors[1]), text);
  if (unit === 'count') return { problem: `${shown(text)} has a unit, but this is a count. Write ${found[0]}.` };
  return { problem: `${shown(given)} is not a unit of this field. Write a number such as ${example}.` };
}

/** Without the rounding error of the division: 94.9 ms are 0.0949 s, not 0.09490000000000001. */
function scaled(value: number, times: number, per: number): number {
  return times === per ? value : Number(((value * times) / per).toPrecision(15));
}

function finite(value: number, text: string): Read<number> {
  return Number.isFinite(value) ? { value } : { problem: `${shown(text)} is too large. Write a smaller number.` };
}

/** What a reader typed, for a message. */
export function shown(text: string): string {
  return `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;
}

/** How to write a value of a unit, for messages. */
export function exampleOf(unit: MeasureUnit): string {
  return UNITS[unit].example;
}

/** Names of units for a number that has none yet, the usual first. */
export function unitNames(unit: MeasureUnit): readonly string[] {
  const written: Readonly<Record<MeasureUnit, readonly string[]>> = {
    s: ['s', 'ms', 'min', 'h'],
    MB: ['MB', 'GB'],
    bytes: ['MB', 'kB', 'GB', 'B'],
    millicores: ['cpu', 'm'],
    count: [],
  };
  return written[unit];
}

/** Which units write values of a kind, the largest first. The last one writes every value. */
const WRITTEN: Readonly<Record<MeasureUnit, readonly (readonly [name: string, from: number])[]>> = {
  s: [
    ['h', 7200],
    ['min', 600],
    ['s', 1],
    ['ms', 0],
    ['s', 0],
  ],
  MB: [['MB', 0]],
  bytes: [
    ['GB', 1e9],
    ['MB', 1e6],
    ['kB', 1e3],
    ['B', 0],
  ],
  millicores: [
    ['cpu', 0],
    ['m', 0],
  ],
  count: [['', 0]],
};

/** More digits than this are easier to read in a smaller unit. */
const FEW_DIGITS = 6;

/** A value with the largest unit that writes it in few digits: `10s`, `250ms`. `readQuantity` gives the value back. */
export function quantityText(value: number, unit: MeasureUnit): string {
  const last = WRITTEN[unit].length - 1;
  if (value === 0) return `0${WRITTEN[unit][last][0]}`;
  for (const [at, [name, least]] of WRITTEN[unit].entries()) {
    if (value < least && at < last) continue;
    const [times, per] = name === '' ? [1, 1] : UNITS[unit].names[name.toLowerCase()];
    const digits = String(scaled(value, per, times));
    const read = readQuantity(`${digits}${name}`, unit);
    if (at === last || ('value' in read && read.value === value && digits.length <= FEW_DIGITS)) {
      return `${digits}${name}`;
    }
  }
  return '';
}

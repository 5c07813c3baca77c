import { plainNumber } from '../text';

/** The range and the default of a number that a person or another process gives. */
export interface Limit {
  readonly min: number;
  readonly max: number;
  readonly integer: boolean;
  /** '' for a mere number. */
  readonly unit: string;
  readonly defaultValue: number;
}

/** Seeds are 32-bit numbers. */
export const SEED_COUNT = 2 ** 32;
export const SEED_LIMIT: Limit = { min: 0, max: SEED_COUNT - 1, integer: true, unit: '', defaultValue: 1 };

export function isWithin(value: unknown, { min, max, integer }: Omit<Limit, 'unit' | 'defaultValue'>): value is number {
  return typeof value === 'number' && value >= min && value <= max && (!integer || Number.isInteger(value));
}

/** "a whole number from 1 to 5,000,000", "a number from 0.1 to 100,000 MB". */
export function rangeText({ min, max, integer, unit }: Omit<Limit, 'defaultValue'>): string {
  const kind = integer ? 'a whole number' : 'a number';
  return `${kind} from ${plainNumber(min)} to ${plainNumber(max)}${unit === '' ? '' : ` ${unit}`}`;
}

/** The valid value nearest to `value`; the default for NaN and for what is not a number. */
export function nearestWithin(value: unknown, { min, max, integer, defaultValue }: Limit): number {
  if (typeof value !== 'number' || Number.isNaN(value)) return defaultValue;
  const clamped = Math.min(max, Math.max(min, value));
  return integer ? Math.round(clamped) : clamped;
}

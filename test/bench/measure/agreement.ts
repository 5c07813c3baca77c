import type { Measured } from './rounds';
import type { Found } from './subject';

/** A relative difference that rounding explains. */
const ROUNDING = 1e-9;

/**
 * Throws unless everyone did the work: found what is `known` of it and, where two of them tell the same thing of it, the same. Readers are so
 * held against each other, value by value.
 */
export function assertAgreement(all: readonly Measured[], known: Found): void {
  const told = new Map(Object.entries(known).map(([what, value]) => [what, { name: 'the input', value }]));
  for (const { name, first } of all) {
    if (!first.found || Object.keys(first.found).length === 0) throw new Error(`${name} found nothing.`);
    for (const [what, value] of Object.entries(first.found)) {
      const other = told.get(what) ?? { name, value };
      told.set(what, other);
      if (isSame(value, other.value)) continue;
      throw new Error(`For ${what}, ${other.name} has ${other.value}, ${name} found ${value}.`);
    }
  }
}

/** False where one is no number. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b), 1);
}

import type { Measured } from './rounds';
import type { Found } from './subject';

/** Largest relative difference due to rounding. */
const ROUNDING = 1e-9;

type Finder = Pick<Measured, 'name'> & { readonly first: Pick<Measured['first'], 'found'> };

/** Number of values that both have found. Throws if a value differs by more than rounding, or if there is none. */
export function agreedValues(one: Finder, other: Finder): number {
  const values = Object.entries(foundBy(other));
  const reference = foundBy(one);
  const common = values.filter(([what]) => what in reference);
  for (const [what, value] of common) {
    if (isSame(reference[what], value)) continue;
    throw new Error(`For ${what}, ${one.name} found ${reference[what]}, ${other.name} found ${value}.`);
  }
  if (common.length === 0) throw new Error(`${one.name} and ${other.name} have found nothing that can be compared.`);
  return common.length;
}

/** Throws unless all have found the known values. */
export function assertFound(all: readonly Finder[], known: Found): void {
  for (const one of all) agreedValues({ name: 'the generator of the input', first: { found: known } }, one);
}

function foundBy({ name, first }: Finder): Found {
  if (!first.found) throw new Error(`${name} has not told what it found.`);
  return first.found;
}

/** False if either is NaN. */
function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= ROUNDING * Math.max(Math.abs(a), Math.abs(b), 1);
}

import { editDistance } from './editDistance';

/** Letters of a name that count. */
const LONGEST = 80;

/**
 * The known name that another one is most like, in any case; null if it is like none: most of its letters differ.
 * @param known some names
 */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.slice(0, LONGEST).toLowerCase();
  const distances = known.map((one) => editDistance(wanted, one.toLowerCase()));
  const least = Math.min(...distances);
  return least <= wanted.length / 2 ? known[distances.indexOf(least)] : null;
}

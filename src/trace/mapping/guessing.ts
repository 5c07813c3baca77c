/** What guessers share: the columns of a sample, and the roles given so far. */

import type { ColumnChoice } from './choices';
import type { Cells } from './sampleCells';

/** A column of the sample, as guessers see it. */
export interface GuessColumn {
  readonly field: number;
  readonly name: string;
  /** Whether an earlier column has the same name, so that none can be told by it. */
  readonly hidden: boolean;
  readonly cells: Cells;
}

/** Columns that are left, and choices that were made. */
export interface Guessing {
  readonly columns: readonly GuessColumn[];
  /** Whether names mean anything. */
  readonly header: boolean;
  readonly rows: readonly (readonly string[])[];
  readonly decimalComma: boolean;
  readonly chosen: Map<number, { readonly choice: ColumnChoice; readonly reason: string }>;
}

/** Below this score a column is not taken. */
export const ENOUGH = 3;

/** The column of highest score, the first of several; null if none has enough. */
export function best(guessing: Guessing, score: (column: GuessColumn) => number): GuessColumn | null {
  let found: GuessColumn | null = null;
  let most = ENOUGH - 1;
  for (const column of left(guessing)) {
    const points = score(column);
    if (points > most) [found, most] = [column, points];
  }
  return found;
}

/** Columns without a role. */
export function left({ columns, chosen }: Guessing): GuessColumn[] {
  return columns.filter(({ field, hidden }) => !hidden && !chosen.has(field));
}

export function choose({ chosen }: Guessing, { field }: GuessColumn, choice: ColumnChoice, reason: string): void {
  chosen.set(field, { choice, reason });
}

import { type Checkpoint, forSlices } from '../numeric';
import type { MeasureUnit } from '../text';
import { labelsOf, type MeasureColumn, measuresOf, type TraceTable } from '../trace';
import type { BarList, BarValue } from './answers';
import { IdCounts } from './counters';

/** Values listed of each label and measure. */
const MOST_VALUES = 12;
/** A measure with more distinct values than this is no list of bars. */
const MOST_NUMBERS = 1000;
/** Whole numbers below this are looked up in an array. */
const SMALL = 1 << 16;
const NONE = 0xffff;

/** A label or a measure, with the number of each row's value. */
export interface BarColumn {
  readonly kind: 'label' | 'measure';
  readonly key: string;
  readonly title: string;
  readonly unit: MeasureUnit | null;
  /** Its values by number. */
  readonly values: readonly Pick<BarValue, 'text' | 'number'>[];
  readonly counts: IdCounts;
}

/** The labels and measures of a table that can be lists of bars, at most so many. */
export async function barColumns(table: TraceTable, most: number, checkpoint?: Checkpoint): Promise<BarColumn[]> {
  const labels = labelsOf(table).map(({ key, title, ids, names }): BarColumn => {
    const values = names.map((text) => ({ text, number: null }));
    return { kind: 'label', key, title, unit: null, values, counts: new IdCounts(ids, names.length) };
  });
  const columns = labels.filter(({ values }) => values.length > 1).slice(0, most);
  for (const measure of measuresOf(table)) {
    if (columns.length >= most) break;
    const column = await measureColumn(measure, checkpoint);
    if (column) columns.push(column);
  }
  return columns;
}

/** null for a measure with a single value or too many. */
async function measureColumn(measure: MeasureColumn, checkpoint?: Checkpoint): Promise<BarColumn | null> {
  const numbers = new NumberIds(measure);
  await forSlices(measure.values.length, checkpoint, (from, to) => numbers.give(from, to));
  const { ids, values } = numbers;
  if (ids === null || values.length < 2) return null;
  const { key, title, unit } = measure;
  const listed = values.map((number) => ({ text: '', number: Number.isNaN(number) ? null : number }));
  return { kind: 'measure', key, title, unit, values: listed, counts: new IdCounts(ids, values.length) };
}

/** Numbers the distinct values of a measure. */
class NumberIds {
  /** Of each row; null if there are too many values. */
  ids: Uint16Array | null;
  /** By number; NaN for an unknown value. */
  readonly values: number[] = [];
  readonly #small = new Uint16Array(SMALL).fill(NONE);
  readonly #others = new Map<number, number>();

  constructor(readonly measure: MeasureColumn) {
    this.ids = new Uint16Array(measure.values.length);
  }

  give(from: number, to: number): void {
    const { ids } = this;
    const { values, unknown } = this.measure;
    const small = this.#small;
    for (let row = from; row < to && ids !== null && this.ids !== null; row++) {
      const value = values[row];
      const known = value >= 0 && value < SMALL && Number.isInteger(value) ? small[value] : NONE;
      ids[row] = known === NONE ? this.#idOf(value === unknown ? Number.NaN : value) : known;
    }
  }

  #idOf(value: number): number {
    const isSmall = value >= 0 && value < SMALL && Number.isInteger(value);
    const known = isSmall ? this.#small[value] : (this.#others.get(value) ?? NONE);
    if (known !== NONE) return known;
    const id = this.values.push(value) - 1;
    if (isSmall) this.#small[value] = id;
    else this.#others.set(value, id);
    if (id >= MOST_NUMBERS) this.ids = null;
    return id;
  }
}

/** The values of a list of bars. @param counts of all rows. Returns null for fewer than two values that occur. */
export function barOrder({ values, counts }: BarColumn): BarOrder | null {
  const { all } = counts;
  const present = values.flatMap((_, id) => (all[id] > 0 ? [id] : [])).sort((a, b) => all[b] - all[a] || a - b);
  if (present.length < 2) return null;
  return { listed: present.slice(0, MOST_VALUES), others: Math.max(0, present.length - MOST_VALUES) };
}

/** Which values are listed, most cold starts first, and how many others occur. */
export interface BarOrder {
  readonly listed: readonly number[];
  readonly others: number;
}

/** The bars of the values with most cold starts. */
export function barList(
  { title, unit, values, counts }: BarColumn,
  { listed, others }: BarOrder,
  field: string,
): BarList {
  const { all, selected } = counts;
  const bars = listed.map((id) => ({ ...values[id], all: all[id], selected: selected[id] }));
  const rest = (of: Uint32Array) => sumOf(of) - sumOf(listed.map((id) => of[id]));
  return {
    key: field,
    title,
    unit,
    values: bars,
    others: others === 0 ? null : { values: others, all: rest(all), selected: rest(selected) },
  };
}

function sumOf(counts: ArrayLike<number>): number {
  let sum = 0;
  for (let at = 0; at < counts.length; at++) sum += counts[at];
  return sum;
}

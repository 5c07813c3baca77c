import type { ColumnInterval, FailMarker } from '../matching';
import type { Checkpoint } from '../numeric';
import type { Counter } from './counters';

/** Rows worked on between two checkpoints: a few milliseconds with every counter. */
export const SLICE = 1 << 15;
/** Rows tested at a time: few enough for the fastest cache, with the values that are tested. */
const BLOCK = 1 << 11;
/** Rows that are looked at to choose a beginning, and how many of them are side by side. */
const SAMPLED = 1 << 14;
const SIDE_BY_SIDE = 1 << 5;

/** The terms of a field, which a row must all pass, and the field's bit. */
export interface FieldTerms {
  readonly bit: number;
  readonly markers: readonly FailMarker[];
  /** The same as the markers, if there is a single one, for an interval. */
  readonly interval: ColumnInterval | null;
}

/** Counters of the rows that pass every field's terms, but for those of the ignored fields. */
export interface Audience {
  /** Bits of the ignored fields. */
  readonly ignored: number;
  readonly counters: readonly Counter[];
}

/** What the counters count before the mask changes. */
export type Beginning = 'the mask' | 'no row' | 'all rows';

/** Fields that a mask can tell apart. */
export const MOST_FIELDS = 15;
/** A row with this bit is counted nowhere. No field has it. */
const NOWHERE = 1 << MOST_FIELDS;

/** Of each row, the fields whose terms it fails, one bit each. Two bytes a row. */
export class RowMask {
  readonly bits: Uint16Array;
  /** The bits of a block before. */
  readonly #old = new Uint16Array(BLOCK);
  /** The rows of a slice that change, with their bits before and after. */
  readonly #changed = new Uint32Array(SLICE + 1);
  readonly #before = new Uint16Array(SLICE + 1);
  readonly #after = new Uint16Array(SLICE + 1);
  readonly #added = new Uint32Array(SLICE + 1);
  readonly #removed = new Uint32Array(SLICE + 1);

  constructor(readonly rows: number) {
    this.bits = new Uint16Array(rows);
  }

  /**
   * Tests every row again for some fields, and tells the audiences which rows they gain and lose. If the checkpoint
   * ends it halfway, some rows have been tested and some not; counters that began with the mask fit it even then.
   */
  async update(
    fields: readonly FieldTerms[],
    audiences: readonly Audience[],
    beginning: Beginning,
    checkpoint?: Checkpoint,
  ): Promise<void> {
    for (let from = 0; from < this.rows; from += SLICE) {
      const to = Math.min(from + SLICE, this.rows);
      let count = 0;
      for (let block = from; block < to; block += BLOCK) {
        count = this.#change(fields, block, Math.min(block + BLOCK, to), beginning, count);
      }
      if (count > 0) for (const audience of audiences) this.#tell(audience, count);
      if (checkpoint) await checkpoint();
    }
  }

  /** Turns a bit of some rows, a slice at most. It was set in all of them, or in none. */
  flip(rows: Uint32Array, bit: number, audiences: readonly Audience[]): void {
    const { bits } = this;
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      const before = bits[row];
      bits[row] = before ^ bit;
      this.#before[i] = before;
      this.#after[i] = before ^ bit;
    }
    this.#changed.set(rows);
    for (const audience of audiences) this.#tell(audience, rows.length);
  }

  /** Counts some rows from another beginning than the mask. */
  async count(
    rows: Uint32Array,
    audiences: readonly Audience[],
    beginning: Exclude<Beginning, 'the mask'>,
    checkpoint?: Checkpoint,
  ): Promise<void> {
    const before = beginning === 'no row' ? NOWHERE : 0;
    for (let from = 0; from < rows.length; from += SLICE) {
      const slice = rows.subarray(from, from + SLICE);
      this.#changed.set(slice);
      this.#before.fill(before, 0, slice.length);
      for (let i = 0; i < slice.length; i++) this.#after[i] = this.bits[slice[i]];
      for (const audience of audiences) this.#tell(audience, slice.length);
      if (checkpoint) await checkpoint();
    }
  }

  /** From which beginning counting takes less time. */
  get nearest(): Exclude<Beginning, 'the mask'> {
    return this.beginningFor([], false) === 'no row' ? 'no row' : 'all rows';
  }

  /** The beginning from which an update changes fewest rows, by a sample. @param fits whether counters fit the mask */
  beginningFor(fields: readonly FieldTerms[], fits: boolean): Beginning {
    let changing = 0;
    let passing = 0;
    let failing = 0;
    const every = Math.max(SIDE_BY_SIDE, Math.floor(this.rows / (SAMPLED / SIDE_BY_SIDE)));
    for (let from = 0; from < this.rows; from += every) {
      const to = Math.min(from + SIDE_BY_SIDE, this.rows);
      this.#mark(fields, from, to);
      for (let row = from; row < to; row++) {
        const passes = this.bits[row] === 0;
        if (passes) passing++;
        else failing++;
        if (passes !== (this.#old[row - from] === 0)) changing++;
        this.bits[row] = this.#old[row - from];
      }
    }
    if (fits && changing <= Math.min(passing, failing)) return 'the mask';
    return passing <= failing ? 'no row' : 'all rows';
  }

  /** Tests the rows of a block, and adds those that change to the `listed` ones. Returns how many there are then. */
  #change(fields: readonly FieldTerms[], from: number, to: number, beginning: Beginning, listed: number): number {
    const [{ bit, interval }] = fields.length === 1 ? fields : NO_INTERVAL;
    if (beginning === 'the mask' && interval) {
      const list = { changed: this.#changed, before: this.#before, after: this.#after };
      return testInterval(interval, this.bits, bit, from, to, list, listed);
    }
    this.#mark(fields, from, to);
    return beginning === 'the mask' ? this.#changes(from, to, listed) : this.#changesFrom(beginning, from, to, listed);
  }

  /** Sets the bits of rows [from, to), a block at most, and keeps those before. */
  #mark(fields: readonly FieldTerms[], from: number, to: number): void {
    const { bits } = this;
    const old = this.#old;
    let kept = ~0;
    for (const { bit } of fields) kept &= ~bit;
    for (let row = from; row < to; row++) {
      const before = bits[row];
      old[row - from] = before;
      bits[row] = before & kept;
    }
    for (const { bit, markers } of fields) for (const marker of markers) marker(bits, bit, from, to);
  }

  #changes(from: number, to: number, listed: number): number {
    const { bits } = this;
    const old = this.#old;
    const changed = this.#changed;
    const befores = this.#before;
    const afters = this.#after;
    let count = listed;
    for (let row = from; row < to; row++) {
      // Written in any case: a branch would be mispredicted wherever neighbouring rows differ.
      changed[count] = row;
      befores[count] = old[row - from];
      afters[count] = bits[row];
      count += Number(old[row - from] !== bits[row]);
    }
    return count;
  }

  #changesFrom(beginning: Exclude<Beginning, 'the mask'>, from: number, to: number, listed: number): number {
    const { bits } = this;
    const changed = this.#changed;
    const befores = this.#before;
    const afters = this.#after;
    const before = beginning === 'no row' ? NOWHERE : 0;
    let count = listed;
    for (let row = from; row < to; row++) {
      changed[count] = row;
      befores[count] = before;
      afters[count] = bits[row];
      count += Number(before !== bits[row]);
    }
    return count;
  }

  #tell({ ignored, counters }: Audience, count: number): void {
    const heeded = ~ignored;
    const changed = this.#changed;
    const added = this.#added;
    const removed = this.#removed;
    const befores = this.#before;
    const afters = this.#after;
    let gained = 0;
    let lost = 0;
    for (let i = 0; i < count; i++) {
      const was = Number((befores[i] & heeded) === 0);
      const is = Number((afters[i] & heeded) === 0);
      const row = changed[i];
      added[gained] = row;
      gained += is & (was ^ 1);
      removed[lost] = row;
      lost += was & (is ^ 1);
    }
    for (const counter of counters) {
      if (gained > 0) counter.add(added, gained, 1);
      if (lost > 0) counter.add(removed, lost, -1);
    }
  }
}

const NO_INTERVAL = [{ bit: 0, interval: null }];

interface ChangedRows {
  readonly changed: Uint32Array;
  readonly before: Uint16Array;
  readonly after: Uint16Array;
}

/** Tests and lists in one loop, which takes a third of the time: a drag spends most of its time here. */
function testInterval(
  { values, from: least, to: above }: ColumnInterval,
  bits: Uint16Array,
  bit: number,
  from: number,
  to: number,
  { changed, before, after }: ChangedRows,
  listed: number,
): number {
  let count = listed;
  for (let row = from; row < to; row++) {
    const value = values[row];
    const passes = Number(value >= least) & Number(value < above);
    const old = bits[row];
    const now = (old & ~bit) | (bit & (passes - 1));
    if (now === old) continue;
    bits[row] = now;
    changed[count] = row;
    before[count] = old;
    after[count++] = now;
  }
  return count;
}

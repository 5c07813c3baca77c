import { type Term, termText } from '../filter';
import { type FailMarker, failMarkers, termInterval } from '../matching';
import type { Checkpoint } from '../numeric';
import { audiencesOf, bitOf, type Counted, LATENCY, TIME } from './audiences';
import { countAll } from './countAll';
import type { ExploredTrace } from './explored';
import { type Ranks, RankWindow, ranksOf } from './rankWindow';
import { type FieldTerms, MOST_FIELDS, RowMask } from './rowMask';

/** Counting a row out of order takes as much longer as testing so many in order: its columns are in no cache. */
const TESTS_PER_STEP = { byTime: 2, byLatency: 20 } as const;
const BITS = Array.from({ length: MOST_FIELDS }, (_, place) => 1 << place);

/** The terms of each field, by the field's bit. */
type TermsOfBits = ReadonlyMap<number, readonly Term[]>;

interface Move {
  readonly window: RankWindow;
  readonly ranks: Ranks;
}

/** The rows that pass a filter, as a mask that follows the filter, and the counters that follow the mask. */
export class Selection {
  readonly mask: RowMask;
  /** By bit, the terms that the mask was tested with; none for a bit that may be half tested. */
  readonly #tested = new Map(BITS.map((bit) => [bit, '']));
  /** Of the fields by which rows are ordered. None where the rows without the bit may not be side by side. */
  readonly #windows = new Map<number, RankWindow>();
  /** Of the terms asked for last, by their texts: testing every name takes a while. */
  #markers = new Map<string, FailMarker>();
  /** Whether the counters fit the mask. */
  #fits = true;

  constructor(readonly trace: ExploredTrace) {
    this.mask = new RowMask(trace.table.rowCount);
    this.#place(BITS, new Map());
  }

  /** Bits that a row may have. */
  get usedBits(): number {
    return BITS.filter((bit) => this.#tested.get(bit) !== '').reduce((bits, bit) => bits | bit, 0);
  }

  /** Selects the rows that pass the terms. If the checkpoint ends it halfway, the next call goes on from there. */
  async apply(terms: readonly Term[], counted: Counted, checkpoint?: Checkpoint): Promise<void> {
    const wanted = Map.groupBy(terms, ({ field }) => bitOf(counted.core, field));
    const changed = BITS.filter((bit) => this.#tested.get(bit) !== textOf(wanted, bit));
    if (changed.length === 0 && this.#fits) return;
    const moves = this.#moves(changed, wanted);
    for (const bit of changed) this.#tested.delete(bit);
    if (wanted.size === 0) this.#selectAll(counted);
    else if (moves) {
      const audiences = audiencesOf(counted, this.usedBits);
      for (const { window, ranks } of moves) await window.moveTo(ranks, this.mask, audiences, checkpoint);
    } else await this.#test(changed, wanted, counted, checkpoint);
    for (const bit of changed) this.#tested.set(bit, textOf(wanted, bit));
  }

  /** Lets something follow that counts nothing yet. @param rows all that it may count */
  async include(rows: Uint32Array, counted: Partial<Counted>, checkpoint?: Checkpoint): Promise<void> {
    const audiences = audiencesOf(counted, this.usedBits);
    const counters = audiences.flatMap((audience) => audience.counters);
    await countAll(rows, counters, checkpoint);
    if (this.usedBits === 0) return;
    const beginning = this.mask.nearest;
    if (beginning === 'no row') for (const counter of counters) counter.clear();
    await this.mask.count(rows, audiences, beginning, checkpoint);
  }

  #selectAll(counted: Counted): void {
    this.mask.bits.fill(0);
    for (const { counters } of audiencesOf(counted, 0)) for (const counter of counters) counter.takeAll();
    this.#fits = true;
    this.#place(BITS, new Map());
  }

  /** Tests all rows again for some fields. */
  async #test(bits: readonly number[], wanted: TermsOfBits, counted: Counted, checkpoint?: Checkpoint): Promise<void> {
    const fields = await this.#fieldTerms(bits, wanted, checkpoint);
    const beginning = this.mask.beginningFor(fields, this.#fits);
    const audiences = audiencesOf(counted, this.usedBits);
    for (const bit of bits) this.#windows.delete(bit);
    if (beginning !== 'the mask') {
      this.#fits = false;
      for (const counter of audiences.flatMap(({ counters }) => counters)) {
        if (beginning === 'no row') counter.clear();
        else counter.takeAll();
      }
    }
    await this.mask.update(fields, audiences, beginning, checkpoint);
    this.#fits = true;
    this.#place(bits, wanted);
  }

  async #fieldTerms(bits: readonly number[], wanted: TermsOfBits, checkpoint?: Checkpoint): Promise<FieldTerms[]> {
    const { table, unitsPerSecond } = this.trace;
    const markers = new Map<string, FailMarker>();
    for (const term of [...wanted.values()].flat()) {
      const text = termText(term);
      const known = this.#markers.get(text);
      const [marker] = known ? [known] : await failMarkers({ terms: [term] }, table, unitsPerSecond, checkpoint);
      markers.set(text, marker);
    }
    this.#markers = markers;
    return bits.map((bit) => {
      const terms = wanted.get(bit) ?? [];
      const interval = terms.length === 1 ? termInterval(terms[0], table, unitsPerSecond) : null;
      return { bit, interval, markers: terms.flatMap((term) => markers.get(termText(term)) ?? []) };
    });
  }

  /** How to get there by moving windows; null if that is impossible, or takes longer than testing all rows. */
  #moves(bits: readonly number[], wanted: TermsOfBits): Move[] | null {
    if (!this.#fits) return null;
    const moves: Move[] = [];
    let tests = 0;
    for (const bit of bits) {
      const window = this.#windows.get(bit);
      const ranks = window && this.#ranks(bit, wanted);
      if (!ranks) return null;
      tests += window.distance(ranks) * (bit === TIME ? TESTS_PER_STEP.byTime : TESTS_PER_STEP.byLatency);
      moves.push({ window, ranks });
    }
    return tests <= this.mask.rows ? moves : null;
  }

  /** Notes where the windows of these bits are, which the mask was tested for. */
  #place(bits: readonly number[], wanted: TermsOfBits): void {
    const { byTime, byLatency } = this.trace.index;
    for (const [bit, order] of [
      [TIME, byTime],
      [LATENCY, byLatency],
    ] as const) {
      const ranks = bits.includes(bit) ? this.#ranks(bit, wanted) : null;
      if (ranks) this.#windows.set(bit, new RankWindow(order, bit, ranks));
    }
  }

  #ranks(bit: number, wanted: TermsOfBits): Ranks | null {
    const { table, index } = this.trace;
    const terms = wanted.get(bit) ?? [];
    return bit === TIME
      ? ranksOf(this.trace, table.time, index.byTime, terms)
      : ranksOf(this.trace, table.latency, index.byLatency, terms);
  }
}

function textOf(wanted: TermsOfBits, bit: number): string {
  return (wanted.get(bit) ?? []).map(termText).join(' ');
}

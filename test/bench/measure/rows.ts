import { agreedValues } from './agreement';
import type { Measured } from './rounds';
import { type Spread, spreadOf } from './spread';

/** A row of the table. */
export interface Row {
  readonly work: string;
  readonly ours: Quantity;
  readonly peer: (Quantity & { readonly name: string }) | null;
  /** The value that the goal is about: the ratio of the two, or `ours`. */
  readonly judged: number;
  /** `judged` as text, such as `0.93 ×`, or '' if it is `ours`. */
  readonly ratio: string;
  readonly goal: Goal | null;
  readonly met: boolean | null;
  /** Number of values on which the peer and we agree, or null if none are compared. */
  readonly agreed: number | null;
}

export interface Quantity extends Spread {
  readonly unit: Unit;
}

export type Unit = 'ms' | '/s' | 'B/row' | 'MB';

export interface Goal {
  readonly kind: 'at most' | 'at least';
  readonly limit: number;
}

export const atMost = (limit: number): Goal => ({ kind: 'at most', limit });
export const atLeast = (limit: number): Goal => ({ kind: 'at least', limit });

/**
 * Our time and a peer's. The ratio is the median of the rounds' ratios. Throws unless both have found the same values.
 */
export function besidePeer(
  work: string,
  ours: Measured,
  peer: Measured,
  goal: { readonly times?: number; readonly asFast?: number } = {},
): Row {
  const ratios = ours.rounds.map(({ milliseconds }, round) => milliseconds / peer.rounds[round].milliseconds);
  const asFast = goal.asFast !== undefined;
  const judged = spreadOf(asFast ? ratios.map((ratio) => 1 / ratio) : ratios).median;
  const limit = goal.asFast ?? goal.times;
  return row({
    work,
    ours: times(ours),
    peer: { ...times(peer), name: peer.name },
    judged,
    ratio: asFast ? `${factor(judged)} × as fast` : `${factor(judged)} × its time`,
    goal: limit === undefined ? null : asFast ? atLeast(limit) : atMost(limit),
    agreed: agreedValues(ours, peer),
  });
}

/** Processor time of all threads, ours and a peer's. Hardly changes on a busy machine. Has no goal. */
export function processorBesidePeer(work: string, ours: Measured, peer: Measured): Row {
  const processor = ({ rounds }: Measured): Quantity => ({
    ...spreadOf(rounds.map(({ processorMs }) => processorMs)),
    unit: 'ms',
  });
  const ratios = ours.rounds.map(({ processorMs }, round) => processorMs / peer.rounds[round].processorMs);
  const judged = spreadOf(ratios).median;
  return row({
    work: `${work}: processor time`,
    ours: processor(ours),
    peer: { ...processor(peer), name: peer.name },
    judged,
    ratio: `${factor(judged)} × its time`,
    goal: null,
    agreed: null,
  });
}

/** First runs of fresh processes: they include compiling code and starting threads. Have no goal. */
export function firstBesidePeer(work: string, ours: Measured, peer: Measured): Row {
  const once = ({ first }: Measured): Quantity => ({ ...spreadOf([first.milliseconds]), unit: 'ms' });
  const judged = ours.first.milliseconds / peer.first.milliseconds;
  return row({
    work: `${work}: first run of a fresh process`,
    ours: once(ours),
    peer: { ...once(peer), name: peer.name },
    judged,
    ratio: `${factor(judged)} × its time`,
    goal: null,
    agreed: null,
  });
}

/** A single quantity and its goal. */
export function alone(work: string, ours: Quantity, goal: Goal | null = null): Row {
  return row({ work, ours, peer: null, judged: ours.median, ratio: '', goal, agreed: null });
}

/** A quantity and another one of ours, such as the same at another size. */
export function besideOurs(
  work: string,
  ours: Quantity,
  reference: Quantity & { readonly name: string },
  judged: number,
  goal: Goal | null,
): Row {
  return row({ work, ours, peer: reference, judged, ratio: `${factor(judged)} ×`, goal, agreed: null });
}

/** A quantity that must meet its goal in every round, and another view of it. */
export function worst(work: string, ours: Quantity, beside: Quantity & { readonly name: string }, goal: Goal): Row {
  const judged = goal.kind === 'at most' ? ours.most : ours.least;
  return row({ work, ours, peer: beside, judged, ratio: '', goal, agreed: null });
}

/**
 * A quantity that has a goal of its own, beside a peer's. Throws unless both have found the same values.
 * @param quantity ours; @param reference the peer's
 */
export function withinGoal(
  work: string,
  ours: Measured,
  quantity: Quantity,
  peer: Measured,
  reference: Quantity,
  goal: Goal | null,
): Row {
  const beside = { ...reference, name: peer.name };
  const agreed = agreedValues(ours, peer);
  return row({ work, ours: quantity, peer: beside, judged: quantity.median, ratio: '', goal, agreed });
}

/** Times of the rounds. */
export function times({ rounds }: Measured): Quantity {
  return { ...spreadOf(rounds.map(({ milliseconds }) => milliseconds)), unit: 'ms' };
}

/** Pieces of work per second. */
export function rate({ rounds }: Measured, pieces: number): Quantity {
  return { ...spreadOf(rounds.map(({ milliseconds }) => (1000 * pieces) / milliseconds)), unit: '/s' };
}

function row(columns: Omit<Row, 'met'>): Row {
  const { judged, goal } = columns;
  const met = goal && (goal.kind === 'at most' ? judged <= goal.limit : judged >= goal.limit);
  return { ...columns, met };
}

/** Two significant digits below 0.1, else two decimals, or one from 10 on. */
function factor(value: number): string {
  return value < 0.1 ? value.toPrecision(2) : value.toFixed(value < 10 ? 2 : 1);
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Round widths. Beyond the last, its doublings. */
const NICE_SECONDS = [
  ...[1, 2, 5, 10, 15, 30],
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE),
  ...[1, 2, 3, 6, 12].map((hours) => hours * HOUR),
  ...[1, 2, 7].map((days) => days * DAY),
];

/** Bins of one width whose edges are multiples of it. */
export interface Bins {
  readonly seconds: number;
  /** Start of the first bin, in widths since the epoch. */
  readonly first: number;
  readonly count: number;
}

/**
 * The finest bins of a nice width, from 1 s up, that cover [from, to) in at most `most` of them; 0 ≤ from < to.
 * `to` may be inclusive: then it lies in the last bin even when it is that bin's edge.
 */
export function niceBins(from: number, to: number, most: number, toInclusive: boolean): Bins {
  for (const seconds of niceWidths()) {
    const first = Math.floor(from / seconds);
    const end = toInclusive ? Math.floor(to / seconds) + 1 : Math.ceil(to / seconds);
    if (end - first <= most) return { seconds, first, count: Math.max(1, end - first) };
  }
  // Times near the largest double: one bin for all.
  return { seconds: Number.MAX_VALUE, first: 0, count: 1 };
}

function* niceWidths(): Generator<number> {
  yield* NICE_SECONDS;
  for (let seconds = 2 * NICE_SECONDS[NICE_SECONDS.length - 1]; Number.isFinite(seconds); seconds *= 2) yield seconds;
}

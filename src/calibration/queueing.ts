/** The largest part of its latency that a cold start can have waited in the registry's queue. */
const MOST_WAITED = 0.5;

/**
 * Seconds that each cold start waited for its pull to open, if the registry opens pulls one after another, each in
 * `sessionSeconds`. Cold starts of one moment queue by recorded latency. A wait is cut to half of the latency: the
 * recorded platform did not have that queue. Takes linear time where few cold starts share a moment.
 * @param isFound by arrival: 1 for a start that did not pull
 */
export function waitsFor(
  arrival: Float64Array,
  latency: Float64Array,
  isFound: Uint8Array,
  sessionSeconds: number,
): Float32Array {
  const waits = new Float32Array(arrival.length);
  if (sessionSeconds === 0) return waits;
  const together: number[] = [];
  let freeAt = Number.NEGATIVE_INFINITY;
  for (let from = 0, to = 0; from < arrival.length; from = to) {
    const now = arrival[from];
    together.length = 0;
    for (to = from; to < arrival.length && arrival[to] === now; to++) if (isFound[to] === 0) together.push(to);
    if (together.length > 1) sortBy(latency, together);
    let free = Math.max(freeAt, now) - now;
    for (let first = 0; first < together.length; ) {
      const seconds = latency[together[first]];
      let end = first + 1;
      while (end < together.length && latency[together[end]] === seconds) end++;
      // Equal latencies have no order: each gets the mean of their waits.
      const most = MOST_WAITED * seconds;
      const wait = Math.min(free + ((end - first + 1) / 2) * sessionSeconds, most);
      for (let i = first; i < end; i++) waits[together[i]] = wait;
      free = Math.min(
        free + (end - first) * sessionSeconds,
        Math.max(most, wait + ((end - first - 1) / 2) * sessionSeconds),
      );
      first = end;
    }
    freeAt = now + free;
  }
  return waits;
}

/** Sorts by insertion: cold starts of one moment are few, except in bursts. */
function sortBy(latency: Float64Array, rows: number[]): void {
  if (rows.length > MANY) {
    rows.sort((a, b) => latency[a] - latency[b]);
    return;
  }
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i];
    let at = i;
    for (; at > 0 && latency[rows[at - 1]] > latency[row]; at--) rows[at] = rows[at - 1];
    rows[at] = row;
  }
}

const MANY = 32;

/** A start on a VM: when it begins, and how long its work takes where nothing else starts. */
export interface StartOnVm {
  readonly from: number;
  readonly seconds: number;
}

export interface StartingVm {
  /** Starts that compute at full speed at the same time. */
  readonly servers: number;
  readonly creationSeconds: number;
  readonly waitShare: number;
}

/**
 * When each start has done its work: looks at all starts after every change, and moves all of them on to the next one.
 * `starts` are in the order in which the VM creates them.
 */
export function endsOf(starts: readonly StartOnVm[], { servers, creationSeconds, waitShare }: StartingVm): number[] {
  let free = 0;
  const created = starts.map(({ from, seconds }) => {
    free = Math.max(from, free) + Math.min(creationSeconds, seconds);
    return free;
  });
  const left = starts.map(({ seconds }) => seconds - Math.min(creationSeconds, seconds));
  const ends = starts.map(() => Number.NaN);
  let now = 0;
  while (ends.some(Number.isNaN)) {
    const working = starts.flatMap((_, i) => (created[i] <= now && Number.isNaN(ends[i]) ? [i] : []));
    const speed = speedByMeanValues(working.length, servers, waitShare);
    const next = Math.min(...created.filter((time) => time > now), ...working.map((i) => now + left[i] / speed));
    for (const i of working) {
      left[i] -= speed * (next - now);
      if (left[i] < 1e-9) ends[i] = next;
    }
    now = next;
  }
  return ends;
}

/**
 * The speed of each of so many starts by exact mean value analysis (Reiser and Lavenberg, 1980): from one customer up,
 * by the probabilities of how many compute.
 */
export function speedByMeanValues(starts: number, servers: number, waitShare: number): number {
  const demand = 1 - waitShare;
  let probability = [1];
  let throughput = 0;
  for (let customers = 1; customers <= starts; customers++) {
    let response = 0;
    for (let there = 1; there <= customers; there++) {
      response += ((there * demand) / Math.min(there, servers)) * probability[there - 1];
    }
    throughput = customers / (waitShare + response);
    const next = [0];
    for (let there = 1; there <= customers; there++) {
      next[there] = ((throughput * demand) / Math.min(there, servers)) * probability[there - 1];
    }
    next[0] = 1 - next.reduce((sum, one) => sum + one, 0);
    probability = next;
  }
  return starts === 0 ? 1 : throughput / starts;
}

/** A flow over some links: no faster than its cap, nor than the flow at index `leader` (-1 for none). */
export interface FairFlow {
  readonly links: readonly number[];
  readonly cap: number;
  readonly leader: number;
}

/**
 * Max–min fair rates by progressive filling: all rates rise together until a link is full, or a flow's cap or leader
 * stops it. Then the others go on. Simple rather than fast.
 */
export function maxMinRates(flows: readonly FairFlow[], capacity: readonly number[]): number[] {
  const rates = flows.map(() => 0);
  const stopped = flows.map(() => false);
  while (stopped.includes(false)) {
    const rising = [...flows.keys()].filter((i) => !stopped[i]);
    const most = new Map<number, number>();
    for (const i of rising) most.set(i, Math.min(flows[i].cap, ...flows[i].links.map((link) => shareOf(link))));
    const level = Math.min(...most.values());
    for (const [i, reach] of most) {
      rates[i] = level;
      if (reach <= level * (1 + 1e-13)) stopped[i] = true;
    }
    for (let again = true; again; ) {
      again = false;
      for (const [i, { leader }] of flows.entries()) {
        if (stopped[i] || leader < 0 || !stopped[leader]) continue;
        stopped[i] = true;
        again = true;
      }
    }
  }
  return rates;

  /** Equal share of each rising flow in what the stopped flows leave of the link. */
  function shareOf(link: number): number {
    let left = capacity[link];
    let sharing = 0;
    for (const [i, flow] of flows.entries()) {
      if (!flow.links.includes(link)) continue;
      if (stopped[i]) left -= rates[i];
      else sharing++;
    }
    return Math.max(0, left) / sharing;
  }
}

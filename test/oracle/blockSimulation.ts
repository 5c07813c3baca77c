/**
 * Block by block, what `src/simulation/cluster/network.ts` does as fluid. Slow and obvious, and sharing no code with it: every flow has one block under way
 * at a time, a block may be forwarded once it has wholly arrived, and at every event all rates are worked out from nothing.
 */

export interface BlockFlow {
  /** Index of the flow that brings the blocks to the source; -1 where the source has them all. */
  readonly feeder: number;
  /** VM, or -1 for the registry. */
  readonly source: number;
  readonly vm: number;
  readonly begins: number;
  readonly megabytes: number;
  /** MB/s. */
  readonly cap: number;
}

export interface BlockNetwork {
  readonly nicMBps: number;
  readonly registryMBps: number;
  readonly blocks: number;
}

/** When the last block of each flow has arrived. */
export function completionTimes(flows: readonly BlockFlow[], network: BlockNetwork): number[] {
  const arrived = flows.map(() => 0);
  const left = flows.map((flow) => flow.megabytes / network.blocks);
  const done = flows.map(() => Number.NaN);
  let now = Math.min(...flows.map(({ begins }) => begins));
  while (done.some(Number.isNaN)) {
    const active = flows
      .map((_, i) => i)
      .filter((i) => flows[i].begins <= now && arrived[i] < network.blocks && has(flows[i], arrived[i]));
    const rates = maxMinRates(
      active.map((i) => flows[i]),
      network,
    );
    const ends = active.map((i, k) => now + left[i] / rates[k]);
    const begins = flows.map(({ begins }) => begins).filter((time) => time > now);
    const next = Math.min(...ends, ...begins);
    active.forEach((i, k) => {
      left[i] -= rates[k] * (next - now);
      if (ends[k] > next + 1e-12) return;
      arrived[i]++;
      left[i] = flows[i].megabytes / network.blocks;
      if (arrived[i] === network.blocks) done[i] = next;
    });
    now = next;
  }
  return done;

  function has(flow: BlockFlow, block: number): boolean {
    return flow.feeder < 0 || arrived[flow.feeder] > block;
  }
}

/** All rates rise together until a link is full or a cap is met; the flows concerned stay, the others go on. */
function maxMinRates(flows: readonly BlockFlow[], { nicMBps, registryMBps }: BlockNetwork): number[] {
  const rates = flows.map(() => 0);
  const fixed = flows.map(() => false);
  const linksOf = ({ source, vm }: BlockFlow): string[] => [source < 0 ? 'registry' : `out of ${source}`, `into ${vm}`];
  const links = new Map<string, number[]>();
  flows.forEach((flow, i) => {
    for (const link of linksOf(flow)) links.set(link, [...(links.get(link) ?? []), i]);
  });
  while (fixed.includes(false)) {
    let rise = Number.POSITIVE_INFINITY;
    for (const [link, on] of links) {
      const capacity = link === 'registry' ? registryMBps : nicMBps;
      const rising = on.filter((i) => !fixed[i]).length;
      if (rising > 0) rise = Math.min(rise, (capacity - sum(on.map((i) => rates[i]))) / rising);
    }
    flows.forEach(({ cap }, i) => {
      if (!fixed[i]) rise = Math.min(rise, cap - rates[i]);
    });
    flows.forEach((_, i) => {
      if (!fixed[i]) rates[i] += Math.max(0, rise);
    });
    flows.forEach((flow, i) => {
      const full = linksOf(flow).some((link) => {
        const capacity = link === 'registry' ? registryMBps : nicMBps;
        return sum(links.get(link)!.map((j) => rates[j])) >= capacity - 1e-9;
      });
      if (full || rates[i] >= flow.cap - 1e-9) fixed[i] = true;
    });
  }
  return rates;
}

function sum(values: readonly number[]): number {
  return values.reduce((a, b) => a + b, 0);
}

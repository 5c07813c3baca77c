/**
 * Block by block, what `src/simulation/cluster/network.ts` does as fluid. Slow and obvious, and sharing no code with it: a VM asks for blocks in their
 * order, at the pace at which it works through them, with so many requests out at a time; a block may be forwarded once it has wholly arrived; what is
 * under way to one that loses its source is lost; and at every event all rates are worked out from nothing.
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
  /** What a VM takes in at the most; absent: what its NIC does. */
  readonly intakeMBps?: number;
  readonly registryMBps: number;
  /** Blocks of each flow. */
  readonly blocks: number;
  /**
   * Requests for blocks that a VM has out at a time for one flow; each is a transfer of its own, and transfers are equal on a link.
   * With one, a VM that waits for its upstream is silent between two blocks and takes each at the full rate, which those beside it feel.
   */
  readonly window: number;
  /** Time from a block being on a VM to its being on a downstream VM, beside its transfer. */
  readonly hopSeconds?: number;
}

/** What happens to the network at a time. */
export type Change = Redirect | Cut | Restore | Stop;

interface Redirect {
  readonly kind: 'redirect';
  readonly time: number;
  readonly flow: number;
  readonly source: number;
  readonly feeder: number;
}

/** The VM falls silent. */
interface Cut {
  readonly kind: 'cut';
  readonly time: number;
  readonly vm: number;
}

/** The VM is back. */
interface Restore {
  readonly kind: 'restore';
  readonly time: number;
  readonly vm: number;
}

/** The flow ends before its time. */
interface Stop {
  readonly kind: 'stop';
  readonly time: number;
  readonly flow: number;
}

const NEVER = Number.POSITIVE_INFINITY;

interface State {
  source: number;
  feeder: number;
  stopped: boolean;
  /** Not before then does it ask for another block. */
  asksAt: number;
  /** When each block that has come may be used and forwarded, in their order; and how many may now. */
  readonly usableAt: number[];
  usable: number;
  /** MB left of each block under way. */
  underWay: number[];
}

/** When each block of each flow may be used; blocks that never come have no time. */
export function blockTimes(
  flows: readonly BlockFlow[],
  network: BlockNetwork,
  changes: readonly Change[] = [],
): number[][] {
  const { blocks, window, hopSeconds = 0 } = network;
  const states = flows.map(({ source, feeder }): State => {
    return { source, feeder, stopped: false, asksAt: 0, usableAt: [], usable: 0, underWay: [] };
  });
  const silent = new Set<number>();
  const pending = [...changes].sort((a, b) => a.time - b.time);
  let now = 0;
  for (;;) {
    while (pending.length > 0 && pending[0].time <= now) apply(pending.shift()!);
    for (const state of states) {
      while (state.usableAt[state.usable] <= now) state.usable++;
    }
    states.forEach(ask);
    const rates = maxMinRates(flows, states, silent, network);
    const next = Math.min(
      pending[0]?.time ?? NEVER,
      ...flows.map(({ begins }) => afterNow(begins)),
      ...states.map(({ asksAt, usableAt, usable }) => Math.min(afterNow(asksAt), usableAt[usable] ?? NEVER)),
      ...states.map(({ underWay }, i) => (underWay.length > 0 ? now + underWay[0] / rates[i] : NEVER)),
    );
    if (next === NEVER) return states.map(({ usableAt }) => usableAt);
    states.forEach((state, i) => {
      state.underWay = state.underWay.map((left) => left - rates[i] * (next - now));
      while (state.underWay.length > 0 && state.underWay[0] < 1e-9) {
        state.underWay.shift();
        const usableAt = state.source < 0 ? next : next + hopSeconds;
        state.usableAt.push(Math.max(usableAt, state.usableAt.at(-1) ?? 0));
      }
    });
    now = next;
  }

  /** Another block is asked for, if the source has it, and the last request is long enough ago. */
  function ask(state: State, i: number): void {
    const block = state.usableAt.length + state.underWay.length;
    if (state.stopped || now < Math.max(flows[i].begins, state.asksAt)) return;
    if (state.underWay.length === window || block === blocks) return;
    if (state.feeder >= 0 && states[state.feeder].usable <= block) return;
    state.underWay.push(flows[i].megabytes / blocks);
    state.asksAt = now + flows[i].megabytes / blocks / flows[i].cap;
  }

  function afterNow(time: number): number {
    return time > now ? time : NEVER;
  }

  function apply(change: Change): void {
    if (change.kind === 'cut') silent.add(change.vm);
    else if (change.kind === 'restore') silent.delete(change.vm);
    else {
      const state = states[change.flow];
      state.underWay = [];
      if (change.kind === 'stop') state.stopped = true;
      else Object.assign(state, { source: change.source, feeder: change.feeder });
    }
  }
}

/** When the last block of each flow may be used; NaN where it never comes. */
export function completionTimes(
  flows: readonly BlockFlow[],
  network: BlockNetwork,
  changes: readonly Change[] = [],
): number[] {
  return blockTimes(flows, network, changes).map((times) => times[network.blocks - 1] ?? Number.NaN);
}

/**
 * MB/s of each of a flow's transfers, which are alike. All transfers rise together until a link is full or a cap, of which each request
 * has its part, is met; those concerned stay, the others go on.
 */
function maxMinRates(
  flows: readonly BlockFlow[],
  states: readonly State[],
  silent: ReadonlySet<number>,
  { nicMBps, intakeMBps = nicMBps, registryMBps }: BlockNetwork,
): number[] {
  const rates = flows.map(() => 0);
  const links = new Map<string, { left: number; rising: number[] }>();
  const unless = (vm: number, rate: number): number => (silent.has(vm) ? 0 : rate);
  states.forEach(({ source, underWay }, i) => {
    if (underWay.length === 0) return;
    put(source < 0 ? 'registry' : `out of ${source}`, source < 0 ? registryMBps : unless(source, nicMBps), i);
    put(`into ${flows[i].vm}`, unless(flows[i].vm, intakeMBps), i);
  });
  const rising = new Set(flows.keys());
  states.forEach(({ underWay }, i) => {
    if (underWay.length === 0) rising.delete(i);
  });
  while (rising.size > 0) {
    let level = Math.min(...[...rising].map((i) => flows[i].cap));
    for (const { left, rising } of links.values()) {
      const transfers = rising.reduce((sum, i) => sum + states[i].underWay.length, 0);
      if (transfers > 0) level = Math.min(level, left / transfers);
    }
    const stays = new Set([...rising].filter((i) => flows[i].cap <= level * (1 + 1e-12)));
    for (const { left, rising } of links.values()) {
      const transfers = rising.reduce((sum, i) => sum + states[i].underWay.length, 0);
      if (left <= level * transfers * (1 + 1e-12)) for (const i of rising) stays.add(i);
    }
    for (const i of stays) {
      rates[i] = level;
      rising.delete(i);
      for (const link of links.values()) {
        if (!link.rising.includes(i)) continue;
        link.left = Math.max(0, link.left - level * states[i].underWay.length);
        link.rising = link.rising.filter((j) => j !== i);
      }
    }
  }
  return rates;

  function put(name: string, left: number, flow: number): void {
    const link = links.get(name);
    if (link) link.rising.push(flow);
    else links.set(name, { left, rising: [flow] });
  }
}

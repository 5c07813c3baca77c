/**
 * Simulates block by block what `src/simulation/cluster/network.ts` treats as fluid. Shares no code with it, and is
 * simple rather than fast. A VM asks for blocks in order, at the pace at which it processes them, with a limited
 * number of requests out at a time. It may forward a block once the whole block has arrived. A block in transit is
 * lost when its receiver loses its source. Rates are computed from scratch whenever the transfers change.
 */

export interface BlockFlow {
  /** Index of the flow that brings the blocks to the source, or -1 if the source has them all. */
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
  /** Limit on what a VM receives, MB/s. Default: `nicMBps`. */
  readonly intakeMBps?: number;
  readonly registryMBps: number;
  /** Blocks of each flow. */
  readonly blocks: number;
  /**
   * Requests that a VM has out at a time for one flow. Each is a transfer of its own, and transfers share a link
   * equally. With a window of 1, a VM that waits for its upstream is silent between two blocks and takes each at the
   * full rate, which slows the flows that share its links.
   */
  readonly window: number;
  /** Delay of each hop from VM to VM, in addition to the transfer. */
  readonly hopSeconds?: number;
}

/** An event that changes the network. */
export type Change = Redirect | Cut | Restore | Stop;

interface Redirect {
  readonly kind: 'redirect';
  readonly time: number;
  readonly flow: number;
  readonly source: number;
  readonly feeder: number;
}

/** The VM fails. */
interface Cut {
  readonly kind: 'cut';
  readonly time: number;
  readonly vm: number;
}

/** The VM works again. */
interface Restore {
  readonly kind: 'restore';
  readonly time: number;
  readonly vm: number;
}

/** The flow ends early. */
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
  /** The VM does not ask for another block before this time. */
  asksAt: number;
  /** When each block that has arrived may be used and forwarded, in order. */
  readonly usableAt: number[];
  /** How many blocks may be used now. */
  usable: number;
  /** MB that a block in transit all the time would have moved: blocks of one flow move at the same rate. */
  moved: number;
  /** The value of `moved` at which each block in transit arrives. */
  inTransit: number[];
}

/** When each block of each flow may be used. Blocks that never arrive are left out. */
export function blockTimes(
  flows: readonly BlockFlow[],
  network: BlockNetwork,
  changes: readonly Change[] = [],
): number[][] {
  const { blocks, window, hopSeconds = 0 } = network;
  const states = flows.map(({ source, feeder }): State => {
    return { source, feeder, stopped: false, asksAt: 0, usableAt: [], usable: 0, moved: 0, inTransit: [] };
  });
  const silent = new Set<number>();
  const pending = [...changes].sort((a, b) => a.time - b.time);
  /** By the number of blocks in transit in each flow, on which alone rates depend between two changes. */
  let knownRates = new Map<string, number[]>();
  let lastRates: { readonly counts: readonly number[]; readonly rates: number[] } | null = null;
  let now = 0;
  for (;;) {
    while (pending.length > 0 && pending[0].time <= now) apply(pending.shift()!);
    for (const state of states) {
      while (state.usable < state.usableAt.length && state.usableAt[state.usable] <= now) state.usable++;
    }
    states.forEach(ask);
    const rates = ratesNow();
    const next = nextEvent(rates);
    if (next === NEVER) return states.map(({ usableAt }) => usableAt);
    states.forEach((state, i) => {
      state.moved += rates[i] * (next - now);
      while (state.inTransit.length > 0 && state.inTransit[0] - state.moved < 1e-9) {
        state.inTransit.shift();
        const usableAt = state.source < 0 ? next : next + hopSeconds;
        state.usableAt.push(Math.max(usableAt, state.usableAt.at(-1) ?? 0));
      }
    });
    now = next;
  }

  function ratesNow(): number[] {
    // A block that arrives is mostly replaced at once, and the counts stay.
    if (lastRates && states.every(({ inTransit }, i) => inTransit.length === lastRates!.counts[i]))
      return lastRates.rates;
    const counts = states.map(({ inTransit }) => inTransit.length);
    const key = counts.join();
    const rates = knownRates.get(key) ?? maxMinRates(flows, states, silent, network);
    knownRates.set(key, rates);
    lastRates = { counts, rates };
    return rates;
  }

  function nextEvent(rates: readonly number[]): number {
    let next = pending[0]?.time ?? NEVER;
    states.forEach(({ asksAt, usableAt, usable, moved, inTransit }, i) => {
      next = Math.min(next, afterNow(flows[i].begins), afterNow(asksAt));
      if (usable < usableAt.length) next = Math.min(next, usableAt[usable]);
      if (inTransit.length > 0) next = Math.min(next, now + (inTransit[0] - moved) / rates[i]);
    });
    return next;
  }

  /** Asks for another block, if the source has it and the last request is long enough ago. */
  function ask(state: State, i: number): void {
    const block = state.usableAt.length + state.inTransit.length;
    if (state.stopped || now < Math.max(flows[i].begins, state.asksAt)) return;
    if (state.inTransit.length === window || block === blocks) return;
    if (state.feeder >= 0 && states[state.feeder].usable <= block) return;
    state.inTransit.push(state.moved + flows[i].megabytes / blocks);
    state.asksAt = now + flows[i].megabytes / blocks / flows[i].cap;
  }

  function afterNow(time: number): number {
    return time > now ? time : NEVER;
  }

  function apply(change: Change): void {
    knownRates = new Map();
    lastRates = null;
    if (change.kind === 'cut') silent.add(change.vm);
    else if (change.kind === 'restore') silent.delete(change.vm);
    else {
      const state = states[change.flow];
      state.inTransit = [];
      if (change.kind === 'stop') state.stopped = true;
      else Object.assign(state, { source: change.source, feeder: change.feeder });
    }
  }
}

/** When the last block of each flow may be used, or NaN if it never arrives. */
export function completionTimes(
  flows: readonly BlockFlow[],
  network: BlockNetwork,
  changes: readonly Change[] = [],
): number[] {
  return blockTimes(flows, network, changes).map((times) => times[network.blocks - 1] ?? Number.NaN);
}

/**
 * MB/s of each transfer of a flow: those of one flow are equal. The rates of all transfers rise together until a link
 * is full or a flow's cap is met. The transfers concerned keep their rate, and the others go on rising.
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
  states.forEach(({ source, inTransit }, i) => {
    if (inTransit.length === 0) return;
    put(source < 0 ? 'registry' : `out of ${source}`, source < 0 ? registryMBps : unless(source, nicMBps), i);
    put(`into ${flows[i].vm}`, unless(flows[i].vm, intakeMBps), i);
  });
  const rising = new Set(flows.keys());
  states.forEach(({ inTransit }, i) => {
    if (inTransit.length === 0) rising.delete(i);
  });
  while (rising.size > 0) {
    let level = Math.min(...[...rising].map((i) => flows[i].cap));
    for (const { left, rising } of links.values()) {
      const transfers = rising.reduce((sum, i) => sum + states[i].inTransit.length, 0);
      if (transfers > 0) level = Math.min(level, left / transfers);
    }
    const stays = new Set([...rising].filter((i) => flows[i].cap <= level * (1 + 1e-12)));
    for (const { left, rising } of links.values()) {
      const transfers = rising.reduce((sum, i) => sum + states[i].inTransit.length, 0);
      if (left <= level * transfers * (1 + 1e-12)) for (const i of rising) stays.add(i);
    }
    for (const i of stays) {
      rates[i] = level;
      rising.delete(i);
      for (const link of links.values()) {
        if (!link.rising.includes(i)) continue;
        link.left = Math.max(0, link.left - level * states[i].inTransit.length);
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

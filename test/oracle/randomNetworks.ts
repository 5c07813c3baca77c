import fc from 'fast-check';
import type { BlockFlow, Change } from './blockSimulation';

/** A small input for the fluid network and for the block-by-block simulation. */
export interface NetworkCase {
  readonly flows: readonly BlockFlow[];
  readonly changes: readonly Change[];
  readonly nicMBps: number;
  /** As in `BlockNetwork`. */
  readonly intakeMBps?: number;
  readonly registryMBps: number;
  readonly vms: number;
}

const VMS = 6;

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** An event during the transfers. Indices are taken modulo the number of candidates. */
type Event =
  | { readonly kind: 'move'; readonly time: number; readonly which: number; readonly to: number }
  | { readonly kind: 'fail'; readonly time: number; readonly vm: number; readonly unseen: number };

const move = fc.record({
  kind: fc.constant('move' as const),
  time: between(0, 8),
  which: fc.nat(1000),
  to: fc.nat(1000),
});
const fail = fc.record({
  kind: fc.constant('fail' as const),
  time: between(0, 8),
  vm: fc.nat(VMS - 1),
  unseen: between(0, 2),
});
const events: fc.Arbitrary<Event[]> = fc.array(fc.oneof(move, fail), { maxLength: 3 });
const noEvents: fc.Arbitrary<Event[]> = fc.constant([]);

/** Shapes of a tree: the parent of member `i`. */
const SHAPES = {
  any: (i: number, pick: number): number => pick % i,
  chain: (i: number): number => i - 1,
  star: (): number => 0,
  binary: (i: number): number => (i - 1) >> 1,
};

const shape = fc.constantFrom(...(Object.keys(SHAPES) as (keyof typeof SHAPES)[]));

const tree = fc.record({
  members: fc.array(fc.record({ parent: fc.nat(1000), begins: between(0, 3) }), { minLength: 1, maxLength: VMS }),
  shape,
  megabytes: between(20, 100),
  cap: between(5, 100),
});

/** Trees over the same VMs. A VM is in each tree at most once. Each edge is a flow. */
export const networks = (options: { changes: boolean }): fc.Arbitrary<NetworkCase> =>
  fc
    .record({
      trees: fc.array(tree, { minLength: 1, maxLength: 3 }),
      events: options.changes ? events : noEvents,
      nicMBps: between(20, 200),
      registryMBps: between(10, 400),
      together: fc.boolean(),
      rotate: fc.nat(VMS - 1),
    })
    .map(({ trees, events, nicMBps, registryMBps, together, rotate }) => {
      const forest = new Forest();
      trees.forEach(({ members, shape, megabytes, cap }, t) => {
        const first = forest.flows.length;
        members.forEach(({ parent, begins }, i) => {
          const vm = (i + t * rotate) % VMS;
          const upstream = i === 0 ? -1 : first + SHAPES[shape](i, parent);
          forest.add(t, upstream, { vm, begins: together ? 0 : begins, megabytes, cap });
        });
      });
      const steps: { time: number; act: () => void }[] = events.map((event) => ({
        time: event.time,
        act: () => {
          if (event.kind === 'move') forest.move(event.time, event.which, event.to);
          else forest.cut(event.time, event.vm);
        },
      }));
      for (const event of events) {
        if (event.kind === 'move') continue;
        const time = event.time + event.unseen;
        steps.push({ time, act: () => forest.lose(time, event.vm) });
      }
      steps.sort((a, b) => a.time - b.time);
      for (const { act } of steps) act();
      return { flows: forest.flows, changes: forest.changes, nicMBps, registryMBps, vms: VMS };
    });

/** Keeps the trees, and derives the flows and their changes. */
class Forest {
  readonly flows: BlockFlow[] = [];
  readonly changes: Change[] = [];
  readonly #tree: number[] = [];
  readonly #upstream: number[] = [];
  readonly #gone = new Set<number>();
  readonly #silent = new Set<number>();

  add(tree: number, upstream: number, flow: Pick<BlockFlow, 'vm' | 'begins' | 'megabytes' | 'cap'>): void {
    this.#tree.push(tree);
    this.#upstream.push(upstream);
    this.flows.push({ ...flow, feeder: upstream, source: upstream < 0 ? -1 : this.flows[upstream].vm });
  }

  /** Moves a VM of a tree to another upstream VM, or to the registry. */
  move(time: number, which: number, to: number): void {
    const there = [...this.flows.keys()].filter((flow) => !this.#gone.has(flow));
    if (there.length === 0) return;
    const flow = there[which % there.length];
    const others = there.filter((other) => this.#tree[other] === this.#tree[flow] && !this.#isBelow(other, flow));
    this.#put(time, flow, [-1, ...others][to % (others.length + 1)]);
  }

  cut(time: number, vm: number): void {
    if (this.#silent.has(vm)) return;
    this.#silent.add(vm);
    this.changes.push({ time, kind: 'cut', vm });
  }

  /** The VM's failure is detected: one of its downstream VMs takes its place, with the others below it. */
  lose(time: number, vm: number): void {
    if (!this.#silent.delete(vm)) return;
    for (const [flow, { vm: receiver }] of this.flows.entries()) {
      if (receiver !== vm || this.#gone.has(flow)) continue;
      this.#gone.add(flow);
      this.changes.push({ time, kind: 'stop', flow });
      const below = [...this.flows.keys()].filter((other) => this.#upstream[other] === flow && !this.#gone.has(other));
      if (below.length > 0) this.#put(time, below[0], this.#upstream[flow]);
      for (const other of below.slice(1)) this.#put(time, other, below[0]);
    }
    this.changes.push({ time, kind: 'restore', vm });
  }

  #put(time: number, flow: number, feeder: number): void {
    this.#upstream[flow] = feeder;
    const source = feeder < 0 ? -1 : this.flows[feeder].vm;
    this.changes.push({ time, kind: 'redirect', flow, source, feeder });
  }

  #isBelow(flow: number, above: number): boolean {
    for (let at = flow; at >= 0; at = this.#upstream[at]) {
      if (at === above) return true;
    }
    return false;
  }
}

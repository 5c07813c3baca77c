import { NaiveTree } from '../unit/functionTree/naiveTree';
import { type BlockFlow, type BlockNetwork, blockTimes, type Change } from './blockSimulation';

/** Containers that FaaSNet provisions, and where. */
export interface BlockBurst {
  /** By container. */
  readonly arrival: ArrayLike<number>;
  readonly vm: ArrayLike<number>;
  readonly functionId: ArrayLike<number>;
  /** By function. */
  readonly images: readonly { readonly wireMB: number; readonly startSeconds: number }[];
  /** From the request for an image to the first request for a block. */
  readonly preparationSeconds: number;
  readonly fanOut: number;
  readonly network: BlockNetwork;
  /** Each is detected at a different ping. With failures, a VM has at most one container. */
  readonly failures: readonly { readonly time: number; readonly vm: number }[];
  readonly pingSeconds: number;
}

/** A replica: an image on a VM, or on its way there. */
interface Copy {
  readonly functionId: number;
  readonly vm: number;
  readonly containers: { readonly id: number; readonly placed: number }[];
  lost: boolean;
}

/** When each container starts: it processes the blocks in order, and waits for each that has not arrived. */
export function startTimes(burst: BlockBurst): number[] {
  const { arrival, images, network, preparationSeconds } = burst;
  const copies: Copy[] = [];
  /** By replica. */
  const flows: BlockFlow[] = [];
  const changes: Change[] = [];
  const trees = images.map(() => emptyTree(burst.fanOut));
  const silent = new Map<number, number>();

  const live = (functionId: number, vm: number): number =>
    copies.findIndex((copy) => copy.functionId === functionId && copy.vm === vm && !copy.lost);

  const upstreamOf = (functionId: number, vm: number): { feeder: number; source: number } => {
    const source = trees[functionId].upstreamOf(vm);
    return { source, feeder: source < 0 ? -1 : live(functionId, source) };
  };

  const place = (id: number, functionId: number, vm: number, placed: number): void => {
    const there = live(functionId, vm);
    if (there >= 0) {
      copies[there].containers.push({ id, placed });
      return;
    }
    copies.push({ functionId, vm, containers: [{ id, placed }], lost: false });
    trees[functionId].insert(vm);
    const { wireMB, startSeconds } = images[functionId];
    const begins = placed + preparationSeconds;
    flows.push({
      ...upstreamOf(functionId, vm),
      vm,
      begins,
      megabytes: wireMB,
      cap: wireMB / startSeconds,
    });
  };

  const starts = (): number[] => {
    const times = Array.from(arrival, () => Number.NaN);
    blockTimes(flows, network, changes).forEach((usable, c) => {
      for (const { id, placed } of copies[c].containers) {
        let at = Math.max(placed, flows[c].begins);
        for (let block = 0; block < network.blocks; block++) {
          at = Math.max(at, usable[block] ?? Number.NaN) + images[copies[c].functionId].startSeconds / network.blocks;
        }
        if (!copies[c].lost || Number.isNaN(times[id])) times[id] = at;
      }
    });
    return times;
  };

  const lose = (vm: number, time: number): void => {
    const failed = silent.get(vm)!;
    silent.delete(vm);
    const started = starts();
    copies.forEach((copy, c) => {
      if (copy.vm !== vm || copy.lost) return;
      copy.lost = true;
      changes.push({ time, kind: 'stop', flow: c });
      const { functionId } = copy;
      const tree = trees[functionId];
      const before = new Map(tree.vms().map((other) => [other, tree.upstreamOf(other)]));
      tree.delete(vm);
      for (const other of tree.vms()) {
        if (tree.upstreamOf(other) === before.get(other)) continue;
        changes.push({ time, kind: 'redirect', flow: live(functionId, other), ...upstreamOf(functionId, other) });
      }
      const unstarted = copy.containers.filter(({ id }) => !(started[id] < failed));
      copy.containers.splice(0, copy.containers.length, ...copy.containers.filter((one) => !unstarted.includes(one)));
      for (const { id } of unstarted) place(id, functionId, vm, time);
    });
    changes.push({ time, kind: 'restore', vm });
  };

  for (let id = 0; id < arrival.length; id++) place(id, burst.functionId[id], burst.vm[id], arrival[id]);
  const events = burst.failures.flatMap(({ time, vm }) => {
    const noticed = (Math.floor(time / burst.pingSeconds) + 1) * burst.pingSeconds;
    const fail = (): void => {
      if (silent.has(vm) || !copies.some((copy) => copy.vm === vm && !copy.lost)) return;
      silent.set(vm, time);
      changes.push({ time, kind: 'cut', vm });
    };
    const notice = (): void => {
      if (silent.get(vm) === time) lose(vm, noticed);
    };
    return [
      { time, act: fail },
      { time: noticed, act: notice },
    ];
  });
  events.sort((a, b) => a.time - b.time);
  for (const { act } of events) act();
  return starts();
}

interface Tree {
  insert(vm: number): void;
  delete(vm: number): void;
  vms(): number[];
  /** -1 for the registry. */
  upstreamOf(vm: number): number;
}

/** The paper's tree for fan-out 2. Otherwise a complete tree, in which the last VM takes the place of a deleted one. */
function emptyTree(fanOut: number): Tree {
  return fanOut === 2 ? new Binary() : new Complete(fanOut);
}

class Binary implements Tree {
  readonly #tree = new NaiveTree();

  insert(vm: number): void {
    this.#tree.insert(vm);
  }

  delete(vm: number): void {
    this.#tree.delete(vm);
  }

  vms(): number[] {
    return this.#tree.nodes().map((node) => node.vm);
  }

  upstreamOf(vm: number): number {
    return this.#tree.nodes().find(({ left, right }) => left?.vm === vm || right?.vm === vm)?.vm ?? -1;
  }
}

class Complete implements Tree {
  readonly #order: number[] = [];

  constructor(private readonly fanOut: number) {}

  insert(vm: number): void {
    this.#order.push(vm);
  }

  delete(vm: number): void {
    const last = this.#order.pop()!;
    if (last !== vm) this.#order[this.#order.indexOf(vm)] = last;
  }

  vms(): number[] {
    return [...this.#order];
  }

  upstreamOf(vm: number): number {
    const position = this.#order.indexOf(vm);
    return position === 0 ? -1 : this.#order[Math.floor((position - 1) / this.fanOut)];
  }
}

import { grown } from '../columns';
import { IntrusiveLists } from '../intrusiveLists';

const NONE = -1;

/** Phase of a replica. */
export const Phase = {
  /** The VM loads the manifest and does the other preparation before the first block. */
  preparing: 0,
  fetching: 1,
  /** All blocks that a start needs are on the VM. */
  ready: 2,
} as const;

/**
 * Images on VMs: one replica for each function that a VM holds, from the function's first container there until it is
 * evicted. Numbers of evicted replicas are reused, so the columns are as long as the most replicas at any time.
 */
export class Replicas {
  vm = new Int32Array(64);
  functionId = new Int32Array(64);
  phase = new Uint8Array(64);
  /** When the VM could begin to fetch. */
  preparedAt = new Float64Array(64);
  /** When the first block arrives, so that a start may begin to process blocks; NaN if not known yet. */
  firstBlockAt = new Float64Array(64);
  /** When all blocks that a start needs have arrived; NaN if not known yet. */
  fetchedAt = new Float64Array(64);
  /** The VM that it was last fetched from; -1 for the registry. */
  upstream = new Int32Array(64);
  /** Containers of the replica that start or run. */
  busy = new Int32Array(64);
  idleSince = new Float64Array(64);
  /** The container that the replica was ordered for. */
  owner = new Int32Array(64);
  /** How many earlier replicas had this number: distinguishes a replica from them. */
  epoch = new Int32Array(64);
  /** Replicas so far, evicted ones included. */
  created = 0;
  #used = 0;
  readonly #onVm: IntrusiveLists;
  /** By function: its replicas. Most functions have none most of the time, which saves a search. */
  readonly #ofFunction: Int32Array;
  readonly #recycled: number[] = [];

  constructor(vms: number, functions: number) {
    this.#ofFunction = new Int32Array(functions);
    this.#onVm = new IntrusiveLists(vms);
  }

  create(vm: number, functionId: number, owner: number): number {
    this.created++;
    this.#ofFunction[functionId]++;
    const replica = this.#recycled.pop() ?? this.#used++;
    if (replica >= this.vm.length) this.#grow(replica + 1);
    this.vm[replica] = vm;
    this.functionId[replica] = functionId;
    this.phase[replica] = Phase.preparing;
    this.preparedAt[replica] = Number.NaN;
    this.firstBlockAt[replica] = Number.NaN;
    this.fetchedAt[replica] = Number.NaN;
    this.upstream[replica] = NONE;
    this.busy[replica] = 0;
    this.idleSince[replica] = Number.NaN;
    this.owner[replica] = owner;
    this.#onVm.addFirst(vm, replica);
    return replica;
  }

  /** The VM holds all that a start needs. */
  setReady(replica: number, now: number): void {
    this.phase[replica] = Phase.ready;
    this.preparedAt[replica] = now;
    this.firstBlockAt[replica] = now;
    this.fetchedAt[replica] = now;
  }

  remove(replica: number): void {
    this.#onVm.remove(replica);
    this.#ofFunction[this.functionId[replica]]--;
    this.functionId[replica] = NONE;
    this.epoch[replica]++;
    this.preparedAt[replica] = Number.NaN;
    this.firstBlockAt[replica] = Number.NaN;
    this.fetchedAt[replica] = Number.NaN;
    this.idleSince[replica] = Number.NaN;
    this.#recycled.push(replica);
  }

  /** The first replica on a VM, or -1; `nextOn` continues the list. */
  firstOn(vm: number): number {
    return this.#onVm.first(vm);
  }

  nextOn(replica: number): number {
    return this.#onVm.next(replica);
  }

  /** The replica of a function's image on a VM, or -1. */
  find(vm: number, functionId: number): number {
    if (this.#ofFunction[functionId] === 0) return NONE;
    let replica = this.#onVm.first(vm);
    while (replica !== NONE && this.functionId[replica] !== functionId) replica = this.#onVm.next(replica);
    return replica;
  }

  #grow(length: number): void {
    this.vm = grown(this.vm, length);
    this.functionId = grown(this.functionId, length);
    this.phase = grown(this.phase, length);
    this.preparedAt = grown(this.preparedAt, length);
    this.firstBlockAt = grown(this.firstBlockAt, length);
    this.fetchedAt = grown(this.fetchedAt, length);
    this.upstream = grown(this.upstream, length);
    this.busy = grown(this.busy, length);
    this.idleSince = grown(this.idleSince, length);
    this.owner = grown(this.owner, length);
    this.epoch = grown(this.epoch, length);
  }
}

import FlatQueue from 'flatqueue';
import { StartSpeeds, startServers } from './cluster/startSpeed';
import { EventKind, type Events } from './events';
import { IntrusiveLists } from './intrusiveLists';
import type { Parameters } from './types';

const NONE = -1;

/** Starts that share the vCPUs of a VM, by the work that each has left: all get on at the same speed. */
interface Shares {
  /** Seconds of work done by a start that shares the vCPUs from the beginning, as of `since`. */
  done: number;
  since: number;
  speed: number;
  /** By the value of `done` at which the start has done its work. */
  readonly queue: FlatQueue<number>;
  /** When the first of them has, if nothing changes. */
  due: number;
}

/**
 * The work of starts on their VMs. A VM creates its containers one at a time. A container that is created waits and
 * computes by turns, and shares the VM's vCPUs with the others there: speeds change whenever one begins or ends.
 *
 * As long as a VM has too few starts for them to slow each other, the end of each is known when it begins, and one
 * event is enough. With more, a VM has one event for the first that ends. Either way O(log n) for each begin and end.
 */
export class StartWork {
  readonly #speeds: StartSpeeds;
  readonly #creationSeconds: number;
  /** Starts that a VM's vCPUs never slow. */
  readonly #most: number;
  /** By VM: the containers that are created or work. */
  readonly #on: IntrusiveLists;
  readonly #count: Int32Array;
  /** By VM: until when it creates containers. */
  readonly #createsUntil: Float64Array;
  /** By VM: its shares while it has more starts than never slow each other; null before it ever had. */
  readonly #shares: (Shares | null)[];
  readonly #isSharing: Uint8Array;
  /** By container: its work once it is created; while it shares vCPUs, the value of `done` at which it ends. */
  readonly #seconds: Float64Array;
  /** By container: 1 while the VM creates it, or others before it. Only known where starts share vCPUs. */
  readonly #isCreated: Uint8Array;

  /**
   * @param at by container: the time of its event, NaN for none
   * @param waitShare as for `startSpeed`
   */
  constructor(
    private readonly at: Float64Array,
    parameters: Parameters,
    waitShare: number,
    private readonly events: Events,
  ) {
    const { vms, startCreationSeconds } = parameters;
    const servers = startServers(parameters);
    this.#speeds = new StartSpeeds(servers, waitShare);
    this.#creationSeconds = startCreationSeconds;
    this.#most = Math.floor(servers);
    this.#on = new IntrusiveLists(vms, at.length);
    this.#count = new Int32Array(vms);
    this.#createsUntil = new Float64Array(vms);
    this.#shares = new Array(vms).fill(null);
    this.#isSharing = new Uint8Array(vms);
    this.#seconds = new Float64Array(at.length);
    this.#isCreated = new Uint8Array(at.length);
  }

  /**
   * The container's start takes so many seconds of work, the creation included, where nothing else starts. Returns when
   * the container will have been created.
   */
  begin(container: number, vm: number, seconds: number, now: number): number {
    const creation = Math.min(this.#creationSeconds, seconds);
    const createdAt = Math.max(now, this.#createsUntil[vm]) + creation;
    this.#createsUntil[vm] = createdAt;
    this.#seconds[container] = seconds - creation;
    const count = ++this.#count[vm];
    if (this.#isSharing[vm] === 0 && count > this.#most) this.#share(vm, now);
    this.#on.addLast(vm, container);
    if (this.#isSharing[vm] === 1) this.#create(container, vm, createdAt, now);
    else this.#schedule(container, createdAt + this.#seconds[container]);
    return createdAt;
  }

  /** Call at the container's event. Returns whether its work is done. */
  isDone(container: number, now: number): boolean {
    if (this.at[container] !== now) return false;
    const vm = this.#on.listOf(container);
    this.at[container] = Number.NaN;
    if (this.#isCreated[container] === 1) {
      this.#isCreated[container] = 0;
      this.#join(container, vm, now);
      return false;
    }
    this.#on.remove(container);
    if (--this.#count[vm] === 0) this.#isSharing[vm] = 0;
    return true;
  }

  /** Call at the VM's event: the first of the starts that share its vCPUs has done its work. */
  shareDue(vm: number, now: number): void {
    const shares = this.#shares[vm];
    if (this.#isSharing[vm] === 0 || shares === null || shares.due !== now) return;
    const { queue } = shares;
    shares.done = queue.peekValue()!;
    shares.since = now;
    // Their own events, so that they come in the order of their arrivals.
    while (queue.length > 0 && queue.peekValue()! === shares.done) this.#schedule(queue.pop()!, now);
    this.#plan(shares, vm, now);
  }

  /** The VM's starts are lost with it. */
  abandon(vm: number): void {
    for (let container = this.#on.first(vm); container !== NONE; container = this.#on.first(vm)) {
      this.at[container] = Number.NaN;
      this.#isCreated[container] = 0;
      this.#on.remove(container);
    }
    this.#count[vm] = 0;
    this.#createsUntil[vm] = 0;
    this.#isSharing[vm] = 0;
  }

  /** Starts that share the VM's vCPUs at this moment, and the speed of each; for tests. */
  sharing(vm: number): { readonly starts: number; readonly speed: number } {
    const shares = this.#isSharing[vm] === 1 ? this.#shares[vm] : null;
    return shares ? { starts: shares.queue.length, speed: shares.speed } : { starts: 0, speed: 1 };
  }

  /** From now on the VM's starts slow each other. Those before this moment did not. */
  #share(vm: number, now: number): void {
    this.#shares[vm] ??= { done: 0, since: now, speed: 1, queue: new FlatQueue(), due: Number.NaN };
    const shares = this.#shares[vm];
    shares.queue.clear();
    // A VM that failed while its starts shared may have left an event for their end.
    shares.due = Number.NaN;
    shares.done = 0;
    shares.since = now;
    this.#isSharing[vm] = 1;
    for (let container = this.#on.first(vm); container !== NONE; container = this.#on.next(container)) {
      const end = this.at[container];
      const createdAt = end - this.#seconds[container];
      if (createdAt <= now) this.#seconds[container] = end - now;
      this.#create(container, vm, createdAt, now);
    }
  }

  #create(container: number, vm: number, createdAt: number, now: number): void {
    if (createdAt > now) {
      this.#isCreated[container] = 1;
      this.#schedule(container, createdAt);
    } else {
      this.at[container] = Number.NaN;
      this.#join(container, vm, now);
    }
  }

  /** The container, which is created, shares the vCPUs from now on. */
  #join(container: number, vm: number, now: number): void {
    const shares = this.#shares[vm]!;
    shares.done += shares.speed * (now - shares.since);
    shares.since = now;
    const end = shares.done + this.#seconds[container];
    this.#seconds[container] = end;
    shares.queue.push(container, end);
    this.#plan(shares, vm, now);
  }

  #plan(shares: Shares, vm: number, now: number): void {
    const { queue } = shares;
    shares.due = Number.NaN;
    if (queue.length === 0) return;
    shares.speed = this.#speeds.of(queue.length);
    shares.due = now + Math.max(0, queue.peekValue()! - shares.done) / shares.speed;
    this.events.schedule(EventKind.shareDue, vm, shares.due);
  }

  #schedule(container: number, time: number): void {
    this.at[container] = time;
    this.events.schedule(EventKind.startWork, container, time);
  }
}

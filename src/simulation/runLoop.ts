import type { Clock } from './clock';
import type { Network } from './cluster/network';
import type { RegistryReaders } from './cluster/readers';
import type { Replicas } from './cluster/replicas';
import type { Containers } from './containers';
import { EventKind, type Events, idOf, kindOf } from './events';
import type { Failures } from './failures';
import type { IdleQueue } from './idleQueue';
import type { Outages } from './outages';
import type { ReplicaEvents } from './replicaEvents';

const NEVER = Number.POSITIVE_INFINITY;

/** Processes in order of time what happens next: an event, an arrival, a failure or the end of an idle time. */
export class RunLoop {
  /** Steps so far. */
  steps = 0;
  #arrived = 0;

  constructor(
    /** Of the cold starts or requests, ascending. */
    private readonly arrival: Float64Array,
    private readonly clock: Clock,
    private readonly events: Events,
    private readonly idleReplicas: IdleQueue,
    private readonly failures: Failures,
    private readonly outages: Outages,
    private readonly containers: Containers,
    private readonly replicaEvents: ReplicaEvents,
    private readonly network: Network,
    private readonly readers: RegistryReaders,
    private readonly replicas: Replicas,
  ) {}

  /** Takes about this many steps, each as much work as computing a rate. Returns true once the run has ended. */
  advance(steps: number): boolean {
    const { arrival, clock, events, idleReplicas, failures, containers, network } = this;
    const { progress } = containers;
    const idleContainers = containers.serving?.idle ?? null;
    const until = this.steps + network.effort + steps;
    while (this.steps + network.effort < until) {
      const over = progress.finished === arrival.length;
      const arrives = this.#arrived < arrival.length ? arrival[this.#arrived] : NEVER;
      const due = events.nextTime;
      if (over && due === NEVER) return true;
      const fails = over ? NEVER : failures.nextTime;
      const leaves = idleContainers === null ? NEVER : idleContainers.nextTime;
      const next = Math.min(due, arrives, leaves, idleReplicas.nextTime, fails);
      if (next === NEVER) throw new Error('The simulation has come to a halt with arrivals left.');
      this.steps++;
      clock.now = next;
      if (due === next) this.#dispatch(events.pop(), next);
      else if (arrives === next) containers.arrive(this.#arrived++, next);
      else if (fails === next) this.outages.fail(failures.take(), next);
      else if (leaves === next) containers.reclaimContainer(next);
      else containers.reclaim(next);
    }
    return false;
  }

  #dispatch(event: number, now: number): void {
    const id = idOf(event);
    switch (kindOf(event)) {
      case EventKind.flow:
        this.network.wake(id, now);
        break;
      case EventKind.prepared:
        this.replicaEvents.prepared(id, now);
        break;
      case EventKind.arrived:
        this.replicaEvents.arrived(id, now);
        break;
      case EventKind.firstBlock:
        this.replicaEvents.firstBlock(id, now);
        break;
      case EventKind.startWork:
        this.containers.worked(id, now);
        break;
      case EventKind.shareDue:
        this.containers.shareDue(id, now);
        break;
      case EventKind.started:
        this.containers.started(id, now);
        break;
      case EventKind.ended:
        this.containers.ended(id, now);
        break;
      case EventKind.readers:
        this.readers.wake(now, this.replicas.vm);
        break;
      case EventKind.noticed:
        this.outages.replace(id, now);
        break;
    }
  }
}

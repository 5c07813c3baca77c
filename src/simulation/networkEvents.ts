import type { NetworkListener } from './cluster/network';
import type { ReadersListener } from './cluster/readers';
import { EventKind, type Events } from './events';
import type { Provisioner } from './systems';

/** Listens to the network: schedules what is due, and calls the system when all bytes of a flow have arrived. */
export class NetworkEvents implements NetworkListener, ReadersListener {
  #provisioner: Provisioner | undefined;

  constructor(private readonly events: Events) {}

  /** Sets the system to call. */
  attach(provisioner: Provisioner): void {
    this.#provisioner = provisioner;
  }

  flowDue(flow: number, time: number): void {
    this.events.schedule(EventKind.flow, flow, time);
  }

  flowDone(flow: number, now: number): void {
    this.#provisioner!.flowDone(flow, now);
  }

  readersDue(time: number): void {
    this.events.schedule(EventKind.readers, 0, time);
  }

  readDone(flow: number, now: number): void {
    this.#provisioner!.flowDone(flow, now);
  }

  readPace(readers: number, onVm: number): number {
    return this.#provisioner!.readPace?.(readers, onVm) ?? Number.POSITIVE_INFINITY;
  }
}

import { REGISTRY } from '../cluster/network';
import type { Replicas } from '../cluster/replicas';
import type { Traffic } from '../cluster/traffic';
import { NicRates } from './nicRates';
import type { TimeAxis } from './timeAxis';
import { Timeline } from './timeline';

const BYTES_PER_MB = 1e6;

/** Records traffic: in total over time, of the watched VM, and per container. In MB, unless noted. */
export class TrafficRecorder implements Traffic {
  readonly watchedVm: number;
  /** By container: bytes from the registry, and from VMs, of the replicas that were ordered for it. */
  readonly registryBytes: Float64Array;
  readonly peerBytes: Float64Array;
  /** Sent by the registry, and by VMs. */
  registryMB = 0;
  peerMB = 0;
  /** How often VMs asked the registry for an image. */
  pulls = 0;
  /** The part of `registryMB` that went to the extra VM. */
  seedMB = 0;

  /** All MB sent by the registry, and the part sent to the extra VM. */
  readonly #registry: Timeline;
  readonly #seeds: Timeline;
  /** All MB sent by VMs, and the part sent by the extra VM. */
  readonly #peers: Timeline;
  readonly #fromExtra: Timeline;
  readonly #pulls: Timeline;
  readonly #watchedIn: Timeline;
  readonly #watchedOut: Timeline;
  readonly #ratesIn: NicRates;
  readonly #ratesOut: NicRates;

  /** @param extraVm the number after those of the pool */
  constructor(
    containers: number,
    private readonly replicas: Replicas,
    private readonly extraVm: number,
    watchedVm: number | null,
    axis: TimeAxis,
  ) {
    this.watchedVm = watchedVm ?? -1;
    this.registryBytes = new Float64Array(containers);
    this.peerBytes = new Float64Array(containers);
    this.#registry = new Timeline(axis);
    this.#seeds = new Timeline(axis);
    this.#peers = new Timeline(axis);
    this.#fromExtra = new Timeline(axis);
    this.#pulls = new Timeline(axis);
    this.#watchedIn = new Timeline(axis);
    this.#watchedOut = new Timeline(axis);
    this.#ratesIn = new NicRates(extraVm, axis);
    this.#ratesOut = new NicRates(extraVm, axis);
  }

  sent(replica: number, source: number, receiver: number, from: number, to: number, amount: number): void {
    this.#count(replica, source, receiver, from, to, amount);
  }

  rateChanged(_replica: number, source: number, receiver: number, change: number, now: number): void {
    this.#ratesIn.change(receiver, change, now);
    if (source >= 0 && source !== this.extraVm) this.#ratesOut.change(source, change, now);
  }

  read(from: number, to: number, amount: number, peakRate: number, watchedRate: number): void {
    this.registryMB += amount;
    this.#registry.add(from, to, amount);
    this.#ratesIn.held(from, to, peakRate);
    this.#watchedIn.add(from, to, watchedRate * (to - from));
  }

  brought(replica: number, amount: number): void {
    this.registryBytes[this.replicas.owner[replica]] += amount * BYTES_PER_MB;
  }

  began(_replica: number, source: number, _size: number, now: number): void {
    if (source === REGISTRY) this.#pulled(now);
  }

  #pulled(now: number): void {
    this.pulls++;
    this.#pulls.add(now, now, 1);
  }

  /** As `sent`, for a pull without a flow. */
  delivered(replica: number, source: number, receiver: number, from: number, to: number, amount: number): void {
    if (source === REGISTRY) this.#pulled(from);
    this.#count(replica, source, receiver, from, to, amount);
    this.#ratesIn.held(from, to, amount / (to - from));
  }

  /** The extra VM reads the registry, evenly over [from, to]. */
  seeded(from: number, to: number, amount: number): void {
    this.#pulled(from);
    this.registryMB += amount;
    this.seedMB += amount;
    this.#registry.add(from, to, amount);
    this.#seeds.add(from, to, amount);
    if (this.watchedVm === this.extraVm) this.#watchedIn.add(from, to, amount);
  }

  /**
   * By bin: amounts in total and of the watched VM, pulls, and the highest rate of any VM of the pool at any moment,
   * MB/s.
   */
  finish() {
    return {
      registry: this.#registry.amounts(),
      seeds: this.#seeds.amounts(),
      peers: this.#peers.amounts(),
      fromExtra: this.#fromExtra.amounts(),
      pulls: this.#pulls.amounts(),
      watchedIn: this.#watchedIn.amounts(),
      watchedOut: this.#watchedOut.amounts(),
      peakIn: this.#ratesIn.peaks(),
      peakOut: this.#ratesOut.peaks(),
    };
  }

  #count(replica: number, source: number, receiver: number, from: number, to: number, amount: number): void {
    if (source === REGISTRY) {
      this.registryMB += amount;
      this.#registry.add(from, to, amount);
      this.registryBytes[this.replicas.owner[replica]] += amount * BYTES_PER_MB;
    } else {
      this.peerMB += amount;
      this.#peers.add(from, to, amount);
      this.peerBytes[this.replicas.owner[replica]] += amount * BYTES_PER_MB;
      if (source === this.extraVm) this.#fromExtra.add(from, to, amount);
    }
    if (this.watchedVm < 0) return;
    if (receiver === this.watchedVm) this.#watchedIn.add(from, to, amount);
    if (source === this.watchedVm) this.#watchedOut.add(from, to, amount);
  }
}

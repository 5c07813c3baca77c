import type { Copies } from '../cluster/copies';
import { grown } from '../columns';
import type { RunResult, Workload } from '../types';
import { Timeline } from './timeline';

/** In `RunResult.upstream`: the image was on the VM already. */
const NO_FETCH = -2;
const BYTES_PER_MB = 1e6;

/** Totals that others count. */
type Totals = Omit<
  RunResult,
  'provisioning' | 'vm' | 'upstream' | 'depth' | 'stages' | 'series' | 'registryBytes' | 'peerBytes'
> & { readonly registryMB: number; readonly peerMB: number };

/** Writes down what happens to each container, and to the cluster over time. */
export class Recorder {
  /** MB the registry sent. */
  readonly registryTraffic = new Timeline();

  readonly #placedAt: Float64Array;
  readonly #provisioning: Float64Array;
  readonly #vm: Uint32Array;
  readonly #upstream: Int32Array;
  readonly #depth: Uint16Array;
  /** By stage, the first one being the wait for a VM: seconds by container. */
  readonly #stages: { readonly name: string; readonly seconds: Float32Array }[];
  /** By stage of preparation: seconds by copy. */
  readonly #preparation: Float64Array[];
  readonly #activeVms = new Timeline();
  #active = 0;
  #activeSince = 0;

  constructor(
    private readonly workload: Workload,
    preparation: readonly string[],
  ) {
    const containers = workload.arrival.length;
    this.#placedAt = new Float64Array(containers);
    this.#provisioning = new Float64Array(containers);
    this.#vm = new Uint32Array(containers);
    this.#upstream = new Int32Array(containers);
    this.#depth = new Uint16Array(containers);
    this.#stages = ['queue', ...preparation, 'start'].map((name) => ({ name, seconds: new Float32Array(containers) }));
    this.#preparation = preparation.map(() => new Float64Array(64));
  }

  /** How many VMs are active from now on. */
  activeVms(active: number, now: number): void {
    if (active === this.#active) return;
    this.#activeVms.add(this.#activeSince, now, this.#active * (now - this.#activeSince));
    this.#active = active;
    this.#activeSince = now;
  }

  placed(container: number, vm: number, now: number): void {
    this.#placedAt[container] = now;
    this.#vm[container] = vm;
  }

  placedAt(container: number): number {
    return this.#placedAt[container];
  }

  /** How long a stage of the preparation for a copy takes. */
  preparation(copy: number, stage: number, seconds: number): void {
    if (copy >= this.#preparation[stage].length) this.#preparation[stage] = grown(this.#preparation[stage], copy + 1);
    this.#preparation[stage][copy] = seconds;
  }

  started(container: number, copy: number, copies: Copies, depth: number, now: number): void {
    const placedAt = this.#placedAt[container];
    const arrival = this.workload.arrival[container];
    const fetched = copies.fetchedAt[copy] <= placedAt;
    this.#provisioning[container] = now - arrival;
    this.#upstream[container] = fetched ? NO_FETCH : copies.upstream[copy];
    this.#depth[container] = depth;
    this.#stages[0].seconds[container] = placedAt - arrival;
    const startedAt = fetched ? placedAt : this.#splitPreparation(container, copy, copies.preparedAt[copy]);
    this.#stages[this.#stages.length - 1].seconds[container] = now - startedAt;
  }

  /** The stages of preparation as the container lived them, who may have come in the middle; returns their end. */
  #splitPreparation(container: number, copy: number, preparedAt: number): number {
    let end = preparedAt;
    const from = this.#placedAt[container];
    for (let stage = this.#preparation.length - 1; stage >= 0; stage--) {
      const begin = end - this.#preparation[stage][copy];
      this.#stages[stage + 1].seconds[container] = Math.max(0, end - Math.max(begin, from));
      end = begin;
    }
    return Math.max(from, preparedAt);
  }

  result({ registryMB, peerMB, ...totals }: Totals): RunResult {
    this.activeVms(-1, totals.simulatedSeconds);
    return {
      ...totals,
      registryBytes: registryMB * BYTES_PER_MB,
      peerBytes: peerMB * BYTES_PER_MB,
      provisioning: this.#provisioning,
      vm: this.#vm,
      upstream: this.#upstream,
      depth: this.#depth,
      stages: this.#stages,
      series: [
        { name: 'registryBytes', unit: 'bytes/s', ...bytes(this.registryTraffic.rates()) },
        { name: 'activeVms', unit: 'VMs', ...this.#activeVms.rates() },
      ],
    };
  }
}

function bytes({ x, y }: { x: Float64Array; y: Float64Array }): { x: Float64Array; y: Float64Array } {
  return { x, y: y.map((mb) => mb * BYTES_PER_MB) };
}

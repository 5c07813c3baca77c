import type { Replicas } from '../cluster/replicas';
import { grown } from '../columns';
import type { System } from '../systems';
import type { Parameters, RunResult, RunTotals, Workload } from '../types';
import type { FunctionWatch } from '../watch/functionWatch';
import { seriesOf } from './series';
import { TimeAxis } from './timeAxis';
import { Timeline } from './timeline';
import { TrafficRecorder } from './trafficRecorder';
import { TreeLevels } from './treeLevels';
import { TreeRecorder } from './treeRecorder';

/** In `RunResult.upstream`: the image was on the VM already. */
const NO_FETCH = -2;
const BYTES_PER_MB = 1e6;
const MB_PER_GB = 1000;

/** The parts of a result that the recorder measures. */
type Recorded =
  | 'provisioning'
  | 'warm'
  | 'containers'
  | 'vm'
  | 'upstream'
  | 'depth'
  | 'fetched'
  | 'stages'
  | 'series'
  | 'registryBytes'
  | 'peerBytes'
  | 'trees'
  | 'totals';

/** The parts of a result that others provide. */
type Totals = Omit<RunResult, Recorded> & {
  /** As `Provisioner.requestMB`. */
  readonly requestMB: number | null;
  readonly counts: Pick<
    RunTotals,
    'copies' | 'rotations' | 'reparentings' | 'failedVms' | 'retriedRequests' | 'lostRequests' | 'keepAliveVmSeconds'
  >;
};

/** Records what happens to each container, and to the cluster over time. */
export class Recorder {
  readonly traffic: TrafficRecorder;
  readonly treeLevels: TreeLevels;
  readonly trees: TreeRecorder;

  readonly #placedAt: Float64Array;
  readonly #provisioning: Float64Array;
  readonly #warm: Uint8Array | null;
  readonly #vm: Uint32Array;
  readonly #upstream: Int32Array;
  readonly #depth: Uint32Array;
  /** By stage, of which the first is the wait for a VM: seconds by container. */
  readonly #stages: { readonly name: string; readonly seconds: Float32Array }[];
  /** By stage of preparation: seconds by replica. */
  readonly #preparation: Float64Array[];
  /** By container of requests that is on order: when it was ordered. */
  readonly #orderedAt = new Map<number, number>();
  /** The containers of requests that have started, in order of their starts. */
  readonly #containers = { orderedAt: [] as number[], seconds: [] as number[] };
  readonly #axis = new TimeAxis();
  readonly #activeVms = new Timeline(this.#axis);
  readonly #vmMemoryMB: number;
  #vmSeconds = 0;
  #idleMBSeconds = 0;
  #active = 0;
  #activeSince = 0;
  #busyMB = 0;
  #inUseSince = 0;

  constructor(
    private readonly workload: Workload,
    { preparation }: Pick<System, 'preparation'>,
    private readonly replicas: Replicas,
    { vms, vmMemoryMB }: Parameters,
    watchedVm: number | null,
    readonly watch: FunctionWatch | null = null,
  ) {
    this.#vmMemoryMB = vmMemoryMB;
    const containers = workload.arrival.length;
    this.traffic = new TrafficRecorder(containers, replicas, vms, watchedVm, this.#axis);
    this.treeLevels = new TreeLevels(this.#axis);
    this.trees = new TreeRecorder(workload.functions.length, replicas, watch);
    this.#placedAt = new Float64Array(containers);
    this.#provisioning = new Float64Array(containers).fill(Number.NaN);
    this.#warm = workload.requests ? new Uint8Array(containers) : null;
    this.#vm = new Uint32Array(containers);
    this.#upstream = new Int32Array(containers);
    this.#depth = new Uint32Array(containers);
    this.#stages = ['queue', ...preparation, 'start'].map((name) => ({ name, seconds: new Float32Array(containers) }));
    this.#preparation = preparation.map(() => new Float64Array(64));
  }

  /** From `now` on, this many VMs are active, and starting or running containers use this much of their memory. */
  inUse(activeVms: number, busyMB: number, now: number): void {
    const seconds = now - this.#inUseSince;
    this.#idleMBSeconds += (this.#active * this.#vmMemoryMB - this.#busyMB) * seconds;
    this.#busyMB = busyMB;
    this.#inUseSince = now;
    if (activeVms === this.#active) return;
    this.#vmSeconds += this.#active * (now - this.#activeSince);
    this.#activeVms.step(now, activeVms - this.#active);
    this.#active = activeVms;
    this.#activeSince = now;
  }

  placed(container: number, replica: number, now: number): void {
    this.#placedAt[container] = now;
    this.watch?.placed(container, replica, now);
  }

  placedAt(container: number): number {
    return this.#placedAt[container];
  }

  /** Records the seconds of a stage of a replica's preparation. */
  preparation(replica: number, stage: number, seconds: number): void {
    if (replica >= this.#preparation[stage].length)
      this.#preparation[stage] = grown(this.#preparation[stage], replica + 1);
    this.#preparation[stage][replica] = seconds;
  }

  /** A stage of a replica's preparation takes this much longer than recorded. */
  prolong(replica: number, stage: number, seconds: number): void {
    this.#preparation[stage][replica] += seconds;
  }

  /** Whether the image was still missing on the VM when the container was placed. */
  fetchedFor(container: number, replica: number): boolean {
    return this.replicas.fetchedAt[replica] > this.#placedAt[container];
  }

  /** The cold start (or request) `row` is served by this container, which has just started. */
  started(row: number, container: number, replica: number, depth: number, now: number): void {
    const { replicas } = this;
    this.watch?.rowServed(row, container, now);
    const arrival = this.workload.arrival[row];
    const from = Math.max(arrival, this.#placedAt[container]);
    const fetched = !this.fetchedFor(container, replica);
    this.#provisioning[row] = now - arrival;
    this.#vm[row] = replicas.vm[replica];
    this.#upstream[row] = fetched ? NO_FETCH : replicas.upstream[replica];
    this.#depth[row] = depth;
    this.#stages[0].seconds[row] = from - arrival;
    const startedAt = fetched ? from : this.#splitPreparation(row, from, replica, replicas.preparedAt[replica]);
    this.#stages[this.#stages.length - 1].seconds[row] = now - startedAt;
  }

  /** A container is ordered for requests, or again after its VM failed before it started. */
  ordered(container: number, now: number): void {
    if (!this.#orderedAt.has(container)) this.#orderedAt.set(container, now);
  }

  /** A container that was ordered for requests has started. */
  containerStarted(container: number, now: number): void {
    const orderedAt = this.#orderedAt.get(container)!;
    this.#orderedAt.delete(container);
    this.#containers.orderedAt.push(orderedAt);
    this.#containers.seconds.push(now - orderedAt);
  }

  /** The request's VM failed while it served it: the request is not served. */
  cutOff(row: number, vm: number, now: number): void {
    this.watch?.rowCutOff(row, vm, now);
    if (this.#warm) this.#warm[row] = 0;
    this.#provisioning[row] = Number.NaN;
    this.#upstream[row] = NO_FETCH;
    this.#depth[row] = 0;
    for (const { seconds } of this.#stages) seconds[row] = 0;
  }

  /** The request is served by an existing container. */
  servedWarm(row: number, vm: number, now: number): void {
    const arrival = this.workload.arrival[row];
    if (this.#warm) this.#warm[row] = 1;
    this.#provisioning[row] = now - arrival;
    this.#vm[row] = vm;
    this.#upstream[row] = NO_FETCH;
    this.#stages[0].seconds[row] = now - arrival;
  }

  /** Records the stages of preparation from the container's placement, possibly within a stage. Returns their end. */
  #splitPreparation(row: number, from: number, replica: number, preparedAt: number): number {
    let end = preparedAt;
    for (let stage = this.#preparation.length - 1; stage >= 0; stage--) {
      const begin = end - this.#preparation[stage][replica];
      this.#stages[stage + 1].seconds[row] = Math.max(0, end - Math.max(begin, from));
      end = begin;
    }
    return Math.max(from, preparedAt);
  }

  result({ requestMB, counts, ...rest }: Totals): RunResult {
    const { traffic } = this;
    const { registryMB, peerMB } = traffic;
    this.inUse(0, 0, rest.simulatedSeconds);
    return {
      ...rest,
      totals: {
        ...counts,
        vmSeconds: this.#vmSeconds,
        idleGBSeconds: this.#idleMBSeconds / MB_PER_GB,
        registryRequests: requestMB === null ? traffic.pulls : registryMB / requestMB,
        seedBytes: traffic.seedMB * BYTES_PER_MB,
        savedRegistryBytes: Math.max(0, peerMB - traffic.seedMB) * BYTES_PER_MB,
      },
      registryBytes: registryMB * BYTES_PER_MB,
      peerBytes: peerMB * BYTES_PER_MB,
      provisioning: this.#provisioning,
      warm: this.#warm,
      containers: this.#warm && {
        orderedAt: Float64Array.from(this.#containers.orderedAt),
        seconds: Float64Array.from(this.#containers.seconds),
      },
      vm: this.#vm,
      upstream: this.#upstream,
      depth: this.#depth,
      fetched: { registryBytes: traffic.registryBytes, peerBytes: traffic.peerBytes },
      stages: this.#stages,
      series: seriesOf({
        axis: this.#axis,
        traffic: traffic.finish(),
        vmSeconds: this.#activeVms.amounts(),
        trees: this.treeLevels.finish(rest.simulatedSeconds),
        requestMB,
        watched: traffic.watchedVm >= 0,
      }),
      trees: this.trees.count,
    };
  }
}

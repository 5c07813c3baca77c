import type { Run, RunResult } from '../../../src/simulation';
import { resolveParameters, SYSTEMS } from '../../../src/simulation';
import { Simulation } from '../../../src/simulation/simulation';
import { LAZY } from '../../../src/simulation/systemParameters';

const NONE = -1;
/** Relative; rates are sums of many. */
const ROUNDING = 1e-9;

const LAZY_SYSTEMS: ReadonlySet<string> = new Set(LAZY);

/** A run whose state contradicts itself. */
export class BrokenRun extends Error {
  override readonly name = 'BrokenRun';
}

/** Simulates step by step and checks the whole state after each. Throws a BrokenRun for a contradiction. */
export function simulateChecked(run: Run, mostEvents = 1_000_000): RunResult {
  const system = SYSTEMS.find(({ name }) => name === run.system)!;
  const simulation = new Simulation(run, system, resolveParameters(run.parameters));
  const checks = new SelfChecks(simulation, run);
  for (let over = false; !over; ) {
    over = simulation.advance(1);
    checks.look();
    if (simulation.events > mostEvents) throw new BrokenRun(`${mostEvents} events, and no end.`);
  }
  const result = simulation.result();
  requireNumbers(result);
  return result;
}

/** Checks a simulation between two of its steps. */
export class SelfChecks {
  #before = 0;
  /** By VM that has failed: functions and containers on it at the failure. */
  readonly #failed = new Map<number, { functions: number; containers: number }>();

  constructor(
    private readonly simulation: Simulation,
    private readonly run: Run,
  ) {}

  /** Throws a BrokenRun. */
  look(): void {
    const { now } = this.simulation.clock;
    this.#require(now >= this.#before, `Time runs backwards from ${this.#before} s.`);
    this.#before = now;
    this.#lookAtPool();
    this.#lookAtVms();
    this.#lookAtRequests();
    this.#lookAtLinks();
    this.#lookAtReaders();
  }

  /** A VM is in the free pool once, or active, or has never been used. */
  #lookAtPool(): void {
    const { pool } = this.simulation;
    const returned = new Set(pool.returned);
    this.#require(returned.size === pool.returned.length, `A VM is in the pool twice: ${pool.returned.join(', ')}.`);
    this.#require(pool.active >= 0, `${pool.active} VMs are active.`);
    this.#require(pool.used <= pool.size, `${pool.used} of ${pool.size} VMs were used.`);
    let busy = 0;
    for (let vm = 0; vm < pool.size; vm++) if (pool.isActive(vm) || pool.hasFailed(vm)) busy++;
    this.#require(busy === pool.active, `${busy} VMs hold functions, ${pool.active} are active.`);
    this.#require(pool.used === pool.active + returned.size, 'A VM is neither active nor in the pool.');
    for (const vm of returned) this.#require(!pool.isActive(vm) && !pool.hasFailed(vm), `VM ${vm} is not free.`);
  }

  #lookAtVms(): void {
    const { pool } = this.simulation;
    let busyMB = 0;
    for (let vm = 0; vm < pool.size; vm++) {
      const held = this.#heldBy(vm);
      if (pool.hasFailed(vm)) {
        this.#lookAtFailed(vm);
        continue;
      }
      this.#failed.delete(vm);
      busyMB += held.busyMB;
      const counts = { functions: pool.functionsOn[vm], containers: pool.containersOn[vm] };
      this.#require(
        counts.functions === held.functions,
        `VM ${vm}: ${counts.functions} functions of ${held.functions}.`,
      );
      this.#require(counts.containers === held.containers, `VM ${vm}: ${counts.containers} containers.`);
      this.#require(pool.startingOn[vm] === held.starting, `VM ${vm}: ${pool.startingOn[vm]} start.`);
      this.#lookAtStarts(vm);
      this.#require(counts.functions <= this.run.parameters.functionsPerVm, `VM ${vm} holds too many functions.`);
      this.#require(
        pool.isActive(vm) === counts.functions > 0,
        `VM ${vm} is active without a function, or the reverse.`,
      );
      this.#require(pool.freeMB[vm] >= 0, `VM ${vm} is ${-pool.freeMB[vm]} MB over its memory.`);
      this.#require(pool.freeMB[vm] + held.memoryMB === pool.memoryMB, `VM ${vm}: ${pool.freeMB[vm]} MB are free.`);
    }
    this.#require(busyMB === pool.busyMB, `${pool.busyMB} MB are in use, not ${busyMB}.`);
  }

  /** Starts keep no more vCPUs busy than the VM has, and none is faster than alone. */
  #lookAtStarts(vm: number): void {
    const { startVcpus, startWaitShare, vcpus } = this.run.parameters;
    const { starts, speed } = this.simulation.starts.work.sharing(vm);
    const lazy = LAZY_SYSTEMS.has(this.run.system);
    const busy = starts * speed * startVcpus * (lazy ? 1 - startWaitShare : 1);
    this.#require(speed <= 1 && speed > 0, `VM ${vm}: starts get on at ${speed}.`);
    this.#require(busy <= vcpus * (1 + ROUNDING), `VM ${vm}: starts keep ${busy} vCPUs busy.`);
  }

  /** Nothing is placed on a VM that has failed, nothing on it uses memory, and no rate of it is left. */
  #lookAtFailed(vm: number): void {
    const { pool } = this.simulation;
    const known = this.#failed.get(vm);
    const counts = { functions: pool.functionsOn[vm], containers: pool.containersOn[vm] };
    if (!known) this.#failed.set(vm, counts);
    else {
      this.#require(counts.functions <= known.functions, `The failed VM ${vm} was given a function.`);
      this.#require(counts.containers <= known.containers, `The failed VM ${vm} was given a container.`);
    }
    this.#require(pool.freeMB[vm] === 0, `The failed VM ${vm} has ${pool.freeMB[vm]} MB free.`);
  }

  /** Memory and containers on a VM, counted by its replicas. */
  #heldBy(vm: number) {
    const { replicas, containers, starts } = this.simulation;
    const held = { functions: 0, containers: 0, starting: 0, memoryMB: 0, busyMB: 0 };
    for (let replica = replicas.firstOn(vm); replica !== NONE; replica = replicas.nextOn(replica)) {
      const memoryMB = containers.memoryMB[replicas.functionId[replica]];
      const busy = replicas.busy[replica];
      const resting = this.#restingOn(replica);
      let starting = 0;
      starts.on.reserveList(replica);
      for (let one = starts.on.first(replica); one !== NONE; one = starts.on.next(one)) starting++;
      this.#require(replicas.vm[replica] === vm, `Replica ${replica} is listed on VM ${vm}.`);
      this.#require(busy >= starting, `Replica ${replica}: ${busy} containers work, ${starting} start.`);
      held.functions++;
      held.containers += busy + resting;
      held.starting += starting;
      held.memoryMB += (busy + resting) * memoryMB;
      held.busyMB += busy * memoryMB;
    }
    return held;
  }

  /** Containers of a replica that serve no request. */
  #restingOn(replica: number): number {
    const { requests } = this.simulation.containers.serving ?? {};
    const idle = [...(requests?.on(replica) ?? [])].filter((one) => !requests!.containers.get(one)!.rows.length);
    return idle.length;
  }

  /**
   * Every request is served by one container at most, none by a container that has as many as it may. A container is
   * idle or serves, listed as free if it has room, and not on a VM that has failed.
   */
  #lookAtRequests(): void {
    const { containers, replicas, pool } = this.simulation;
    const { serving } = containers;
    if (!serving) return;
    const most = this.run.parameters.requestsPerContainer;
    const served = new Set<number>();
    for (const [container, { replica, rows, idleSince, listed, functionId }] of serving.requests.containers) {
      const vm = replicas.vm[replica];
      this.#require(!pool.hasFailed(vm), `Container ${container} is on the failed VM ${vm}.`);
      this.#require(pool.isActive(vm), `Container ${container} is on VM ${vm}, which is not active.`);
      this.#require(replicas.functionId[replica] === functionId, `Container ${container} is on another's replica.`);
      this.#require(rows.length <= most, `Container ${container} serves ${rows.length} requests.`);
      this.#require((rows.length === 0) === idleSince >= 0, `Container ${container} is idle and serves.`);
      this.#require(listed === rows.length < most, `Container ${container} is listed as free: ${listed}.`);
      for (const row of rows) {
        this.#require(!served.has(row), `Request ${row} is served twice.`);
        this.#require(this.run.workload.functionId[row] === functionId, `Request ${row} is of another function.`);
        served.add(row);
      }
    }
    const { progress } = containers;
    const answered = progress.finished - serving.lost;
    this.#require(progress.served === answered + served.size, `${progress.served} requests are served or answered.`);
  }

  /**
   * No flow exceeds its cap or overtakes its feeder, and no link carries more than it can: nothing, on a VM that has
   * failed.
   */
  #lookAtLinks(): void {
    const { network, pool, replicas } = this.simulation;
    const { parameters } = this.run;
    const { links, feeds } = network;
    const used = new Float64Array(links.capacity.length);
    for (let flow = 0; flow < replicas.created; flow++) {
      if (!network.isOpen(flow)) continue;
      const rate = links.rate[flow];
      this.#require(rate >= 0 && rate <= links.cap[flow] * (1 + ROUNDING), `Flow ${flow} runs at ${rate} MB/s.`);
      const feeder = feeds.feederOf(flow);
      if (feeder !== NONE && feeds.state[flow] === 1) {
        this.#require(rate <= links.rate[feeder] * (1 + ROUNDING), `Flow ${flow} overtakes flow ${feeder}.`);
      }
      for (const slot of [2 * flow, 2 * flow + 1]) used[links.link[slot]] += rate;
    }
    links.capacity.forEach((capacity, link) => {
      this.#require(used[link] <= capacity * (1 + ROUNDING), `Link ${link} carries ${used[link]} of ${capacity} MB/s.`);
    });
    for (let vm = 0; vm < pool.size; vm++) {
      const [into, out] = pool.hasFailed(vm) ? [0, 0] : [parameters.nicMBps, parameters.nicMBps];
      this.#require(links.capacity[2 * vm] <= into, `VM ${vm} takes in ${links.capacity[2 * vm]} MB/s.`);
      this.#require(links.capacity[2 * vm + 1] === out, `VM ${vm} sends ${links.capacity[2 * vm + 1]} MB/s.`);
    }
  }

  #lookAtReaders(): void {
    const { readers, pool } = this.simulation;
    const { parameters } = this.run;
    let total = 0;
    readers.groups.forEach(({ size, rate }, i) => {
      if (size === 0) return;
      this.#require(size % (i + 1) === 0, `${size} flows come by ${i + 1} a VM.`);
      this.#require(rate >= 0 && rate * (i + 1) <= parameters.nicMBps * (1 + ROUNDING), `A VM reads at ${rate} MB/s.`);
      // Reads that are slow or fast bring less or more than the common rate.
      total += readers.densities[i] * rate;
    });
    this.#require(total <= parameters.registryMBps * (1 + ROUNDING), `The registry sends ${total} MB/s.`);
    for (let vm = 0; vm < pool.size; vm++) {
      if (pool.hasFailed(vm)) this.#require(readers.readsOn[vm] === 0, `The failed VM ${vm} reads the registry.`);
    }
  }

  #require(holds: boolean, otherwise: string): void {
    if (!holds) throw new BrokenRun(`${otherwise} (${this.run.system}, at ${this.simulation.clock.now} s)`);
  }
}

/**
 * Throws a BrokenRun unless every number of the result is finite and not negative, and none is -0. Lost requests have
 * no provisioning.
 */
function requireNumbers(result: RunResult): void {
  const missing = result.provisioning.filter(Number.isNaN).length;
  const lost = result.warm ? result.totals.lostRequests : 0;
  if (missing !== lost) throw new BrokenRun(`${missing} requests without an answer, ${lost} lost.`);
  const columns: [string, ArrayLike<number>][] = [
    ...result.stages.map(({ name, seconds }): [string, ArrayLike<number>] => [name, seconds]),
    ...result.series.map(({ name, y }): [string, ArrayLike<number>] => [name, y]),
    ...Object.entries(result.fetched),
    ...Object.entries(result.totals).map(([name, value]): [string, ArrayLike<number>] => [name, [value]]),
    ['provisioning', result.provisioning.filter((seconds) => !Number.isNaN(seconds))],
    ['containers', result.containers?.seconds ?? []],
    ['bytes', [result.registryBytes, result.peerBytes]],
  ];
  for (const [name, values] of columns) {
    for (let i = 0; i < values.length; i++) {
      const value = values[i];
      if (Number.isFinite(value) && value >= 0 && !Object.is(value, -0)) continue;
      throw new BrokenRun(`${name}: ${Object.is(value, -0) ? '-0' : value}`);
    }
  }
}

import type { Clock } from '../clock';
import type { Links } from '../cluster/links';
import { ANY_VM, REGISTRY } from '../cluster/network';
import { NO_VM } from '../cluster/pool';
import type { Replicas } from '../cluster/replicas';
import type { Parameters } from '../types';
import { ReadCurves } from './readCurves';
import type { Placement, Seed, Served, WatchedProvisioner, WatchedSystem, WatchedWindow } from './records';
import { addRate, Limit, newStay, type Stay } from './stay';
import { EXTRA_VM, NOTHING, Structure } from './structure';

/** Relative; a flow this close to its cap is as fast as that. */
const AT_CAP = 1 - 1e-9;

/** Parts of the run, known once it is assembled. */
interface Parts {
  readonly clock: Clock;
  readonly replicas: Replicas;
  readonly links: Links;
  readonly provisioner: WatchedProvisioner;
  readonly slotOf: (replica: number) => number;
}

/**
 * Records one function of a run: every VM's stay, the rates of its flows, the changes of its structure, and the steps
 * of its starts. The parts of a run call it if they have one, as only runs do that are simulated again to be watched.
 */
export class FunctionWatch {
  readonly structure: Structure;
  readonly reads: ReadCurves;
  /** In the order in which they began, without those over before the window. */
  readonly stays = new Set<Stay>();
  /** By container: its placements, in order: more than one if VMs failed. */
  readonly placements = new Map<number, Placement[]>();
  /** The cold starts or requests that new containers served, with all placements of these; in order of their starts. */
  readonly served: Served[] = [];
  /** By request: when failed VMs cut it off. */
  readonly cuts = new Map<number, { readonly vm: number; readonly time: number }>();
  readonly seeds: Seed[] = [];
  /** By replica: its stay, if it is of the function. */
  readonly #stayOf: (Stay | null)[] = [];
  #parts: Parts | undefined;
  #entries = 0;

  constructor(
    readonly window: WatchedWindow,
    readonly system: WatchedSystem,
    readonly parameters: Parameters,
    /** Entries with which the recording is full. */
    private readonly mostEntries: number,
  ) {
    this.structure = new Structure(window.from);
    this.reads = new ReadCurves((flow) => this.#stayOf[flow] ?? null, window.from);
  }

  attach(parts: Parts): void {
    this.#parts = parts;
    parts.links.onHeldBack = (flow) => this.#limitChanged(flow, parts.clock.now);
  }

  /** The most MB/s that a VM takes in: less than its NIC where it works through the bytes more slowly. */
  get intakeMBps(): number {
    return Math.min(this.parameters.nicMBps, this.system.intakeMBps?.(this.parameters) ?? Number.POSITIVE_INFINITY);
  }

  /** How long a VM takes to create a container. */
  get creationSeconds(): number {
    return this.provisioner.startsAlone ? 0 : this.parameters.startCreationSeconds;
  }

  get provisioner(): WatchedProvisioner {
    return this.#parts!.provisioner;
  }

  /**
   * The end of what is recorded completely, once the recording is full: a moment before `now`, and after the beginning
   * of the window. null while it is not.
   */
  fullAt(now: number): number | null {
    if (this.#entries + this.structure.time.length < this.mostEntries) return null;
    const last = this.structure.time.findLast((time) => time < now) ?? this.window.from;
    return last > this.window.from ? last : null;
  }

  created(replica: number, now: number): void {
    const { functionId, vm } = this.#parts!.replicas;
    this.#stayOf[replica] = null;
    if (functionId[replica] !== this.window.functionId) return;
    const stay = newStay(vm[replica], now);
    this.#stayOf[replica] = stay;
    this.stays.add(stay);
    this.#entries++;
    const { topology } = this.system;
    if (topology === 'tree') return;
    this.structure.put('insert', stay.vm, topology === 'star' ? REGISTRY : ANY_VM, now);
  }

  /** The VM holds the image without having fetched it. */
  held(replica: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    stay.preparedAt = now;
    stay.firstBlockAt = now;
    stay.fetchedAt = now;
    this.structure.add('fetched', stay.vm, now);
  }

  placed(container: number, replica: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    const placement = { stay, at: now, workFrom: Number.NaN, workSeconds: 0, createdAt: 0, workedAt: Number.NaN };
    const before = this.placements.get(container);
    if (before) before.push(placement);
    else this.placements.set(container, [placement]);
  }

  /** The VM begins stages of preparation, one after another. */
  preparing(replica: number, seconds: readonly number[], now: number): void {
    let from = now;
    for (let stage = 0; stage < seconds.length; from += seconds[stage++]) {
      this.#stayOf[replica]?.stages.push({ stage, from, to: from + seconds[stage] });
    }
  }

  /** The VM is in a stage until `to`. */
  postponed(replica: number, stage: number, to: number, now: number): void {
    this.#stayOf[replica]?.stages.push({ stage, from: now, to });
  }

  prepared(replica: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    const again = stay.preparedAt >= 0;
    stay.preparedAt = now;
    if (!again) this.structure.add('prepared', stay.vm, now);
  }

  /** A flow or a read begins, or goes on from another source. @param size MB */
  began(flow: number, source: number, size: number, now: number): void {
    const stay = this.#stayOf[flow];
    if (!stay) return;
    if (Number.isNaN(stay.beganAt)) stay.beganAt = now;
    stay.size = size;
    addRate(stay.rates, now, 0, source, Limit.feeder);
    this.structure.add('fetch', stay.vm, now, this.#nodeOf(source));
  }

  rateChanged(flow: number, source: number, now: number): void {
    const stay = this.#stayOf[flow];
    if (!stay) return;
    addRate(stay.rates, now, this.#parts!.links.rate[flow], source, this.#limitOf(flow));
    this.#entries++;
  }

  /** Another link holds the flow back, or none, from the same source. */
  #limitChanged(flow: number, now: number): void {
    const stay = this.#stayOf[flow];
    const source = stay?.rates.source.at(-1);
    if (stay && source !== undefined) this.rateChanged(flow, source, now);
  }

  #limitOf(flow: number): number {
    const { rate, cap, heldBy } = this.#parts!.links;
    if (heldBy[flow] >= 0) return heldBy[flow];
    return rate[flow] >= cap[flow] * AT_CAP ? Limit.pace : Limit.feeder;
  }

  /** For lower bounds: this much reaches the VM evenly over [from, to]. */
  delivered(replica: number, source: number, from: number, to: number, megabytes: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    this.began(replica, source, megabytes, from);
    addRate(stay.rates, from, megabytes / (to - from), source, Limit.pace);
    addRate(stay.rates, to, 0, source, Limit.feeder);
  }

  seeded(functionId: number, from: number, to: number, megabytes: number): void {
    if (functionId === this.window.functionId) this.seeds.push({ from, to, megabytes });
  }

  /** All bytes are there, and all blocks will be at `time`. */
  arrives(replica: number, time: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    // A lower bound knows it when the fetch begins.
    stay.flowEnd = Math.max(now, stay.rates.time.at(-1) ?? now);
    stay.fetchedAt = time;
  }

  /** The first block comes at `time`, as far as is known. */
  firstBlockDue(replica: number, time: number): void {
    const stay = this.#stayOf[replica];
    if (stay) stay.firstBlockAt = time;
  }

  firstBlock(replica: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (stay && !(stay.failedAt <= now)) this.structure.add('firstBlock', stay.vm, now);
  }

  fetched(replica: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (stay && !(stay.failedAt <= now)) this.structure.add('fetched', stay.vm, now);
  }

  /** @param seconds of work, if nothing else starts on the VM */
  works(container: number, seconds: number, createdAt: number, now: number): void {
    const placement = this.placements.get(container)?.at(-1);
    if (!placement) return;
    placement.workFrom = now;
    placement.workSeconds = seconds;
    placement.createdAt = createdAt;
  }

  worked(container: number, now: number): void {
    const placement = this.placements.get(container)?.at(-1);
    if (placement) placement.workedAt = now;
  }

  started(replica: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    this.structure.add(stay.startedAt >= 0 ? 'started' : 'ready', stay.vm, now);
    if (!(stay.startedAt >= 0)) stay.startedAt = now;
  }

  rowServed(row: number, container: number, time: number): void {
    const placements = this.placements.get(container);
    if (placements && time >= this.window.from) this.served.push({ row, time, placements: [...placements] });
    else this.placements.delete(container);
  }

  rowCutOff(row: number, vm: number, time: number): void {
    this.cuts.set(row, { vm, time });
  }

  failed(vm: number, now: number): void {
    const { replicas } = this.#parts!;
    const replica = replicas.find(vm, this.window.functionId);
    const stay = replica === NO_VM ? null : this.#stayOf[replica];
    if (!stay) return;
    stay.failedAt = now;
    this.structure.add('failed', vm, now);
  }

  /** The VM is about to give the image up. */
  leaves(replica: number, why: 'noticed' | 'reclaimed' | 'evicted', now: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    this.structure.add(why, stay.vm, now);
    stay.leftAt = now;
    if (this.system.topology !== 'tree') this.structure.remove(stay.vm, NOTHING, now);
  }

  /** The replica is gone. */
  gone(replica: number): void {
    const stay = this.#stayOf[replica];
    if (stay && stay.leftAt < this.window.from) this.stays.delete(stay);
    this.#stayOf[replica] = null;
  }

  /** The replica joins a tree that the system builds, below another or the top. */
  inserted(replica: number, upstream: number, now: number): void {
    this.#put('insert', replica, upstream, now);
  }

  reparented(replica: number, upstream: number, now: number): void {
    this.#put('reparent', replica, upstream, now);
  }

  removed(replica: number, successor: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (stay) this.structure.remove(stay.vm, this.#vmOf(successor), now);
  }

  rotated(replica: number, raised: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (stay) this.structure.add('rotate', stay.vm, now, this.#vmOf(raised));
  }

  #put(event: 'insert' | 'reparent', replica: number, upstream: number, now: number): void {
    const stay = this.#stayOf[replica];
    if (!stay) return;
    const top = this.system.treeTop === 'rootVm' ? EXTRA_VM : REGISTRY;
    const slot = this.system.treeTop === 'registry' ? this.#parts!.slotOf(replica) : undefined;
    this.structure.put(event, stay.vm, upstream < 0 ? top : this.#vmOf(upstream), now, slot);
  }

  #vmOf(replica: number): number {
    return replica < 0 ? NOTHING : this.#parts!.replicas.vm[replica];
  }

  /** A source as the network has it: the extra VM has the number after the pool's. */
  #nodeOf(source: number): number {
    return source === this.parameters.vms ? EXTRA_VM : source;
  }
}

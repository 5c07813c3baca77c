import { SESSION } from '../systems/session';
import type { FunctionWatch } from './functionWatch';
import { NOBODY, type PathParts } from './pathParts';
import { ReadLimit } from './readCurves';
import { Limit, type Stay } from './stay';

/** A wait of a VM over [from, to]: for its first block, or for what its flow brings. */
interface Wait {
  readonly stay: Stay;
  readonly what: 'firstBlock' | 'flow';
  readonly from: number;
  readonly to: number;
}

/**
 * Says why a VM did not have its blocks earlier. At each moment there is one cause: the stage that the VM is in; then
 * what limits its flow. A flow that is as fast as the flow that feeds its source waits for that VM, so the cause is
 * looked for there, and so on up the tree.
 */
export class Delays {
  readonly #waits: Wait[] = [];
  readonly #staysOn = new Map<number, Stay[]>();

  constructor(
    private readonly watch: FunctionWatch,
    private readonly parts: PathParts,
  ) {
    for (const stay of watch.stays) {
      const others = this.#staysOn.get(stay.vm);
      if (others) others.push(stay);
      else this.#staysOn.set(stay.vm, [stay]);
    }
  }

  /** Explains the time from `from` until the first block is there, at `to`. */
  firstBlock(stay: Stay, from: number, to: number): void {
    this.#explain({ stay, what: 'firstBlock', from, to });
  }

  /** Explains the time from `from` until all blocks are there, at `to`. */
  allBlocks(stay: Stay, from: number, to: number): void {
    const flowEnd = Math.min(stay.flowEnd, to);
    this.#explain({ stay, what: 'flow', from, to: flowEnd });
    this.#lag(stay, Math.max(from, flowEnd), to);
  }

  /** The VM that a stay fetches from at `time`; NOBODY for none. */
  sourceAt(stay: Stay, time: number): number {
    const { rates } = stay;
    let source = NOBODY;
    for (let at = 0; at < rates.time.length && rates.time[at] <= time; at++) source = rates.source[at];
    return source;
  }

  /** The stay on a VM at `time`. */
  stayOn(vm: number, time: number): Stay | undefined {
    return this.#staysOn.get(vm)?.findLast(({ since, leftAt }) => since <= time && !(leftAt <= time));
  }

  #explain(wait: Wait): void {
    this.#waits.push(wait);
    for (let next = this.#waits.pop(); next; next = this.#waits.pop()) {
      const { stay, what, from, to } = next;
      if (!(to > from)) continue;
      const began = Number.isNaN(stay.beganAt) ? to : Math.min(Math.max(stay.beganAt, from), to);
      this.#preparation(stay, from, began);
      if (what === 'firstBlock') this.#firstBlock(stay, began, to);
      else if (stay.reads.length > 0) this.#reading(stay, began, to);
      else this.#flow(stay, began, to);
    }
  }

  /** The stages of a VM before it fetches. Between them it waits for somebody who sends. */
  #preparation({ vm, stages }: Stay, from: number, to: number): void {
    let at = from;
    for (const one of stages) {
      const begin = Math.max(at, one.from);
      const end = Math.min(to, one.to);
      if (!(end > begin)) continue;
      this.parts.add({ cause: 'turn', vm, from: at, to: begin });
      const stage = this.watch.system.preparation[one.stage];
      const cause = stage === SESSION ? 'registryLoad' : 'preparation';
      this.parts.add({ cause, vm, stage, from: begin, to: end });
      at = end;
    }
    this.parts.add({ cause: 'turn', vm, from: at, to });
  }

  /** The last hop of the first block; before it, the upstream VM at each moment waited for it. */
  #firstBlock(stay: Stay, from: number, to: number): void {
    if (!(to > from)) return;
    const { time, source } = stay.rates;
    const last = this.sourceAt(stay, to);
    const hops = last < 0 ? 0 : this.watch.parameters.hopSeconds;
    const hop = Math.max(from, Math.min(to, stay.firstBlockAt - hops));
    this.parts.add({ cause: 'hop', vm: stay.vm, source: last, from: hop, to });
    for (let entry = 0; entry < time.length; entry++) {
      const end = Math.min(hop, time[entry + 1] ?? hop);
      this.#waitFor(stay, source[entry], 'firstBlock', Math.max(from, time[entry]), end);
    }
  }

  #flow(stay: Stay, from: number, to: number): void {
    const { time, limit, source } = stay.rates;
    let at = from;
    for (let entry = 0; entry < time.length; entry++) {
      const end = Math.min(to, time[entry + 1] ?? to);
      if (!(end > at)) continue;
      if (limit[entry] === Limit.feeder) this.#waitFor(stay, source[entry], 'flow', at, end);
      else this.#limited(stay, limit[entry], at, end);
      at = end;
    }
    this.parts.add({ cause: 'turn', vm: stay.vm, from: at, to });
  }

  /** A full link or the VM's own pace limits the flow. */
  #limited({ vm }: Stay, link: number, from: number, to: number): void {
    const { nicMBps, vms } = this.watch.parameters;
    const owner = link >> 1;
    if (link === Limit.pace) this.parts.add({ cause: 'pace', vm, from, to });
    else if (owner > vms) this.parts.add({ cause: 'registryBandwidth', vm: NOBODY, from, to });
    else if (this.#hasFailed(owner, from)) this.parts.add({ cause: 'failure', vm: owner, from, to });
    else if (link % 2 === 1) this.parts.add({ cause: 'nicOut', vm: owner, from, to });
    else this.parts.add({ cause: this.watch.intakeMBps < nicMBps ? 'pace' : 'nicIn', vm, from, to });
  }

  /** What its upstream VM waited for in this time, in which that VM had no more blocks. */
  #waitFor({ vm }: Stay, source: number, what: Wait['what'], from: number, to: number): void {
    if (!(to > from)) return;
    const stay = this.stayOn(source, from);
    const fails = stay && stay.failedAt < to ? Math.max(from, stay.failedAt) : to;
    if (stay) this.#waits.push({ stay, what, from, to: fails });
    else this.parts.add({ cause: 'turn', vm, from, to });
    this.parts.add({ cause: 'failure', vm: source, from: fails, to });
  }

  #hasFailed(vm: number, time: number): boolean {
    const stay = this.stayOn(vm, time);
    return stay !== undefined && stay.failedAt <= time;
  }

  /** A read of the registry: the share of each moment that it would have taken alone is the VM's own. */
  #reading({ vm, reads }: Stay, from: number, to: number): void {
    const { provisioner, intakeMBps, parameters } = this.watch;
    const paceOf = (readers: number, onVm: number) => provisioner.readPace?.(readers, onVm) ?? 1;
    let at = from;
    for (const read of reads) {
      const end = Math.min(to, Number.isNaN(read.to) ? to : read.to);
      for (const part of this.watch.reads.parts(read, Math.max(at, read.from), end)) {
        this.parts.add({ cause: 'turn', vm, from: at, to: part.from });
        at = part.to;
        const seconds = part.to - part.from;
        if (part.limit === ReadLimit.bandwidth) this.parts.add({ ...part, cause: 'registryBandwidth', vm: NOBODY });
        else if (part.limit === ReadLimit.intake) {
          this.parts.add({ ...part, cause: intakeMBps < parameters.nicMBps ? 'pace' : 'nicIn', vm });
        } else {
          const pace = paceOf(part.readers, read.onVm);
          const own = pace / paceOf(1, 1);
          const onVm = pace / paceOf(1, read.onVm);
          this.parts.add({ ...part, cause: 'pace', vm, seconds: seconds * own });
          this.parts.add({ ...part, cause: 'sharedVm', vm, seconds: seconds * (onVm - own) });
          this.parts.add({ ...part, cause: 'registryLoad', vm: NOBODY, seconds: seconds * (1 - onVm) });
        }
      }
    }
    this.parts.add({ cause: 'turn', vm, from: at, to });
  }

  /** From the end of the flow until the last block is at hand: the hops, from the last up; or the wait for pieces. */
  #lag(stay: Stay, from: number, to: number): void {
    const { system, parameters } = this.watch;
    let at = to;
    for (let one: Stay | undefined = stay; system.lag === 'hop' && one && at > from; ) {
      const source = this.sourceAt(one, one.flowEnd);
      const begin = Math.max(from, at - parameters.hopSeconds);
      this.parts.add({ cause: 'hop', vm: one.vm, source, from: begin, to: at });
      at = begin;
      one = parameters.hopSeconds > 0 ? this.stayOn(source, one.flowEnd) : undefined;
    }
    this.parts.add({ cause: 'lastPieces', vm: stay.vm, from, to: at });
  }
}

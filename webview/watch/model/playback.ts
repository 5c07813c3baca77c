import type { RunTimeline } from '../../../src/protocol/queries';
import { EVENT, NOWHERE, STATE, STATES } from './codes';
import { countUpTo, Progress, SourcesOf, StatesOf } from './cursors';

/** Events between two checkpoints: going back costs no more than replaying these. */
const CHECKPOINT_EVENTS = 2048;

interface Checkpoint {
  readonly upstream: Int32Array;
  readonly slot: Int32Array;
}

/**
 * A timeline at one moment. Going forward costs what happens on the way; going back starts from a checkpoint. The
 * arrays by VM are filled in place, so that playing allocates nothing.
 */
export class Playback {
  readonly vms: number;
  /** Codes of `STATE`. */
  readonly state: Uint8Array;
  /** VM, or `NotAVm`, that it is below. */
  readonly upstream: Int32Array;
  readonly slot: Int32Array;
  /** Share of the blocks that have arrived, 0 to 1. */
  readonly share: Float32Array;
  /** From whom blocks arrive now, a VM or `NotAVm`; −4: from nobody. One more, of the extra VM. */
  readonly source: Int32Array;
  /** Bytes/s that arrive now. */
  readonly rate: Float64Array;
  /** Number of VMs in each state. */
  readonly tally = new Int32Array(STATES.length);
  /** Mean of `share` over the VMs that are there. */
  arrived = 0;
  /** VMs to which the registry or the extra VM, whichever is the top, sends now. */
  streamsOfTop = 0;
  time: number;
  /** Events that have happened: those before this index. */
  happened = 0;
  /** Counts the changes of `upstream` and `slot`. */
  structure = 0;

  readonly #kinds: Uint8Array;
  readonly #checkpoints: Checkpoint[] = [];
  readonly #states: StatesOf;
  readonly #progress: Progress;
  readonly #sources: SourcesOf;

  /** @param extraVm what the extra VM is called inside a sentence */
  constructor(
    readonly timeline: RunTimeline,
    readonly extraVm = 'the extra VM',
  ) {
    const { vms, initial, events, states, progress, flows, from } = timeline;
    this.vms = vms.length;
    this.state = new Uint8Array(this.vms).fill(STATE.absent);
    this.upstream = new Int32Array(initial.upstream);
    this.slot = new Int32Array(initial.slot);
    this.share = new Float32Array(this.vms);
    this.source = new Int32Array(this.vms + 1).fill(NOWHERE);
    this.rate = new Float64Array(this.vms + 1);
    this.#kinds = Uint8Array.from(events.kind, (kind) => EVENT[events.kinds[kind]]);
    this.#states = new StatesOf(states);
    this.#progress = new Progress(progress);
    this.#sources = new SourcesOf(flows);
    this.time = from;
    this.goTo(from);
  }

  /** Kind of an event: a code of `EVENT`. */
  kindOf(event: number): number {
    return this.#kinds[event];
  }

  /** Moves to `time`, clamped to the timeline. What happens at that time has happened. */
  goTo(time: number): void {
    const { from, to } = this.timeline;
    const next = Math.min(to, Math.max(from, time));
    if (next < this.time) this.#goBack(next);
    this.#apply(next);
    this.#states.goTo(next, this.state);
    this.#progress.goTo(next, this.state, this.share);
    this.#sources.goTo(next, this.source, this.rate);
    this.time = next;
    this.#count();
  }

  #apply(time: number): void {
    const { events } = this.timeline;
    let at = this.happened;
    while (at < events.time.length && events.time[at] <= time) {
      if (at % CHECKPOINT_EVENTS === 0 && this.#checkpoints.length === at / CHECKPOINT_EVENTS)
        this.#checkpoints.push({ upstream: this.upstream.slice(), slot: this.slot.slice() });
      this.#applyEvent(at);
      at++;
    }
    this.happened = at;
  }

  #applyEvent(at: number): void {
    const { vm, other, slot } = this.timeline.events;
    const index = vm[at];
    if (index < 0) return;
    const kind = this.#kinds[at];
    if (kind === EVENT.insert || kind === EVENT.reparent) {
      this.upstream[index] = other[at];
      this.slot[index] = slot[at];
    } else if (kind === EVENT.remove) {
      this.upstream[index] = NOWHERE;
    } else {
      return;
    }
    this.structure++;
  }

  #goBack(time: number): void {
    const { events, initial } = this.timeline;
    const target = countUpTo(events.time, time);
    const checkpoint = this.#checkpoints[Math.floor(target / CHECKPOINT_EVENTS)];
    this.upstream.set(checkpoint?.upstream ?? initial.upstream);
    this.slot.set(checkpoint?.slot ?? initial.slot);
    this.happened = checkpoint ? Math.floor(target / CHECKPOINT_EVENTS) * CHECKPOINT_EVENTS : 0;
    this.structure++;
    this.#states.rewind(time);
    this.#progress.rewind(time);
    this.#sources.rewind(time);
  }

  #count(): void {
    this.tally.fill(0);
    let arrived = 0;
    let streams = 0;
    for (let vm = 0; vm < this.vms; vm++) {
      this.tally[this.state[vm]]++;
      if (this.state[vm] !== STATE.absent) arrived += this.share[vm];
      if (this.source[vm] === this.timeline.top && this.rate[vm] > 0) streams++;
    }
    this.streamsOfTop = streams;
    const there = this.vms - this.tally[STATE.absent];
    this.arrived = there > 0 ? arrived / there : 0;
  }
}

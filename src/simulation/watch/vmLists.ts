import { type RunTimeline, TIMELINE_STATES } from '../answers';
import { REGISTRY } from '../cluster/network';
import type { FunctionWatch } from './functionWatch';
import { Grouped } from './grouped';
import { progressOf } from './progressOf';
import { STATE, type StateChange, statesOf } from './states';
import type { Stay } from './stay';
import { type Transfers, transfersOf } from './transfers';

const BYTES_PER_MB = 1e6;

/** The index of a VM that is given by its number, as sources of flows are, or by a `NotAVm`. */
export type IndexOf = (node: number) => number;

/** The lists of a timeline that are grouped by VM, over [from, to]. VMs are added in the order of their indexes. */
export class VmLists {
  /** By VM: its states over the time, the first at `from`. Each differs from the one before. */
  readonly changes: StateChange[][] = [];
  readonly #progress = new Grouped(['time', 'share']);
  readonly #flows = new Grouped(['from', 'start', 'end', 'rate']);
  readonly #stages = new Grouped(['stage', 'from', 'to']);

  constructor(
    private readonly watch: FunctionWatch,
    private readonly indexOf: IndexOf,
    private readonly from: number,
    private readonly to: number,
  ) {}

  /** The next VM. @param stays in order of time */
  add(stays: readonly Stay[]): void {
    this.changes.push(this.#changesOf(stays));
    for (const stay of stays) {
      const transfers = transfersOf(stay, this.watch.reads, this.to);
      this.#addFlows(transfers);
      this.#addProgress(stay, transfers);
      this.#addStages(stay);
    }
    this.#progress.endGroup();
    this.#flows.endGroup();
    this.#stages.endGroup();
  }

  /** Call after the last VM. */
  finish(): Pick<RunTimeline, 'states' | 'stages' | 'progress' | 'flows'> {
    for (const { from, to, megabytes } of this.watch.seeds) {
      this.#addFlows({ source: [REGISTRY], from: [from], to: [to], rate: [megabytes / (to - from)] });
    }
    this.#flows.endGroup();
    const [progress, flows, stages] = [this.#progress.columns, this.#flows.columns, this.#stages.columns];
    return {
      states: statesByVm(this.changes),
      stages: {
        first: this.#stages.first,
        stage: Uint8Array.from(stages.stage),
        from: Float64Array.from(stages.from),
        to: Float64Array.from(stages.to),
        names: this.watch.system.preparation,
      },
      progress: {
        first: this.#progress.first,
        time: Float64Array.from(progress.time),
        share: Float64Array.from(progress.share),
      },
      flows: {
        first: this.#flows.first,
        from: Int32Array.from(flows.from),
        start: Float64Array.from(flows.start),
        end: Float64Array.from(flows.end),
        rate: Float64Array.from(flows.rate),
      },
    };
  }

  #changesOf(stays: readonly Stay[]): StateChange[] {
    const changes: StateChange[] = [{ time: this.from, state: STATE.absent }];
    for (const { time, state } of stays.flatMap((stay) => statesOf(stay, this.watch.provisioner.lazy))) {
      if (time > this.to) break;
      const last = changes[changes.length - 1];
      if (time <= this.from) changes[0] = { time: this.from, state };
      else if (time === last.time) changes[changes.length - 1] = { time, state };
      else if (state !== last.state) changes.push({ time, state });
    }
    return changes;
  }

  #addFlows(transfers: Transfers): void {
    const { from, start, end, rate } = this.#flows.columns;
    for (let i = 0; i < transfers.from.length; i++) {
      if (transfers.to[i] <= this.from || transfers.from[i] >= this.to) continue;
      from.push(this.indexOf(transfers.source[i]));
      start.push(Math.max(this.from, transfers.from[i]));
      end.push(Math.min(this.to, transfers.to[i]));
      rate.push(transfers.rate[i] * BYTES_PER_MB);
    }
  }

  #addProgress(stay: Stay, transfers: Transfers): void {
    const { time, share } = this.#progress.columns;
    const points = progressOf(stay, transfers, this.from, this.to);
    for (let i = 0; i < points.time.length; i++) {
      time.push(points.time[i]);
      share.push(points.share[i]);
    }
  }

  #addStages({ stages, failedAt, leftAt }: Stay): void {
    const { stage, from, to } = this.#stages.columns;
    for (const one of stages) {
      const end = [one.to, failedAt, leftAt, this.to].reduce((first, time) => (time < first ? time : first));
      if (end < this.from || one.from > end) continue;
      stage.push(one.stage);
      from.push(Math.max(this.from, one.from));
      to.push(end);
    }
  }
}

function statesByVm(byVm: readonly (readonly StateChange[])[]): RunTimeline['states'] {
  const states = new Grouped(['time', 'state']);
  for (const changes of byVm) {
    for (const { time, state } of changes) {
      states.columns.time.push(time);
      states.columns.state.push(state);
    }
    states.endGroup();
  }
  return {
    first: states.first,
    time: Float64Array.from(states.columns.time),
    state: Uint8Array.from(states.columns.state),
    kinds: TIMELINE_STATES,
  };
}

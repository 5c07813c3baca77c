import type { Curve } from '../../numeric';
import type { RunFunction, RunFunctions, VmFunctions } from '../answers';
import type { RunResult, Workload } from '../types';

/** A pause this long between starts ends a stretch, seconds: as long as a person can see that nothing happens. */
const REST_SECONDS = 1;
/** Shown before and after the busiest stretch, seconds. */
const MARGIN_SECONDS = 0.5;

/** The functions of a finished run, for people to choose one. Computed once a run. */
export class FunctionsOfRun {
  /** By function: rows that new containers served, by arrival. */
  readonly #rows: readonly Uint32Array[];
  /** Functions with a start, those with most first. */
  readonly #order: readonly number[];

  constructor(
    private readonly workload: Workload,
    private readonly result: RunResult,
  ) {
    this.#rows = byFunction(workload, result);
    const functions = this.#rows.map((_, functionId) => functionId).filter((one) => this.#rows[one].length > 0);
    this.#order = functions.sort((a, b) => this.#rows[b].length - this.#rows[a].length || a - b);
  }

  /** Those whose names contain the text, in any case. */
  matching(text: string, limit: number): RunFunctions {
    const part = text.toLowerCase();
    const matching = this.#order.filter((one) => this.workload.functions[one].name.toLowerCase().includes(part));
    const functions = matching.slice(0, limit).map((one) => describe(one, this.#rows[one], this.workload, this.result));
    return { total: matching.length, functions };
  }
}

/** What started on a VM: at most `limit` functions. */
export function vmFunctions(workload: Workload, result: RunResult, vm: number, limit: number): VmFunctions {
  const byFunction = new Map<number, { starts: number; from: number; to: number }>();
  for (let row = 0; row < result.vm.length; row++) {
    if (result.vm[row] !== vm || !isStart(result, row)) continue;
    const arrival = workload.arrival[row];
    const known = byFunction.get(workload.functionId[row]) ?? { starts: 0, from: arrival, to: arrival };
    known.starts++;
    known.to = Math.max(known.to, arrival + result.provisioning[row]);
    byFunction.set(workload.functionId[row], known);
  }
  const functions = [...byFunction].map(([functionId, starts]) => {
    return { functionId, name: workload.functions[functionId].name, ...starts };
  });
  functions.sort((a, b) => b.starts - a.starts || a.from - b.from);
  return { total: functions.length, functions: functions.slice(0, limit) };
}

/**
 * The share of a function's starts that have started by each moment: x in seconds since the run's start, y from 0 to 1;
 * at most `points` points. Empty for a function without a start.
 */
export function readyCurve(workload: Workload, result: RunResult, functionId: number, points: number): Curve {
  const started: number[] = [];
  for (let row = 0; row < workload.arrival.length; row++) {
    if (workload.functionId[row] === functionId && isStart(result, row)) {
      started.push(workload.arrival[row] + result.provisioning[row]);
    }
  }
  const times = Float64Array.from(started).sort();
  const count = times.length;
  const length = Math.min(count, Math.max(2, points));
  const ranks = Array.from({ length }, (_, i) => (length === count ? i : Math.round((i * (count - 1)) / (length - 1))));
  return {
    name: result.system,
    count,
    x: Float64Array.from(ranks, (rank) => times[rank]),
    y: Float64Array.from(ranks, (rank) => (rank + 1) / count),
    decimated: length < count,
  };
}

/** Whether a new container served the row. */
function isStart({ warm, provisioning }: RunResult, row: number): boolean {
  return warm?.[row] !== 1 && !Number.isNaN(provisioning[row]);
}

/** By function: rows that new containers served, by arrival. */
function byFunction({ functions, functionId }: Workload, result: RunResult): Uint32Array[] {
  const counts = new Uint32Array(functions.length);
  for (let row = 0; row < functionId.length; row++) if (isStart(result, row)) counts[functionId[row]]++;
  const rows = Array.from(counts, (count) => new Uint32Array(count));
  counts.fill(0);
  for (let row = 0; row < functionId.length; row++) {
    if (isStart(result, row)) rows[functionId[row]][counts[functionId[row]]++] = row;
  }
  return rows;
}

function describe(functionId: number, rows: Uint32Array, workload: Workload, result: RunResult): RunFunction {
  const arrival = new Float64Array(rows.length);
  const started = new Float64Array(rows.length);
  const vms = new Set<number>();
  for (let i = 0; i < rows.length; i++) {
    arrival[i] = workload.arrival[rows[i]];
    started[i] = arrival[i] + result.provisioning[rows[i]];
    vms.add(result.vm[rows[i]]);
  }
  started.sort();
  return {
    functionId,
    name: workload.functions[functionId].name,
    starts: rows.length,
    vms: vms.size,
    from: arrival[0],
    to: started[started.length - 1],
    busiest: busiestStretch(arrival, started),
  };
}

/** The stretch without a rest that has the moment at which most starts were under way. Both columns ascend. */
function busiestStretch(arrival: Float64Array, ends: Float64Array): RunFunction['busiest'] {
  let best = { from: 0, to: 0, starts: 0 };
  let from = arrival[0];
  let most = 0;
  let ended = 0;
  for (let begun = 0; begun < arrival.length; begun++) {
    while (ends[ended] <= arrival[begun]) ended++;
    if (begun > 0 && ended === begun && arrival[begun] - ends[ended - 1] > REST_SECONDS) {
      if (most > best.starts) best = { from, to: ends[ended - 1], starts: most };
      from = arrival[begun];
      most = 0;
    }
    most = Math.max(most, begun + 1 - ended);
  }
  if (most > best.starts) best = { from, to: ends[ends.length - 1], starts: most };
  return { ...best, from: Math.max(0, best.from - MARGIN_SECONDS), to: best.to + MARGIN_SECONDS };
}

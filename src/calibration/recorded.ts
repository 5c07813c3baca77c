import type { Workload } from '../simulation';
import type { TraceTable } from '../trace';
import { type StageRole, stageRole } from './stageRoles';

/** What a trace recorded of the cold starts of a workload: columns by arrival, seconds. */
export interface Recorded {
  readonly arrival: Float64Array;
  readonly functionId: Uint32Array;
  readonly latency: Float64Array;
  /** Stages that bring the image, and those of the platform; null where the trace has no stage that brings one. */
  readonly fetch: Float32Array | null;
  readonly platform: Float32Array | null;
}

/** The columns of a workload that replays `table`. */
export function recordedOf(workload: Workload, table: Pick<TraceTable, 'stages'>): Recorded {
  const { arrival, functionId, recorded, rows } = workload;
  const latency = recorded ?? new Float64Array(0);
  const sum = (role: StageRole): Float32Array | null => {
    const stages = table.stages.filter((stage) => stageRole(stage) === role);
    if (stages.length === 0 || rows === undefined) return null;
    const seconds = new Float32Array(rows.length);
    for (const { values } of stages) {
      // A stage that a cold start lacks took no time in it.
      for (let i = 0; i < seconds.length; i++) seconds[i] += Number.isNaN(values[rows[i]]) ? 0 : values[rows[i]];
    }
    return seconds;
  };
  const fetch = sum('fetch');
  return { arrival, functionId, latency, fetch, platform: fetch && sum('platform') };
}

/** The cold starts with arrivals [from, to). */
export function partOf(recorded: Recorded, from: number, to: number): Recorded {
  const { arrival, functionId, latency, fetch, platform } = recorded;
  return {
    arrival: arrival.subarray(from, to),
    functionId: functionId.subarray(from, to),
    latency: latency.subarray(from, to),
    fetch: fetch?.subarray(from, to) ?? null,
    platform: platform?.subarray(from, to) ?? null,
  };
}

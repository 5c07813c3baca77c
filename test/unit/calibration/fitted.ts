import { type Calibration, calibrate, type Recorded, recordedOf } from '../../../src/calibration';
import { quantile } from '../../../src/numeric';
import { type Parameters, traceWorkload, type Workload } from '../../../src/simulation';
import { type TraceFile, unitsPerSecond } from '../../../src/trace';

/** A trace as it is replayed, and what was fitted to it. */
export interface Fitted {
  readonly replay: Workload;
  readonly recorded: Recorded;
  readonly calibration: Calibration;
}

export async function fitted(file: TraceFile, parameters: Parameters, recordedOn = 'baseline'): Promise<Fitted> {
  const replay = await traceWorkload(file.table, unitsPerSecond(file.detectedUnit.unit), parameters);
  const recorded = recordedOf(replay, file.table);
  return { replay, recorded, calibration: await calibrate(recorded, replay.functions, recordedOn, parameters) };
}

export function quantileOf(values: Iterable<number>, share: number): number {
  return quantile(Float64Array.from(values).sort(), share);
}

import { countBelow } from '../numeric';
import { type Parameters, simulate, type Workload } from '../simulation';
import type { HeldOut, RecordedOn } from './answers';
import { calibrate } from './calibrate';
import { compareReplay, quantileErrors } from './check';
import { partOf, type Recorded } from './recorded';
import { predictedWorkload } from './replayed';

/** A part of fewer cold starts proves nothing. */
const FEWEST = 20;

/** Reports the share done, 0 to 1; may throw, which ends the work. */
export type CheckProgress = (fraction: number) => Promise<void> | void;

/** null if either half has too few cold starts. */
export async function heldOut(
  workload: Workload,
  recorded: Recorded,
  recordedOn: RecordedOn,
  parameters: Parameters,
  seed: number,
  progress?: CheckProgress,
): Promise<HeldOut | null> {
  const { arrival } = recorded;
  const rows = arrival.length;
  const middle = rows === 0 ? 0 : (arrival[0] + arrival[rows - 1]) / 2;
  const half = countBelow(rows, middle, (i) => arrival[i]);
  if (half < FEWEST || rows - half < FEWEST) return null;
  const [first, second] = [partOf(recorded, 0, half), partOf(recorded, half, rows)];
  const calibration = await calibrate(first, workload.functions, recordedOn, parameters, () => progress?.(0));
  const replayed = predictedWorkload(partOfWorkload(workload, half, rows), calibration, seed);
  const { provisioning } = await simulate({ workload: replayed, system: recordedOn, parameters, seed }, progress);
  return {
    fittedStarts: half,
    check: compareReplay(second.latency, provisioning, second.functionId, workload.functions.length),
    naive: quantileErrors(second.latency.slice().sort(), first.latency.slice().sort()),
  };
}

/** The cold starts [from, to) of a workload, the first of them at 0 s. */
function partOfWorkload(workload: Workload, from: number, to: number): Workload {
  const origin = workload.arrival[from];
  return {
    ...workload,
    arrival: workload.arrival.slice(from, to).map((time) => time - origin),
    functionId: workload.functionId.slice(from, to),
    recorded: workload.recorded?.slice(from, to) ?? null,
    rows: workload.rows?.slice(from, to),
  };
}

import type { Checkpoint } from '../numeric';
import type { FunctionSpec, Parameters } from '../simulation';
import type { Calibration, FittedFunction, RecordedOn } from './answers';
import { MOST_START_FACTOR } from './assumed';
import { assumptionsOf } from './assumptions';
import { type Estimates, estimate } from './estimate';
import { observe } from './observe';
import type { Recorded } from './recorded';
import { responseOf } from './response';

/**
 * Fits functions to what a trace recorded of their cold starts on one system. The system's parameters stay as they are.
 * The same cold starts give the same result, in whatever order rows of one moment come. Takes linear time, but for
 * sorting the cold starts of each function.
 * @param functions of the workload that replays the trace; their image sizes are those assumed for their runtimes
 */
export async function calibrate(
  recorded: Recorded,
  functions: readonly FunctionSpec[],
  recordedOn: RecordedOn,
  parameters: Parameters,
  checkpoint?: Checkpoint,
): Promise<Calibration> {
  const response = await responseOf(recordedOn, parameters);
  const names = [...new Set(functions.map(({ runtime }) => runtime))].sort();
  const numbers = new Map(names.map((name, number) => [name, number]));
  const runtime = Uint32Array.from(functions, ({ runtime }) => numbers.get(runtime)!);
  const longestFound = Float64Array.from(
    functions,
    ({ imageMB }) => MOST_START_FACTOR * response.foundSeconds(imageMB),
  );
  const known = { runtime, runtimes: names.length, longestFound };
  const seen = await observe(recorded, known, response, checkpoint);
  const fitted = estimate(seen, response, {
    imageMB: Float64Array.from(functions, ({ imageMB }) => imageMB),
    ...known,
    startStepSeconds: parameters.startStepSeconds,
  });
  const all = functions.map((spec, f) => fittedFunction(spec, seen.starts[f], fitted, f));
  return {
    recordedOn,
    starts: recorded.latency.length,
    functions: all,
    isFound: seen.isFound,
    assumptions: assumptionsOf(recordedOn, recorded, all),
  };
}

function fittedFunction({ name, runtime }: FunctionSpec, starts: number, of: Estimates, f: number): FittedFunction {
  return {
    name,
    runtime,
    starts,
    imageMB: of.imageMB[f],
    startFactor: of.startFactor[f],
    platformSeconds: of.platformSeconds[f],
    scatter: of.scatter[f],
    foundScatter: of.foundScatter[f],
    shape: of.shape[f],
    foundShare: of.foundShare[f],
    split: of.split[f],
    borrowed: of.borrowed[f],
    workSd: of.workSd[f],
    startSd: of.startSd[f],
  };
}

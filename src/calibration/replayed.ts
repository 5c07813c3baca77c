import { type FunctionSpec, ImageState, RandomStream, type Workload } from '../simulation';
import type { Calibration, FittedFunction } from './answers';
import type { SystemResponse } from './response';

/** Numbers of the random streams; those of the simulator are smaller. */
const Stream = { found: 16, work: 17, start: 18, runtime: 19 } as const;

/** The cold starts that were fitted, as they were fitted: each finds its image or not as the trace shows. */
export function fittedWorkload(workload: Workload, calibration: Calibration): Workload {
  const { isFound } = calibration;
  return withFunctions(workload, fittedSpecs(workload, calibration), calibration, (i) => isFound[i] === 1);
}

/** Other cold starts of the functions that were fitted. @param seed of the draw which of them find the image */
export function predictedWorkload(workload: Workload, calibration: Calibration, seed: number): Workload {
  return withFunctions(
    workload,
    fittedSpecs(workload, calibration),
    calibration,
    drawnFound(workload, calibration, seed),
  );
}

/**
 * The same with functions drawn from what the calibration leaves unknown: each function's median, and how it splits
 * into image and start. Where that is assumed, all functions of a runtime deviate together.
 */
export function drawnWorkload(
  workload: Workload,
  calibration: Calibration,
  response: SystemResponse,
  seed: number,
): Workload {
  const [work, start, shared] = [Stream.work, Stream.start, Stream.runtime].map((s) => new RandomStream(seed, s));
  const runtimes = [...new Set(calibration.functions.map(({ runtime }) => runtime))].sort();
  const functions = workload.functions.map((spec, f) => {
    const fitted = calibration.functions[f];
    const { imageMB, startFactor, split, workSd, startSd } = fitted;
    const z = split === 'assumed' ? shared.normal(runtimes.indexOf(fitted.runtime)) : start.normal(f);
    const drawn = startFactor * Math.exp(startSd * z);
    const longer = Math.exp(workSd * work.normal(f));
    if (split === 'stages') {
      return specOf(spec, {
        ...fitted,
        startFactor: drawn,
        imageMB: response.imageMB(response.fetchSeconds(imageMB) * longer, 0),
      });
    }
    const seconds = (response.fetchSeconds(imageMB) + response.startSeconds(imageMB) * startFactor) * longer;
    // The start cannot take more than all of the time.
    const possible = Math.min(drawn, seconds / response.startSeconds(imageMB));
    return specOf(spec, { ...fitted, startFactor: possible, imageMB: response.imageMB(seconds, possible) });
  });
  return withFunctions(workload, functions, calibration, drawnFound(workload, calibration, seed));
}

function specOf(spec: FunctionSpec, fitted: FittedFunction): FunctionSpec {
  const { imageMB, startFactor, platformSeconds, scatter, foundScatter, shape } = fitted;
  const scatters = { scatter, foundScatter, ...(shape && { scatterShape: shape }) };
  return { ...spec, imageMB, startFactor, platformSeconds, ...scatters };
}

function fittedSpecs(workload: Workload, calibration: Calibration): FunctionSpec[] {
  return workload.functions.map((spec, f) => specOf(spec, calibration.functions[f]));
}

function drawnFound({ functionId }: Workload, { functions }: Calibration, seed: number): (i: number) => boolean {
  const random = new RandomStream(seed, Stream.found);
  const share = Float64Array.from(functions, ({ foundShare }) => foundShare);
  return (i) => random.uniform(i) < share[functionId[i]];
}

function withFunctions(
  workload: Workload,
  functions: readonly FunctionSpec[],
  { assumptions }: Calibration,
  finds: (i: number) => boolean,
): Workload {
  const imageState = new Uint8Array(workload.arrival.length);
  for (let i = 0; i < imageState.length; i++) imageState[i] = finds(i) ? ImageState.found : ImageState.missing;
  // The first assumption of a replay is that it is not fitted.
  return { ...workload, functions, imageState, assumptions: [...workload.assumptions.slice(1), ...assumptions] };
}

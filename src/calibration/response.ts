import { ImageState, type Parameters, resolveParameters, simulate, type Workload } from '../simulation';

/**
 * How long a lone cold start takes under one system, by image size. Measured by simulating it, so that the calibration
 * inverts the simulator itself and needs no formula of any system.
 *
 *     found:    foundSeconds · s
 *     missing:  sessionSeconds + fixedSeconds + fetch(image) + start(image) · s
 *
 * where s is the function's `startFactor`. A cold start's scatter multiplies all but the first two terms of the second.
 */
export interface SystemResponse {
  /** A pull's own turn in the registry's queue, where pulls that come together wait for each other; 0 without one. */
  readonly sessionSeconds: number;
  /** Stages whose length does not depend on the image. */
  readonly fixedSeconds: number;
  readonly foundSeconds: (imageMB: number) => number;
  readonly fetchSeconds: (imageMB: number) => number;
  readonly startSeconds: (imageMB: number) => number;
  /** The image whose fetch and start, at this startFactor, take so long; the nearest size of the grid's range. */
  readonly imageMB: (seconds: number, startFactor: number) => number;
}

const SMALLEST_MB = 0.1;
const LARGEST_MB = 100_000;
const POINTS = 65;
/** Some systems have waits that remain random without scatter. */
const SEEDS = 8;
/** Far enough for every image to be reclaimed before the next cold start. */
const APART_SECONDS = 1e7;

const GRID = Array.from({ length: POINTS }, (_, i) => SMALLEST_MB * (LARGEST_MB / SMALLEST_MB) ** (i / (POINTS - 1)));
const LOG_STEP = Math.log(LARGEST_MB / SMALLEST_MB) / (POINTS - 1);

/** The response of a system with these parameters. @param system its name */
export async function responseOf(system: string, parameters: Parameters): Promise<SystemResponse> {
  const exact = resolveParameters({ ...parameters, stepSeconds: 0, startStepSeconds: 0, failuresPerVmHour: 0 });
  const solo = async (startFactor: number, state: number): Promise<Float64Array> => {
    const workload = loneStarts(startFactor, state);
    const once = async (seed: number) => (await simulate({ workload, system, parameters: exact, seed })).provisioning;
    const [first, ...others] = [await once(0), await once(1)];
    if (others[0].every((seconds, i) => seconds === first[i])) return first;
    for (let seed = 2; seed < SEEDS; seed++) others.push(await once(seed));
    return first.map((seconds, i) => others.reduce((sum, other) => sum + other[i], seconds) / SEEDS);
  };
  const run = { workload: loneStarts(1, ImageState.missing), system, parameters: exact, seed: 0 };
  const session = (await simulate(run)).stages.find(({ name }) => name === 'session');
  const sessionSeconds = session?.seconds[0] ?? 0;
  const once = await solo(1, ImageState.missing);
  const twice = await solo(2, ImageState.missing);
  const found = await solo(1, ImageState.found);
  const start = once.map((seconds, i) => twice[i] - seconds);
  const rest = once.map((seconds, i) => seconds - start[i]);
  const fixedSeconds = Math.max(0, rest[0] - sessionSeconds);
  const fetch = rest.map((seconds) => Math.max(0, seconds - rest[0]));
  return {
    sessionSeconds,
    fixedSeconds,
    foundSeconds: (imageMB) => interpolated(found, imageMB),
    fetchSeconds: (imageMB) => interpolated(fetch, imageMB),
    startSeconds: (imageMB) => interpolated(start, imageMB),
    imageMB: (seconds, startFactor) => inverse((i) => fetch[i] + start[i] * startFactor, seconds),
  };
}

/** A cold start of each image size of the grid, each alone. */
function loneStarts(startFactor: number, state: number): Workload {
  return {
    name: 'lone starts',
    arrival: Float64Array.from(GRID, (_, i) => i * APART_SECONDS),
    functionId: Uint32Array.from(GRID, (_, i) => i),
    functions: GRID.map((imageMB) => ({
      name: String(imageMB),
      runtime: '',
      imageMB,
      memoryMB: 1,
      runSeconds: 0,
      startFactor,
    })),
    imageState: new Uint8Array(POINTS).fill(state),
    recorded: null,
    assumptions: [],
  };
}

/** Linear between points of the grid, as fetch times are. */
function interpolated(values: Float64Array, imageMB: number): number {
  const place = Math.min(POINTS - 1, Math.max(0, Math.log(imageMB / SMALLEST_MB) / LOG_STEP));
  const below = Math.min(POINTS - 2, Math.floor(place));
  const from = GRID[below];
  const share = Math.min(1, Math.max(0, (imageMB - from) / (GRID[below + 1] - from)));
  return values[below] + (values[below + 1] - values[below]) * share;
}

/** The size at which an ascending curve reaches `seconds`. */
function inverse(at: (point: number) => number, seconds: number): number {
  let low = 0;
  let high = POINTS - 1;
  if (!(seconds > at(low))) return SMALLEST_MB;
  if (seconds >= at(high)) return LARGEST_MB;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (at(middle) < seconds) low = middle;
    else high = middle;
  }
  const [below, above] = [at(low), at(high)];
  const share = above > below ? (seconds - below) / (above - below) : 0;
  return GRID[low] + (GRID[high] - GRID[low]) * share;
}

import type { ArrivalModel } from './arrivals';
import { apportion, type Random, shuffledIndices } from './random';

/** Shares of functions among users of the released trace: those with at least ten cold starts, by runtime. */
const RUNTIMES = [
  { name: 'nodejs', share: 0.418, heavier: 0 },
  { name: 'python', share: 0.397, heavier: 0.03 },
  { name: 'php', share: 0.094, heavier: -0.05 },
  { name: 'java', share: 0.059, heavier: 0.15 },
  { name: 'custom', share: 0.032, heavier: 0.1 },
] as const;

/** Published nowhere: common sizes, the middle ones most often. */
const MEMORY_SIZES = [
  { megabytes: 128, share: 0.1 },
  { megabytes: 256, share: 0.2 },
  { megabytes: 512, share: 0.3 },
  { megabytes: 1024, share: 0.2 },
  { megabytes: 2048, share: 0.12 },
  { megabytes: 3072, share: 0.08 },
] as const;

/** Every generated function's name begins so: what is made up is never taken for a measurement. */
export const SYNTHETIC_PREFIX = 'synthetic-';

/** The functions of a synthetic trace; columns run in parallel. */
export interface Population {
  readonly names: readonly string[];
  readonly runtimes: readonly string[];
  readonly memoryMB: readonly number[];
  /** Cold starts of each. */
  readonly rows: Uint32Array;
  /** Place of each on the curve of long gaps, 0 to 1. */
  readonly pace: Float64Array;
  /**
   * Where each one's part of the curve of pull times begins, 0 to 1; it ends `rows / total` further on. The parts are as wide as the
   * functions have cold starts, so that functions with many of them do not bend the curve of all cold starts.
   */
  readonly imageClass: Float64Array;
}

/** Draws `functions` functions with `rows` cold starts in all, at least one each. */
export function drawPopulation(model: ArrivalModel, rows: number, functions: number, random: Random): Population {
  const pace = Float64Array.from({ length: functions }, (_, f) => model.paceOf((f + random()) / functions));
  const extra = apportion(
    rows - functions,
    pace.map((place) => 1 / model.meanLongGap(place)),
  );
  const runtime = dealt(functions, RUNTIMES, random);
  const coldStarts = extra.map((count) => count + 1);
  const numbers = shuffledIndices(functions, random);
  const digits = Math.max(4, String(functions - 1).length);
  return {
    names: Array.from(numbers, (number) => SYNTHETIC_PREFIX + String(number).padStart(digits, '0')),
    runtimes: runtime.map(({ name }) => name),
    memoryMB: dealt(functions, MEMORY_SIZES, random).map(({ megabytes }) => megabytes),
    rows: coldStarts,
    pace,
    imageClass: imageClasses(
      coldStarts,
      runtime.map(({ heavier }) => random() + heavier),
    ),
  };
}

/** One kind for each of `count` functions, in the kinds' shares, in random order. */
function dealt<Kind extends { readonly share: number }>(count: number, kinds: readonly Kind[], random: Random): Kind[] {
  const parts = apportion(
    count,
    kinds.map(({ share }) => share),
  );
  const inOrder = kinds.flatMap((kind, k) => new Array<Kind>(parts[k]).fill(kind));
  return Array.from(shuffledIndices(count, random), (index) => inOrder[index]);
}

/** Lays the functions side by side on 0…1 by ascending weight of their images, each as wide as its share of the cold starts. */
function imageClasses(rows: Uint32Array, weight: readonly number[]): Float64Array {
  const order = weight.map((_, f) => f).sort((a, b) => weight[a] - weight[b] || a - b);
  const total = rows.reduce((sum, count) => sum + count, 0);
  const begins = new Float64Array(rows.length);
  let before = 0;
  for (const f of order) {
    begins[f] = before / total;
    before += rows[f];
  }
  return begins;
}

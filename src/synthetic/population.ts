import type { ArrivalModel } from './arrivals';
import { apportion, type Random, shuffledIndices } from './random';

/** Shares of the runtimes among the functions of the released trace with at least ten cold starts. */
const RUNTIMES = [
  { name: 'nodejs', share: 0.418, heavier: 0 },
  { name: 'python', share: 0.397, heavier: 0.03 },
  { name: 'php', share: 0.094, heavier: -0.05 },
  { name: 'java', share: 0.059, heavier: 0.15 },
  { name: 'custom', share: 0.032, heavier: 0.1 },
] as const;

/** Made up, because no distribution is published: common sizes, the middle ones most often. */
const MEMORY_SIZES = [
  { megabytes: 128, share: 0.1 },
  { megabytes: 256, share: 0.2 },
  { megabytes: 512, share: 0.3 },
  { megabytes: 1024, share: 0.2 },
  { megabytes: 2048, share: 0.12 },
  { megabytes: 3072, share: 0.08 },
] as const;

/** Start of every generated function's name, so that nobody takes a synthetic trace for a measurement. */
export const SYNTHETIC_PREFIX = 'synthetic-';

/** The functions of a synthetic trace, as parallel columns. */
export interface Population {
  readonly names: readonly string[];
  readonly runtimes: readonly string[];
  readonly memoryMB: readonly number[];
  /** Cold starts of each function. */
  readonly rows: Uint32Array;
  /** Place of each function on the curve of long gaps, 0 to 1. */
  readonly pace: Float64Array;
  /**
   * Start of each function's part of the curve of pull times, 0 to 1. The parts do not overlap, and their widths are
   * the functions' shares of all cold starts, so that functions with many cold starts do not bend the curve of all.
   */
  readonly imageClass: Float64Array;
}

/** Draws `functions` functions with `rows` cold starts in total, at least one per function. */
export function drawPopulation(model: ArrivalModel, rows: number, functions: number, random: Random): Population {
  const pace = Float64Array.from({ length: functions }, (_, f) => model.paceOf((f + random()) / functions));
  const extra = apportion(
    rows - functions,
    pace.map((place) => 1 / model.meanLongGap(place)),
  );
  const runtime = assigned(functions, RUNTIMES, random);
  const coldStarts = extra.map((count) => count + 1);
  const numbers = shuffledIndices(functions, random);
  const digits = Math.max(4, String(functions - 1).length);
  return {
    names: Array.from(numbers, (number) => SYNTHETIC_PREFIX + String(number).padStart(digits, '0')),
    runtimes: runtime.map(({ name }) => name),
    memoryMB: assigned(functions, MEMORY_SIZES, random).map(({ megabytes }) => megabytes),
    rows: coldStarts,
    pace,
    imageClass: imageClasses(
      coldStarts,
      runtime.map(({ heavier }) => random() + heavier),
    ),
  };
}

/** Assigns a kind to each of `count` functions, in the shares of the kinds and in random order. */
function assigned<Kind extends { readonly share: number }>(
  count: number,
  kinds: readonly Kind[],
  random: Random,
): Kind[] {
  const parts = apportion(
    count,
    kinds.map(({ share }) => share),
  );
  const inOrder = kinds.flatMap((kind, k) => new Array<Kind>(parts[k]).fill(kind));
  return Array.from(shuffledIndices(count, random), (index) => inOrder[index]);
}

/** Places the functions on 0…1 by ascending weight of their images, each as wide as its share of the cold starts. */
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

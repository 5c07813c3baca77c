import { type Curve, firstAfter } from '../numeric';
import { mostPoints } from './series';

/**
 * The empirical CDF of ascending samples as a step curve: y is the share of samples ≤ x, exactly, and each x occurs
 * once. With more distinct values than `pixels`, it keeps points about evenly spaced in y, so a step is off by less
 * than one point's share. The first and last points are always kept.
 */
export function cdfOf(name: string, samples: number, sampleAt: (rank: number) => number, pixels: number): Curve {
  const limit = mostPoints(pixels);
  const points = Math.min(samples, limit);
  const x: number[] = [];
  const y: number[] = [];
  let distinct = 0;
  for (let point = 0; point < points; point++) {
    const rank = lastOfTie(samples, sampleAt, rankOfPoint(point, points, samples));
    const value = sampleAt(rank);
    if (distinct > 0 && x[distinct - 1] === value) continue;
    x.push(value);
    y.push((rank + 1) / samples);
    distinct++;
  }
  return { name, count: samples, x: Float64Array.from(x), y: Float64Array.from(y), decimated: samples > points };
}

/** The first point is the lowest sample, the last is the highest, and the others are evenly spaced between them. */
function rankOfPoint(point: number, points: number, samples: number): number {
  return points === 1 ? samples - 1 : Math.round((point * (samples - 1)) / (points - 1));
}

/** The highest rank with the same value as `rank`, by doubling steps and then bisection. */
function lastOfTie(samples: number, sampleAt: (rank: number) => number, rank: number): number {
  const value = sampleAt(rank);
  let low = rank;
  let step = 1;
  while (low + step < samples && sampleAt(low + step) === value) {
    low += step;
    step *= 2;
  }
  return firstAfter(low + 1, Math.min(low + step, samples), (rank) => sampleAt(rank) === value) - 1;
}

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  generateTrace,
  isSynthetic,
  type Region,
  type SyntheticRequest,
  SyntheticRequestError,
} from '../../../src/synthetic';
import { bytesSource, readTrace, type TraceFile } from '../../../src/trace';

async function textOf(request: SyntheticRequest): Promise<string> {
  let text = '';
  for await (const piece of generateTrace(request)) text += piece;
  return text;
}

async function traceOf(request: SyntheticRequest): Promise<TraceFile> {
  return readTrace(bytesSource([new TextEncoder().encode(await textOf(request))]));
}

/** Points of a digitised CDF of Figure 3: `[seconds, share of samples at most this large]`. */
function figure(name: string): [seconds: number, share: number][] {
  const file = path.join(import.meta.dirname, `../../fixtures/synthetic/fig${name}.csv`);
  const lines = readFileSync(file, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => line.split(',').map(Number) as [number, number]);
}

/**
 * Kolmogorov–Smirnov distance of samples from a digitised CDF, at its points. A vertical step of the curve is two
 * points with one value; the samples with that value may be anywhere between.
 */
function distance(samples: Float64Array, curve: readonly [number, number][], tolerance: number): number {
  const sorted = samples.slice().sort();
  const shareBelow = (value: number) => {
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle] < value) low = middle + 1;
      else high = middle;
    }
    return low / sorted.length;
  };
  const distances = curve.map(([seconds, share]) =>
    Math.max(share - shareBelow(seconds + tolerance), shareBelow(seconds - tolerance) - share),
  );
  return Math.max(0, ...distances);
}

/** Seconds between consecutive cold starts of every function. The rows are ordered by time. */
function gapsOf({ table }: TraceFile): Float64Array {
  const previous = new Float64Array(table.functionNames.length).fill(Number.NaN);
  const gaps: number[] = [];
  for (let row = 0; row < table.rowCount; row++) {
    const functionId = table.functionId[row];
    if (!Number.isNaN(previous[functionId])) gaps.push(table.time[row] - previous[functionId]);
    previous[functionId] = table.time[row];
  }
  return Float64Array.from(gaps);
}

const REGIONS: [region: Region, figureSuffix: string, zero: number, upToOne: number][] = [
  ['beijing', 'Beijing', 0.354, 0.464],
  ['shanghai', 'Shanghai', 0.294, 0.451],
];

describe.each(REGIONS)('a synthetic trace like %s', async (region, suffix, zero, upToOne) => {
  const trace = await traceOf({ rows: 200_000, seed: 7, region });
  const { table } = trace;

  it('has latencies near Figure 3(a), in milliseconds', () => {
    const seconds = table.latency.map((milliseconds) => milliseconds / 1000);
    expect(distance(seconds, figure(`3a_${suffix}`), 0.001)).toBeLessThan(0.02);
    expect(trace.detectedUnit.unit).toBe('milliseconds');
  });

  it('has gaps near Figure 3(c), also at 0 s and up to 1 s', () => {
    const gaps = gapsOf(trace);
    expect(distance(gaps, figure(`3c_${suffix}`), 0.01)).toBeLessThan(0.06);
    const shareUpTo = (seconds: number) => gaps.filter((gap) => gap <= seconds).length / gaps.length;
    expect(Math.abs(shareUpTo(0) - zero)).toBeLessThan(0.02);
    expect(Math.abs(shareUpTo(1) - upToOne)).toBeLessThan(0.025);
  });

  it('has about the published number of cold starts per function, unevenly distributed', () => {
    const counts = new Uint32Array(table.functionNames.length);
    for (const id of table.functionId) counts[id]++;
    counts.sort().reverse();
    const mean = table.rowCount / counts.length;
    expect(mean).toBeGreaterThan(130);
    expect(mean).toBeLessThan(265);
    const busiestTenth = counts.subarray(0, Math.ceil(counts.length / 10)).reduce((sum, count) => sum + count, 0);
    expect(busiestTenth / table.rowCount).toBeGreaterThan(0.4);
    expect(counts[counts.length >> 1]).toBeLessThan(mean / 2);
  });

  it('has runtimes in the published shares', () => {
    const runtimeOf = new Map<number, string>();
    for (let row = 0; row < table.rowCount; row++) {
      runtimeOf.set(table.functionId[row], table.runtimeNames[table.runtimeId![row]]);
    }
    const runtimes = [...runtimeOf.values()];
    const published = { nodejs: 0.418, python: 0.397, php: 0.094, java: 0.059, custom: 0.031 };
    for (const [name, share] of Object.entries(published)) {
      const found = runtimes.filter((runtime) => runtime === name).length / runtimes.length;
      expect(Math.abs(found - share)).toBeLessThan(0.005);
    }
  });

  it('has bursts: many containers of one function within a minute', () => {
    const recent = [...table.functionNames].map((): number[] => []);
    let largest = 0;
    for (let row = 0; row < table.rowCount; row++) {
      const times = recent[table.functionId[row]];
      times.push(table.time[row]);
      while (times[0] <= table.time[row] - 60) times.shift();
      largest = Math.max(largest, times.length);
    }
    expect(largest).toBeGreaterThan(100);
  });

  it('gives the cold starts of a function more similar latencies than those of the trace', () => {
    const spread = (logs: readonly number[]) => {
      const mean = logs.reduce((sum, log) => sum + log, 0) / logs.length;
      return logs.reduce((sum, log) => sum + (log - mean) ** 2, 0);
    };
    const logs = [...table.latency].map(Math.log);
    const ofFunctions = [...table.functionNames].map((): number[] => []);
    for (const [row, log] of logs.entries()) ofFunctions[table.functionId[row]].push(log);
    const within = ofFunctions.reduce((sum, logs) => sum + spread(logs), 0);
    expect(within).toBeLessThan(0.5 * spread(logs));
  });

  it('is one day, ordered by time, of functions named synthetic', () => {
    expect(table.time.every((time, row) => row === 0 || time >= table.time[row - 1])).toBe(true);
    expect(table.time.every((time) => Number.isInteger(time) && time >= 1_620_489_000 && time < 1_620_575_400)).toBe(
      true,
    );
    expect(isSynthetic(table.functionNames)).toBe(true);
    expect(trace.account).toMatchObject({ rows: 200_000, badRows: 0, blankLines: 0 });
  });
});

describe('generateTrace', () => {
  it('gives the same bytes for the same request, and other bytes for another seed', async () => {
    const request = { rows: 3000, seed: 5 };
    expect(await textOf(request)).toBe(await textOf(request));
    expect(await textOf(request)).not.toBe(await textOf({ ...request, seed: 6 }));
    expect(await textOf(request)).not.toBe(await textOf({ ...request, region: 'shanghai' }));
  });

  it('writes the header of the released trace, with its index column', async () => {
    const lines = (await textOf({ rows: 3, seed: 0 })).split('\n');
    expect(lines[0]).toBe(',__time__,functionName,latency,runtime,memoryMB');
    expect(lines.slice(1, 4).map((line) => line.split(',')[0])).toEqual(['0', '1', '2']);
    expect(lines[1]).toMatch(/^0,\d{10},synthetic-\d+,\d+,\w+,\d+$/);
    expect(lines.slice(4)).toEqual(['']);
  });

  it('makes as many rows and functions as asked for', async () => {
    for (const [rows, functions] of [
      [1, 1],
      [2, 2],
      [5, 5],
      [500, 1],
      [4096, 4096],
      [4097, 10],
      [100_000, 1],
    ]) {
      const { table } = await traceOf({ rows, functions, seed: 3 });
      expect(table.rowCount).toBe(rows);
      expect(table.functionNames.length).toBe(functions);
    }
  });

  it('comes in pieces, and stops when the checkpoint throws', async () => {
    let pieces = 0;
    for await (const piece of generateTrace({ rows: 50_000, seed: 1 })) {
      expect(piece.length).toBeLessThan(300_000);
      pieces++;
    }
    expect(pieces).toBeGreaterThan(10);
    const cancelled = new Error('cancelled');
    const stopped = generateTrace({ rows: 10, seed: 1 }, () => {
      throw cancelled;
    });
    await expect(stopped.next()).rejects.toBe(cancelled);
  });

  it.each([
    [{ rows: 0, seed: 1 }, 'rows'],
    [{ rows: 1.5, seed: 1 }, 'rows'],
    [{ rows: Number.NaN, seed: 1 }, 'rows'],
    [{ rows: 50_000_001, seed: 1 }, 'rows'],
    [{ rows: 10, seed: -1 }, 'seed'],
    [{ rows: 10, seed: 2 ** 32 }, 'seed'],
    [{ rows: 10, seed: 1, functions: 11 }, 'functions'],
    [{ rows: 10, seed: 1, functions: 0 }, 'functions'],
    [{ rows: 10, seed: 1, region: '__proto__' as Region }, 'region'],
  ])('refuses %j', async (request, culprit) => {
    const refused = generateTrace(request).next();
    await expect(refused).rejects.toBeInstanceOf(SyntheticRequestError);
    await expect(refused).rejects.toThrow(culprit);
  });
});

describe('isSynthetic', () => {
  it('is true only if every function is synthetic', () => {
    expect(isSynthetic(['synthetic-0001', 'synthetic-x'])).toBe(true);
    expect(isSynthetic(['synthetic-0001', 'a'])).toBe(false);
    expect(isSynthetic([])).toBe(false);
  });
});

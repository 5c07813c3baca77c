import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/statistics';
import { arbitraryRows, type Row, tableOf } from './tables';

/** Row numbers in the order of `key`, ties in file order, by a plain comparison sort. */
function naiveOrder(rows: readonly Row[], ...keys: ((row: Row) => number)[]): number[] {
  return rows
    .map((_, i) => i)
    .sort((a, b) => {
      for (const key of keys) if (key(rows[a]) !== key(rows[b])) return key(rows[a]) - key(rows[b]);
      return a - b;
    });
}

describe('buildIndex', () => {
  it('sorts rows as a comparison sort does, in any file order', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows(60, 0), async (rows) => {
        const table = tableOf(rows);
        const index = await buildIndex(table);
        const functionOf = (row: Row) => table.functionNames.indexOf(row.functionName);
        const runtimeOf = (row: Row) => table.runtimeNames.indexOf(row.runtime!);
        const timeOf = (row: Row) => row.time;
        const latencyOf = (row: Row) => row.latency;
        expect([...index.byTime]).toEqual(naiveOrder(rows, timeOf));
        expect([...index.byLatency]).toEqual(naiveOrder(rows, latencyOf));
        expect([...index.byFunction]).toEqual(naiveOrder(rows, functionOf, timeOf));
        expect([...index.byFunctionLatency]).toEqual(naiveOrder(rows, functionOf, latencyOf));
        expect([...index.byRuntimeLatency]).toEqual(naiveOrder(rows, runtimeOf, latencyOf));
        for (const [id, name] of [...table.functionNames].entries()) {
          const group = index.byFunction.subarray(index.functionStart[id], index.functionStart[id + 1]);
          expect([...group].every((row) => rows[row].functionName === name)).toBe(true);
        }
        expect(index.functionStart.at(-1)).toBe(rows.length);
        expect(index.runtimeStart.at(-1)).toBe(rows.length);
      }),
    );
  });

  it('agrees with a comparison sort on rows of several slices', async () => {
    const rows = Array.from({ length: 150_000 }, (_, i) => ({
      time: 1_620_489_000 + ((i * 7919) % 86_400) / 4,
      functionName: `f${(i * 31) % 97}`,
      latency: ((i * 104_729) % 300_007) / 1000,
      runtime: 'python',
    }));
    const index = await buildIndex(tableOf(rows));
    expect([...index.byTime]).toEqual(naiveOrder(rows, ({ time }) => time));
    expect([...index.byLatency]).toEqual(naiveOrder(rows, ({ latency }) => latency));
  });

  it('agrees with a comparison sort on few and many latencies that differ in their last bits only', async () => {
    for (const together of [2, 20, 5000]) {
      const rows = Array.from({ length: 10_000 }, (_, i) => ({
        time: 0,
        functionName: 'f',
        latency: 1 + Math.floor(((i * 7919) % 10_000) / together) + ((i * 7919) % together) * 2 ** -40,
        runtime: 'python',
      }));
      const index = await buildIndex(tableOf(rows));
      expect([...index.byLatency]).toEqual(naiveOrder(rows, ({ latency }) => latency));
    }
  });

  it('is in shared memory and takes less than 64 bytes a row with the table', async () => {
    const rows = Array.from({ length: 10_000 }, (_, i) => ({
      time: i % 500,
      functionName: `f${i % 50}`,
      latency: i % 77,
      runtime: i % 2 ? 'python' : 'nodejs',
    }));
    const table = tableOf(rows);
    const index = await buildIndex(table);
    const arrays = [...Object.values(table), ...Object.values(index)].filter((value) => ArrayBuffer.isView(value));
    for (const array of arrays) expect(array.buffer).toBeInstanceOf(SharedArrayBuffer);
    const buffers = new Set(arrays.map(({ buffer }) => buffer));
    const bytes = [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0);
    expect(bytes / rows.length).toBeLessThan(64);
  });

  it('calls the checkpoint and rejects with what it throws', async () => {
    const table = tableOf([
      { time: 2, functionName: 'a', latency: 1 },
      { time: 1, functionName: 'b', latency: 2 },
    ]);
    let turns = 0;
    await buildIndex(table, async () => {
      turns++;
    });
    expect(turns).toBeGreaterThan(5);
    const cancelled = new Error('cancelled');
    await expect(
      buildIndex(table, () => {
        throw cancelled;
      }),
    ).rejects.toBe(cancelled);
  });
});

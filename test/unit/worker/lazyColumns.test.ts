import { describe, expect, it } from 'vitest';
import { buildIndex } from '../../../src/statistics';
import { bytesSource, readTrace } from '../../../src/trace';
import { LazyColumns } from '../../../src/worker';
import { portWith } from '../../../src/worker/lazyColumns';

async function columnsOf(rows: number) {
  const lines = Array.from({ length: rows }, (_, row) => `${100 + row},f${row % 3},${1000 + row}`);
  const text = ['__time__,functionName,latency', ...lines].join('\n');
  const { table } = await readTrace(bytesSource([Buffer.from(text)]));
  const { functionNames: _, ...columns } = table;
  return { table: columns, index: await buildIndex(table) };
}

describe('lazy columns', () => {
  it('are the given columns, in the same memory', async () => {
    const { table, index } = await columnsOf(10);
    const held = new LazyColumns(portWith({ table, index }));
    expect(held.table).toEqual(table);
    expect(held.index).toEqual(index);
    table.latency[3] = 7;
    expect(held.table.latency[3]).toBe(7);
  });

  it('stay usable after a release if they were received before', async () => {
    const held = new LazyColumns(portWith(await columnsOf(10)));
    const { table } = held;
    held.release();
    expect(held.table).toBe(table);
    expect(held.index.byTime).toHaveLength(10);
  });

  it('cannot be received after a release', async () => {
    const held = new LazyColumns(portWith(await columnsOf(10)));
    held.release();
    expect(() => held.table).toThrow('released');
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, functionFacts, functionsPage, hoverFacts, series } from '../../../src/statistics';
import { runs } from '../../depth';
import { richTable } from './extras';

const invocation = fc.record({
  time: fc.integer({ min: 0, max: 300 }),
  functionName: fc.constantFrom('a', 'b', 'only warm'),
  latency: fc.constant(1),
});
const coldRows = fc.array(invocation, { minLength: 1, maxLength: 30 });
const ORDER = { descending: true, filter: '', offset: 0, limit: 99 } as const;

describe('a trace with warm invocations', () => {
  it('has a cold-start rate for each function', async () => {
    await fc.assert(
      fc.asyncProperty(coldRows, fc.array(invocation, { maxLength: 30 }), async (cold, warm) => {
        const table = richTable(cold, {}, warm);
        const index = await buildIndex(table);
        const facts = await functionFacts(table, index);
        const { rows, total } = functionsPage(table, index, 1, facts, { ...ORDER, sort: 'coldStartRate' });
        expect(total).toBe(table.functionNames.length);
        for (const row of rows) {
          const coldOf = cold.filter(({ functionName }) => functionName === row.name).length;
          const warmOf = warm.filter(({ functionName }) => functionName === row.name).length;
          expect(row).toMatchObject({ count: coldOf, warm: warmOf, coldStartRate: coldOf / (coldOf + warmOf) });
        }
        const rates = rows.map(({ coldStartRate }) => coldStartRate!);
        expect(rates).toEqual([...rates].sort((a, b) => b - a));
        expect(hoverFacts(table, index, 1, 0).warm).toBe(
          warm.filter(({ functionName }) => functionName === cold[0].functionName).length,
        );
      }),
      { numRuns: runs(100) },
    );
  });

  it('has a cold-start rate over time', async () => {
    await fc.assert(
      fc.asyncProperty(coldRows, fc.array(invocation, { maxLength: 30 }), fc.boolean(), async (cold, warm, one) => {
        const table = richTable(cold, {}, warm);
        const index = await buildIndex(table);
        const request = { metric: 'coldStartRate', from: null, to: null, pixels: 15 } as const;
        const answer = series(table, index, 1, { ...request, functionId: one ? 0 : null });
        const inBin = (rows: readonly { time: number; functionName: string }[], from: number) =>
          rows.filter(
            ({ time, functionName }) =>
              time >= from && time < from + answer.binSeconds && (!one || functionName === cold[0].functionName),
          ).length;
        for (const [bin, from] of answer.x.entries()) {
          const [coldIn, warmIn] = [inBin(cold, from), inBin(warm, from)];
          if (coldIn + warmIn === 0) expect(answer.y[bin]).toBeNaN();
          else expect(answer.y[bin]).toBe(coldIn / (coldIn + warmIn));
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('lists a function that is only warm without latencies or labels', async () => {
    const table = richTable([{ time: 1, functionName: 'a', latency: 1, runtime: 'go' }], {}, [
      { time: 1, functionName: 'z' },
    ]);
    const index = await buildIndex(table);
    const facts = await functionFacts(table, index);
    const page = functionsPage(table, index, 1, facts, { ...ORDER, sort: 'p50' });
    expect(page.rows.map(({ name }) => name)).toEqual(['a', 'z']);
    expect(page.rows[1]).toMatchObject({
      count: 0,
      warm: 1,
      coldStartRate: 0,
      p50: Number.NaN,
      gapP50: null,
      firstLine: null,
      labels: { runtime: '' },
      measures: { memoryMB: null },
    });
    expect(functionsPage(table, index, 1, facts, { ...ORDER, sort: 'p50', filter: 'go' }).total).toBe(1);
  });

  it('is the only one with a rate', async () => {
    const table = richTable([{ time: 1, functionName: 'a', latency: 1 }], {});
    const index = await buildIndex(table);
    const [row] = functionsPage(table, index, 1, await functionFacts(table, index), { ...ORDER, sort: 'count' }).rows;
    expect(row).toMatchObject({ warm: null, coldStartRate: null });
    const request = { metric: 'coldStartRate', from: null, to: null, pixels: 9, functionId: null } as const;
    expect([...series(table, index, 1, request).y]).toEqual([Number.NaN]);
  });
});

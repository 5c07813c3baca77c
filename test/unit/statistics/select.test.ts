import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Quantiles, quantile, selectRanks } from '../../../src/numeric';
import { functionQuantiles } from '../../bench/read/functionQuantiles';
import { arbitraryRows, tableOf } from './tables';

const value = fc.oneof(fc.constantFrom(0, 1, 2, 1e300), fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }));

/** Values in orders that quickselect finds hard: sorted, reversed, all the same, organ pipes. */
const values = fc.array(value, { minLength: 1, maxLength: 600, size: 'max' }).chain((values) => {
  const sorted = values.toSorted((a, b) => a - b);
  return fc.constantFrom(values, sorted, sorted.toReversed(), values.fill(values[0], 3), [
    ...sorted,
    ...sorted.toReversed(),
  ]);
});

describe('selectRanks', () => {
  it('puts the values that sorting would put into the wanted places', () => {
    fc.assert(
      fc.property(values, fc.array(fc.nat(), { maxLength: 6 }), fc.nat(3), (values, wanted, before) => {
        const ranks = wanted.map((rank) => before + (rank % values.length)).sort((a, b) => a - b);
        const array = Float64Array.from([...Array(before).fill(-1), ...values, -1]);
        selectRanks(array, before, before + values.length, ranks);
        const sorted = Float64Array.from(values).sort();
        for (const rank of ranks) expect(array[rank]).toBe(sorted[rank - before]);
        expect(array.slice(before, -1).sort()).toEqual(sorted);
        expect([...array.subarray(0, before), array.at(-1)]).toEqual(Array(before + 1).fill(-1));
      }),
    );
  });

  it('stays fast on values that partition badly', () => {
    const array = new Float64Array(1 << 17);
    for (let i = 0; i < array.length; i++) array[i] = i % 2 === 0 ? i : array.length - i;
    selectRanks(array, 0, array.length, [12_345]);
    expect(array[12_345]).toBe(Float64Array.from(array).sort()[12_345]);
  });
});

describe('Quantiles', () => {
  it('are the quantiles of the sorted values', () => {
    const shares = [0, 0.1, 0.5, 0.5, 0.95, 0.99, 1];
    fc.assert(
      fc.property(values, fc.constantFrom(1, 1e6), (values, many) => {
        const found: number[] = [];
        new Quantiles(shares, many).of(Float64Array.from(values), 0, values.length, (share, value) => {
          found[share] = value;
        });
        const sorted = Float64Array.from(values).sort();
        expect(found).toEqual(shares.map((share) => quantile(sorted, share)));
      }),
    );
  });

  it('are NaN without values', () => {
    const found: number[] = [];
    new Quantiles([0.5]).of(new Float64Array(3), 2, 2, (_, value) => found.push(value));
    expect(found).toEqual([Number.NaN]);
  });
});

describe('functionQuantiles', () => {
  it('are the quantiles of each function’s sorted latencies', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryRows(80), fc.integer({ min: 1, max: 100 }), async (rows, mostDealt) => {
        const shares = [0.5, 0.95, 0.99];
        const table = tableOf(rows);
        const found = await functionQuantiles(table, shares, undefined, mostDealt);
        for (const [id, name] of [...table.functionNames].entries()) {
          const latencies = rows
            .flatMap((row) => (row.functionName === name ? [row.latency + 0] : []))
            .sort((a, b) => a - b);
          expect(found.map((column) => column[id])).toEqual(shares.map((share) => quantile(latencies, share)));
        }
      }),
    );
  });
});

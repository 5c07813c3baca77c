import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, COMPARED_SHARES, compared } from '../../../src/comparison';
import { runs } from '../../depth';
import { naiveQuantile, ofOne, type Start, scattered, summaryOf } from './sides';

const OPTIONS = { by: 'p50', least: 5, limit: 100 } as const;

async function comparisonOf(a: readonly Start[], b: readonly Start[], options = {}) {
  return compared(await summaryOf(a, 0), await summaryOf(b, 1), { ...OPTIONS, ...options });
}

describe('a comparison', () => {
  const start = fc.tuple(fc.constantFrom('api', 'batch', 'web', '本', ''), fc.integer({ min: 0, max: 40 }));
  const side = fc.array(start, { maxLength: 60 });

  it('has the percentiles, counts and functions that a naive computation has', async () => {
    await fc.assert(
      fc.asyncProperty(side, side, async (a, b) => {
        const found = await comparisonOf(a, b);
        const seconds = (starts: readonly Start[], name?: string) =>
          starts.filter(([of]) => name === undefined || of === name).map(([, value]) => value);
        expect([found.a.count, found.b.count]).toEqual([a.length, b.length]);
        if (a.length > 0 && b.length > 0) {
          for (const [index, share] of COMPARED_SHARES.entries()) {
            const one = found.quantiles[index];
            expect(one.a).toBeCloseTo(naiveQuantile(seconds(a), share), 9);
            expect(one.b).toBeCloseTo(naiveQuantile(seconds(b), share), 9);
            expect(one.difference).toBe(one.b - one.a);
            expect(one.low).toBeLessThanOrEqual(one.high);
            expect(one.ratio).toEqual(one.a === 0 ? null : one.b / one.a);
          }
        } else expect(found.quantiles).toEqual([]);
        const names = (starts: readonly Start[]) => new Set(starts.map(([name]) => name));
        const both = [...names(a)].filter((name) => names(b).has(name));
        const enough = both.filter((name) => [a, b].every((one) => seconds(one, name).length >= OPTIONS.least));
        expect(new Set(found.functions.listed.map(({ name }) => name))).toEqual(new Set(enough));
        expect(found.functions.tooFew).toBe(both.length - enough.length);
        for (const { name, p50, ...sides } of found.functions.listed) {
          expect(sides.a.count).toBe(seconds(a, name).length);
          expect(sides.b.p99).toBeCloseTo(naiveQuantile(seconds(b, name), 0.99), 9);
          const difference = naiveQuantile(seconds(b, name), 0.5) - naiveQuantile(seconds(a, name), 0.5);
          expect(p50.difference).toBeCloseTo(difference, 9);
          expect(p50.low).toBeLessThanOrEqual(p50.difference);
          expect(p50.high).toBeGreaterThanOrEqual(p50.difference);
        }
        const only = [...names(a)].filter((name) => !names(b).has(name));
        expect(new Set(found.functions.onlyA.listed.map(({ name }) => name))).toEqual(new Set(only));
        const onlyStarts = a.filter(([name]) => only.includes(name)).length;
        expect(found.functions.onlyA).toMatchObject({ functions: only.length, coldStarts: onlyStarts });
      }),
      { numRuns: runs(300) },
    );
  });

  it('mirrors when its sides are swapped', async () => {
    const [a, b] = [ofOne(scattered(300, 2, 0.6, 1)), ofOne(scattered(200, 3, 0.6, 2))];
    const [there, back] = [await comparisonOf(a, b), await comparisonOf(b, a)];
    for (const [index, one] of there.quantiles.entries()) {
      const other = back.quantiles[index];
      expect(other.difference).toBe(-one.difference);
      // Other random numbers: the limits agree as closely as 2,000 replicates allow.
      expect(Math.abs(other.low + one.high)).toBeLessThan(0.2 * (one.high - one.low));
    }
    expect(back.functions.listed[0].p50.low).toBeCloseTo(-there.functions.listed[0].p50.high, 9);
  });

  it('ranks what chance does not explain first, then by size', async () => {
    const a = [
      ...ofOne(scattered(200, 2, 0.1, 1), 'same'),
      ...ofOne(scattered(200, 2, 0.1, 2), 'slower'),
      ...ofOne(scattered(200, 9, 0.1, 3), 'much faster'),
      ...ofOne([1, 1, 1, 90, 90, 90], 'erratic'),
      ...ofOne([1, 2], 'rare'),
      ...ofOne([1, 2, 3], 'gone'),
    ];
    const b = [
      ...ofOne(scattered(200, 2, 0.1, 4), 'same'),
      ...ofOne(scattered(200, 3, 0.1, 5), 'slower'),
      ...ofOne(scattered(200, 4, 0.1, 6), 'much faster'),
      ...ofOne([1, 1, 1, 1, 90, 90], 'erratic'),
      ...ofOne(scattered(9, 1, 1, 7), 'rare'),
      ...ofOne([4], 'new'),
    ];
    const { functions } = await comparisonOf(a, b);
    expect(functions.listed.map(({ name }) => name)).toEqual(['much faster', 'slower', 'erratic', 'same']);
    expect(functions).toMatchObject({ compared: 4, slower: 1, faster: 1, tooFew: 1, least: 5 });
    expect(functions.onlyA).toEqual({
      functions: 1,
      coldStarts: 3,
      listed: [{ name: 'gone', count: 3, p50: 2, p99: 2.98 }],
    });
    expect(functions.onlyB.listed.map(({ name }) => name)).toEqual(['new']);
    // The 99th percentile takes 100 cold starts on each side.
    const byP99 = await comparisonOf(a, b, { by: 'p99' });
    expect(byP99.functions).toMatchObject({ compared: 3, least: 100 });
  });

  it('sets stages against each other by their titles, and leaves out what no side knows', async () => {
    const stage = (key: string, title: string, values: readonly number[]) => ({
      key,
      title,
      values: Float32Array.from(values),
    });
    const unknown = [Number.NaN, Number.NaN];
    const a = await summaryOf(ofOne([1, 3]), 0, {
      stages: [stage('pull', 'image fetch', [0.5, 1.5]), stage('x', 'never', unknown)],
    });
    const b = await summaryOf(ofOne([4, 8]), 1, {
      stages: [stage('fetch', 'image fetch', [2, Number.NaN]), stage('init', 'runtime init', [1, 3])],
    });
    expect((await compared(a, b, OPTIONS)).stages).toEqual([
      {
        title: 'image fetch',
        a: { count: 2, mean: 1, p50: 1, p99: expect.closeTo(1.49, 6) },
        b: { count: 1, mean: 2, p50: 2, p99: 2 },
      },
      { title: 'runtime init', a: null, b: { count: 2, mean: 2, p50: 2, p99: expect.closeTo(2.98, 6) } },
    ]);
  });

  it('tells rates where time and warm invocations are known', async () => {
    const a = await summaryOf(ofOne([1, 2, 3]), 0, { seconds: 90, warm: 9 });
    const b = await summaryOf([], 1, { seconds: 0, warm: 0 });
    const found = await compared(a, b, OPTIONS);
    expect(found.a).toEqual({ count: 3, functions: 1, mean: 2, max: 3, perMinute: 2, coldStartRate: 0.25 });
    expect(found.b).toEqual({ count: 0, functions: 0, mean: null, max: null, perMinute: null, coldStartRate: null });
  });
});

describe('intervals', () => {
  it('hold the true difference in about 95 % of samples, of percentiles and of functions', async () => {
    const trials = 150;
    const median = COMPARED_SHARES.indexOf(0.5);
    const held = { percentile: 0, function: 0 };
    for (let trial = 0; trial < trials; trial++) {
      const a = ofOne(scattered(120, 2, 0.5, 2 * trial));
      const b = ofOne(scattered(150, 3, 0.5, 2 * trial + 1));
      const { quantiles, functions } = await comparisonOf(a, b);
      const holds = ({ low, high }: Change) => (low <= 1 && 1 <= high ? 1 : 0);
      held.percentile += holds(quantiles[median]);
      held.function += holds(functions.listed[0].p50);
    }
    // 150 trials at 95 % have a standard error of 1.8 points.
    for (const times of Object.values(held)) {
      expect(times / trials).toBeGreaterThan(0.89);
      expect(times / trials).toBeLessThan(0.995);
    }
  });
});

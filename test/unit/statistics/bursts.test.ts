import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, bursts } from '../../../src/statistics';
import { bytesSource, readTrace } from '../../../src/trace';
import { runs } from '../../depth';

interface Start {
  readonly time: number;
  readonly name: string;
  readonly latency: number;
}

function tableOf(starts: readonly Start[]) {
  const lines = starts.map(({ time, name, latency }) => `${1_000_000 + time},${name},${latency},go,128`);
  const csv = ['__time__,functionName,latency,runtime,memoryMB', ...lines, ''].join('\n');
  return readTrace(bytesSource([new TextEncoder().encode(csv)]));
}

async function burstsOf(
  starts: readonly Start[],
  asked: { factor?: number; binSeconds?: number | null; target?: number | null } = {},
) {
  const { table } = await tableOf(starts);
  const index = await buildIndex(table);
  const found = await bursts(table, index, 1, { factor: 3, binSeconds: 60, target: null, ...asked });
  const relative = found.listed.map((burst) => ({ ...burst, from: burst.from - 1_000_000, to: burst.to - 1_000_000 }));
  return { ...found, listed: relative };
}

/** `perMinute` cold starts in each of these minutes; bins begin at whole minutes since 1970, 40 s before. */
function steady(perMinute: number, minutes: number, name = 'a', latency = 1): Start[] {
  return Array.from({ length: perMinute * minutes }, (_, at) => ({
    time: 20 + Math.floor(at / perMinute) * 60 + ((at % perMinute) * 60) / perMinute,
    name,
    latency,
  }));
}

const many = (count: number, time: number, name: string, latency: number): Start[] =>
  Array.from({ length: count }, (_, at) => ({ time: time + at / count, name, latency }));

describe('bursts', () => {
  it('are where many more cold starts are than in the median bin', async () => {
    const found = await burstsOf([...steady(5, 60), ...many(100, 620, 'b', 30), ...many(40, 630, 'c', 8)], {
      target: 10,
    });
    expect(found).toMatchObject({ binSeconds: 60, threshold: 16, total: 1 });
    expect(found.listed).toEqual([
      {
        from: 620,
        to: 668,
        coldStarts: 145,
        peakPerSecond: 101,
        functions: 3,
        mostly: ['b', 'c', 'a'],
        medianBefore: 1,
        medianDuring: 30,
        aboveTarget: 100 / 145,
      },
    ]);
  });

  it('that one bin separates are one, and that two separate are two', async () => {
    const at = (minute: number) => many(50, 20 + minute * 60, 'b', 2);
    const counts = async (...minutes: number[]) =>
      (await burstsOf([...steady(5, 60), ...minutes.flatMap(at)])).listed.map(({ coldStarts }) => coldStarts);
    expect(await counts(10, 12)).toEqual([115]);
    expect(await counts(10, 13)).toEqual([55, 55]);
  });

  it('are none in a steady trace, a tiny one and an empty one', async () => {
    expect((await burstsOf(steady(20, 30))).total).toBe(0);
    expect((await burstsOf(many(9, 5, 'a', 1))).total).toBe(0);
    const { table } = await tableOf(many(1, 5, 'a', 1));
    const nothing = { byTime: new Uint32Array() };
    expect((await bursts(table, nothing, 1, { factor: 3, binSeconds: null, target: null })).total).toBe(0);
  });

  it('depend on the factor and on the width of bins', async () => {
    const starts = [...steady(10, 60), ...many(15, 620, 'b', 2)];
    expect((await burstsOf(starts, { factor: 2 })).total).toBe(1);
    expect((await burstsOf(starts, { factor: 3 })).total).toBe(0);
    expect((await burstsOf(starts, { factor: 2, binSeconds: 1 })).binSeconds).toBe(1);
  });

  it('hold no cold start twice, and miss no bin above the threshold', async () => {
    const start = fc.record({
      time: fc.integer({ min: 0, max: 3600 }),
      name: fc.constantFrom('a', 'b'),
      latency: fc.integer({ min: 0, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(start, { minLength: 1, maxLength: 400 }),
        fc.double({ min: 1, max: 5, noNaN: true }),
        async (starts, factor) => {
          const { listed, threshold, binSeconds } = await burstsOf(starts, { factor });
          const inBursts = (time: number) => listed.filter(({ from, to }) => from <= time && time <= to).length;
          const bins = new Map<number, number[]>();
          for (const { time } of starts) {
            const bin = Math.floor((1_000_000 + time) / binSeconds);
            bins.set(bin, [...(bins.get(bin) ?? []), time]);
          }
          for (const times of bins.values()) {
            for (const time of times) expect(inBursts(time)).toBeLessThanOrEqual(1);
            if (times.length >= threshold) for (const time of times) expect(inBursts(time)).toBe(1);
          }
          for (const { coldStarts, from, to } of listed) {
            expect(coldStarts).toBe(starts.filter(({ time }) => from <= time && time <= to).length);
            expect(coldStarts).toBeGreaterThanOrEqual(threshold);
          }
        },
      ),
      { numRuns: runs(100) },
    );
  });
});

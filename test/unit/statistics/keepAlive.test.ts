import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildIndex, keepAlive, rowsByTime } from '../../../src/statistics';
import { runs } from '../../depth';
import { richTable } from './extras';
import type { Row } from './tables';

const UNITS_PER_SECOND = 1000;

interface Use {
  readonly time: number;
  /** Seconds until the container has started; null for a warm invocation. */
  readonly latency: number | null;
  readonly isCounted: boolean;
}

/** How many of the counted cold starts a keep-alive catches, by keeping a list of containers as a platform would. */
function naiveCaught(uses: readonly Use[], keepAliveSeconds: number): number {
  const containers: { idleSince: number }[] = [];
  let caught = 0;
  for (const { time, latency, isCounted } of uses) {
    const usable = containers.filter(({ idleSince }) => idleSince < time && time - idleSince <= keepAliveSeconds);
    const [last] = usable.sort((a, b) => b.idleSince - a.idleSince);
    if (latency !== null && isCounted && last) caught++;
    const idleSince = time + (latency ?? 0);
    if (last) last.idleSince = idleSince;
    else containers.push({ idleSince });
  }
  return caught;
}

/** Bursts, gaps that are keep-alives exactly, and starts that take long beside the gaps. */
const use = fc.record({
  after: fc.oneof(
    fc.nat(3),
    fc.nat(90),
    fc.constantFrom(60, 600, 3600, 604_800),
    fc.double({ min: 0, max: 5000, noNaN: true }),
  ),
  latency: fc.oneof(fc.nat(3000), fc.nat(200_000), fc.constant(0)),
  kind: fc.constantFrom('cold', 'cold', 'warm', 'other'),
  isCounted: fc.boolean(),
});

const answerOf = async (rows: readonly (Row & { isCounted?: boolean })[], warm: readonly Row[] | null) => {
  const table = richTable(rows, {}, warm);
  const index = await buildIndex(table);
  const containers = rowsByTime(table, index, { functionId: 0, from: null, to: null });
  const counted = containers.filter((row) => rows[row].isCounted ?? true);
  return keepAlive(table, UNITS_PER_SECOND, 0, { containers, counted, warm: table.warm });
};

describe('what a keep-alive would catch', () => {
  it('is what a platform that lets containers idle for so long would have served', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(use, { minLength: 1, maxLength: 60 }), fc.boolean(), async (drawn, knowsWarm) => {
        let time = 1_620_489_000;
        const all = drawn.map(({ after, ...rest }) => {
          time += after;
          return { ...rest, time };
        });
        const rows = [{ time: 0, functionName: 'f', latency: 0, isCounted: false }];
        const warm: Row[] = [];
        const uses: Use[] = [{ time: 0, latency: 0, isCounted: false }];
        for (const { time, latency, kind, isCounted } of all) {
          const functionName = kind === 'other' ? 'g' : 'f';
          if (kind === 'warm') warm.push({ time, functionName, latency: 0 });
          else rows.push({ time, functionName, latency, isCounted });
        }
        for (const { time, latency, functionName, isCounted } of rows.slice(1)) {
          if (functionName === 'f') uses.push({ time, latency: latency / UNITS_PER_SECOND, isCounted });
        }
        // At one time, warm invocations come first.
        if (knowsWarm) for (const { time } of warm) uses.push({ time, latency: null, isCounted: false });
        uses.sort((a, b) => a.time - b.time || Number(a.latency !== null) - Number(b.latency !== null));
        const answer = await answerOf(rows, knowsWarm ? warm : null);
        expect(answer.knowsWarm).toBe(knowsWarm);
        expect(answer.coldStarts).toBe(uses.filter(({ latency, isCounted }) => latency !== null && isCounted).length);
        expect([...answer.within]).toEqual(answer.seconds.map((seconds) => naiveCaught(uses, seconds)));
      }),
      { numRuns: runs(1000) },
    );
  });

  const cold = (time: number, latency = 2000) => ({ time, functionName: 'f', latency });
  const caught = async (seconds: number, rows: readonly Row[], warm: readonly Row[] | null = null) => {
    const answer = await answerOf(rows, warm);
    return answer.within[answer.seconds.indexOf(seconds)];
  };

  it('is no start of a first burst, and as many of a later one as there are containers', async () => {
    const burst = (at: number, containers: number) => Array.from({ length: containers }, (_, i) => cold(at + i / 100));
    expect(await caught(600, [...burst(1000, 4), ...burst(1500, 6)])).toBe(4);
    expect(await caught(300, [...burst(1000, 4), ...burst(1500, 6)])).toBe(0);
  });

  it('counts idle time from when the container had started', async () => {
    expect(await caught(60, [cold(1000), cold(1062)])).toBe(1);
    expect(await caught(60, [cold(1000), cold(1062.001)])).toBe(0);
    // Still starting.
    expect(await caught(60, [cold(1000, 5000), cold(1004)])).toBe(0);
  });

  it('counts it anew from each warm invocation', async () => {
    const warm = [1100, 1200, 1300].map((time) => ({ time, functionName: 'f', latency: 0 }));
    expect(await caught(60, [cold(1000), cold(1350)], warm)).toBe(1);
    expect(await caught(60, [cold(1000), cold(1350)])).toBe(0);
    expect(await caught(60, [cold(1000), cold(1350)], [{ time: 1345, functionName: 'other', latency: 0 }])).toBe(0);
  });

  it('counts no container for a warm invocation, which uses one that is there', async () => {
    const warm = [{ time: 1100, functionName: 'f', latency: 0 }];
    expect(await caught(3600, [cold(1000), cold(1200), cold(1201)], warm)).toBe(1);
  });
});

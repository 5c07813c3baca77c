import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesSource, readTrace } from '../../../src/trace';
import { detectTimeUnit, timesPerSecond } from '../../../src/trace/timeUnit';

/** When something that happened may have been logged, epoch seconds: from 1973 to 2100. */
const moments = fc.integer({ min: 100_000_000, max: 4_102_444_800 });

it.each(['milliseconds', 'microseconds', 'nanoseconds'] as const)('%s are told from seconds', (unit) => {
  fc.assert(
    fc.property(moments, (seconds) => {
      expect(detectTimeUnit(seconds)).toBe('seconds');
      expect(detectTimeUnit(seconds * timesPerSecond(unit))).toBe(unit);
    }),
  );
});

it('times since the start of something, and those that no unit makes sensible, are seconds', () => {
  for (const time of [0, 0.5, 604_800, 1e21, Number.MAX_VALUE]) expect(detectTimeUnit(time)).toBe('seconds');
});

it('a file has the same times in whatever unit it counts them, if its first row does', async () => {
  const rows = fc.array(fc.tuple(moments, fc.nat(999), fc.boolean()), { minLength: 1, maxLength: 50 });
  const read = (lines: readonly string[]) =>
    readTrace(bytesSource([new TextEncoder().encode(['__time__,functionName,latency', ...lines, ''].join('\n'))]));
  await fc.assert(
    fc.asyncProperty(rows, async (times) => {
      const line = (time: string, quoted: boolean) => `${time},${quoted ? '"f"' : 'f'},1`;
      const thousandth = (part: number) => `${part}`.padStart(3, '0');
      const seconds = await read(times.map(([whole, part, quoted]) => line(`${whole}.${thousandth(part)}`, quoted)));
      const finer = await read(times.map(([whole, part, quoted]) => line(`${whole}${thousandth(part)}`, quoted)));
      expect([seconds.timeUnit, finer.timeUnit]).toEqual(['seconds', 'milliseconds']);
      expect(finer.table.time).toEqual(seconds.table.time);
    }),
  );
});

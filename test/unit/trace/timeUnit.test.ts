import fc from 'fast-check';
import { expect, it } from 'vitest';
import { bytesSource, readTrace } from '../../../src/trace';
import { detectTimeUnit, timesPerSecond } from '../../../src/trace/timeUnit';

/** When something that happened may have been logged, epoch seconds: from 1973 to 2100. */
const moments = fc.integer({ min: 100_000_000, max: 4_102_444_800 });

it.each(['milliseconds', 'microseconds', 'nanoseconds'] as const)('%s are distinguished from seconds', (unit) => {
  fc.assert(
    fc.property(moments, (seconds) => {
      expect(detectTimeUnit(seconds)).toBe('seconds');
      expect(detectTimeUnit(seconds * timesPerSecond(unit))).toBe(unit);
    }),
  );
});

it('times since the start of a machine, and times implausible in any unit, are seconds', () => {
  for (const time of [0, 0.5, 604_800, 1e21, Number.MAX_VALUE]) expect(detectTimeUnit(time)).toBe('seconds');
});

it('a file has the same times in any unit that its first row shows', async () => {
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

it('times are read in the unit that is set, not in that of the first row', async () => {
  const source = () =>
    bytesSource([new TextEncoder().encode('__time__,functionName,latency\n0,f,1\n"250",f,1\n1000,f,1\n')]);
  const ms = await readTrace(source(), { timeUnit: 'milliseconds' });
  expect([...ms.table.time]).toEqual([0, 0.25, 1]);
  expect([ms.timeUnit, ms.timeUnitIsSet]).toEqual(['milliseconds', true]);
  const auto = await readTrace(source(), { timeUnit: 'auto' });
  expect([...auto.table.time]).toEqual([0, 250, 1000]);
  expect([auto.timeUnit, auto.timeUnitIsSet]).toEqual(['seconds', false]);
});

it('dates stay dates in any unit that is set', async () => {
  const text = '__time__,functionName,latency\n1970-01-01T00:00:02Z,f,1\n3000000,f,1\n';
  const { table } = await readTrace(bytesSource([new TextEncoder().encode(text)]), { timeUnit: 'microseconds' });
  expect([...table.time]).toEqual([2, 3]);
});

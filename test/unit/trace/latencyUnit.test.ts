import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MANY } from '../../../src/numeric';
import { unitsPerSecond } from '../../../src/trace';
import { detectUnit } from '../../../src/trace/latencyUnit';

const unitOf = (...latency: number[]) => detectUnit(Float64Array.from(latency)).unit;

describe('detectUnit', () => {
  it.each([
    ['milliseconds', [180, 420, 950]],
    ['milliseconds', [0, 0, 2500, 31_000, 60_000]],
    ['seconds', [0.01, 0.4, 3.95]],
    ['seconds', [5, 21.3, 39.2, 305]],
    ['seconds', [0, 0, 0]],
    ['milliseconds', [0, 0, 0, 950, 940]],
    ['milliseconds', [0, 0, -0, 0, 0, 0, 120]],
    ['seconds', [0, 0, 0, 0.9, 1.4]],
    ['milliseconds', [100]],
    ['seconds', [99.9]],
  ] as const)('takes a median like a cold start as %s: %j', (unit, latency) => {
    expect(unitOf(...latency)).toBe(unit);
  });

  it('ignores a few extreme values', () => {
    expect(unitOf(3, 4, 5, 1e9, 1e300)).toBe('seconds');
    expect(unitOf(0, 0, 900, 1200, 1500)).toBe('milliseconds');
  });

  it('gives the evidence', () => {
    expect(detectUnit(Float64Array.of(4000, 4512, 9000)).reason).toBe(
      'The median latency, 4,512, would be 1 h 15 min if read as seconds and 4.51 s if read as milliseconds; medians of 100 or more are taken for milliseconds.',
    );
  });

  it('mentions latencies above 0 if some are 0', () => {
    expect(detectUnit(Float64Array.of(0, 0, 0, 950, 940)).reason).toMatch(
      /^The median of the latencies above 0, 945, would be 15 min 45 s if read as seconds and 945 ms if read as milliseconds;/,
    );
    expect(detectUnit(Float64Array.of(0, -0))).toEqual({
      unit: 'seconds',
      reason: 'All latencies are 0: nothing tells their unit.',
      doubt: null,
    });
  });

  it('doubts a column that mixes both units', () => {
    const doubt = (...latency: number[]) => detectUnit(Float64Array.from(latency)).doubt;
    expect(doubt(1, 1, 1, 1, 1, 1000, 1000, 1000)).toBe(
      'Many latencies are 1 or less and many are 1,000 or more: the column may mix seconds and milliseconds.',
    );
    expect(doubt(0, 0, 2500, 2600, 900, 0.4, 0.5, 0.7, 1.2, 3000)).toContain('may mix seconds and milliseconds');
    expect(doubt(1, 2, 3, 4, 5, 1e9)).toBeNull();
    expect(doubt(0.5, 900, 1000, 1100, 1200)).toBeNull();
    expect(doubt(20, 60, 400, 900, 4000, 31_000, 60_000)).toBeNull();
    expect(doubt(0.05, 0.2, 0.9, 3, 20, 120)).toBeNull();
    expect(doubt(1, 1000)).toBeNull();
    expect(doubt(0, 0, 0)).toBeNull();
  });

  it('writes extreme medians briefly', () => {
    expect(detectUnit(Float64Array.of(1e300)).reason).toContain('1.000e+300');
    expect(detectUnit(Float64Array.of(2e-300)).reason).toContain('2.000e-300');
  });

  it.each([
    ['few', 1],
    ['many', MANY],
  ])('finds the median of any non-negative numbers: %s', (_, least) => {
    const latency = fc.double({ min: 0, noNaN: true, max: 1e11 }).map((value) => (value < 1e-3 ? 0 : value));
    fc.assert(
      fc.property(fc.array(fc.oneof(latency, fc.constantFrom(0, -0, 7)), { minLength: 1, maxLength: 50 }), (some) => {
        const values = Array<number[]>(Math.ceil(least / some.length))
          .fill(some)
          .flat();
        const positive = values.filter((value) => value > 0).sort((a, b) => a - b);
        const { reason } = detectUnit(Float64Array.from(values));
        if (positive.length === 0) {
          expect(reason).toBe('All latencies are 0: nothing tells their unit.');
          return;
        }
        const median = (positive[(positive.length - 1) >> 1] + positive[positive.length >> 1]) / 2;
        const written = median.toLocaleString('en-US', { maximumSignificantDigits: 4 });
        expect(reason.startsWith('The median of the latencies above 0, ')).toBe(positive.length < values.length);
        expect(reason).toContain(`, ${written}, `);
      }),
    );
  });
});

describe('unitsPerSecond', () => {
  it('is the divisor for seconds', () => {
    expect([unitsPerSecond('seconds'), unitsPerSecond('milliseconds')]).toEqual([1, 1000]);
  });
});

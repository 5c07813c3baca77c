import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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
    ['milliseconds', [100]],
    ['seconds', [99.9]],
  ] as const)('takes a median like a cold start as %s: %j', (unit, latency) => {
    expect(unitOf(...latency)).toBe(unit);
  });

  it('is not moved by a few extreme values', () => {
    expect(unitOf(3, 4, 5, 1e9, 1e300)).toBe('seconds');
    expect(unitOf(0, 0, 900, 1200, 1500)).toBe('milliseconds');
  });

  it('says from what it was detected', () => {
    expect(detectUnit(Float64Array.of(4000, 4512, 9000)).reason).toBe(
      'The median latency, 4,512, would be 1.25 h if read as seconds and 4.51 s if read as milliseconds; medians of 100 or more are taken for milliseconds.',
    );
  });

  it('writes extreme medians short', () => {
    expect(detectUnit(Float64Array.of(1e300)).reason).toContain('1.000e+300');
    expect(detectUnit(Float64Array.of(2e-300)).reason).toContain('2.000e-300');
  });

  it('finds the median of any non-negative numbers', () => {
    const latency = fc.double({ min: 0, noNaN: true, max: 1e11 }).map((value) => (value < 1e-3 ? 0 : value));
    fc.assert(
      fc.property(fc.array(fc.oneof(latency, fc.constantFrom(0, -0, 7)), { minLength: 1, maxLength: 50 }), (values) => {
        const sorted = Float64Array.from(values, Math.abs).sort();
        const median = (sorted[(values.length - 1) >> 1] + sorted[values.length >> 1]) / 2;
        const written = median.toLocaleString('en-US', { maximumSignificantDigits: 4 });
        expect(detectUnit(Float64Array.from(values)).reason).toContain(`The median latency, ${written}, `);
      }),
    );
  });
});

describe('unitsPerSecond', () => {
  it('gives the factor to seconds', () => {
    expect([unitsPerSecond('seconds'), unitsPerSecond('milliseconds')]).toEqual([1, 1000]);
  });
});

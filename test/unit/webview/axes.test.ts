import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { countAxis, logSecondsAxis, secondsAxis, shareAxis, timeAxis } from '../../../webview/charts/axes';

describe('ticks', () => {
  test('of a day stand on whole hours', () => {
    const midnight = 1_620_518_400;
    const ticks = timeAxis.ticks(midnight, midnight + 86_400, 8);
    expect(ticks).toContain(midnight);
    expect(ticks.every((tick) => tick % 10_800 === 0)).toBe(true);
    expect(ticks.map((tick) => timeAxis.tickLabel(tick, 10_800)).slice(0, 3)).toEqual(['9 May', '03:00', '06:00']);
  });

  test('of years stand on whole days, and tell them', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.integer({ min: 1, max: 100 }), (from, years) => {
        const ticks = timeAxis.ticks(from, from + years * 31_557_600, 5);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        for (const tick of ticks) {
          expect(tick % 86_400).toBe(0);
          expect(timeAxis.tickLabel(tick, ticks[1] - ticks[0])).toMatch(/^\d{1,2} [A-Z][a-z]{2} \d{4}$/);
        }
      }),
    );
  });

  test('of counts are whole numbers, and zero is no negative zero', () => {
    expect(countAxis.ticks(0, 3, 10)).toEqual([0, 1, 2, 3]);
    expect(Object.is(countAxis.ticks(-0.2, 3, 10)[0], 0)).toBe(true);
  });

  test('of several decades stand at 1, 2, 5', () => {
    expect(logSecondsAxis.ticks(0.1, 10, 12)).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
    expect(logSecondsAxis.ticks(0.001, 1000, 4).every((tick) => Math.log10(tick) % 1 === 0)).toBe(true);
  });

  test('are few, and inside the axis, whatever its span', () => {
    const span = fc.tuple(
      fc.double({ min: 0, max: 2e9, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
    );
    fc.assert(
      fc.property(span, fc.integer({ min: 2, max: 20 }), ([min, width], room) => {
        for (const axis of [timeAxis, secondsAxis, countAxis, shareAxis]) {
          const ticks = axis.ticks(min, min + width, room);
          expect(ticks.length).toBeLessThanOrEqual(room + 2);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(min - width * 1e-6 - 1e-6);
            expect(tick).toBeLessThanOrEqual(min + width * (1 + 1e-6) + 1e-6);
          }
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEEP_ALIVES } from '../../../src/statistics/keepAlive';
import { timeText } from '../../../src/text';
import {
  type AxisKind,
  byteRateAxis,
  countAxis,
  doublingAxis,
  logIntervalAxis,
  logSecondsAxis,
  quantityAxis,
  secondsAxis,
  shareAxis,
  timeAxis,
} from '../../../webview/charts/axes';
import { logRange } from '../../../webview/charts/logRange';
import { runs } from '../../depth';

const labelsOf = (axis: AxisKind, ticks: readonly number[]) => {
  const step = ticks[1] - ticks[0];
  return ticks.map((tick) => axis.tickLabel(tick, step));
};

const dates = timeAxis(timeText(false));
const days = timeAxis(timeText(true));
const LINEAR = [secondsAxis, countAxis, shareAxis, quantityAxis('levels')];

describe('ticks', () => {
  it('are days and times of day for relative times', () => {
    const ticks = days.ticks(3 * 86_400, 4 * 86_400, 8);
    expect(labelsOf(days, ticks).slice(0, 3)).toEqual(['day 3', '03:00', '06:00']);
  });

  it('are on whole hours for a day', () => {
    const midnight = 1_620_518_400;
    const ticks = dates.ticks(midnight, midnight + 86_400, 8);
    expect(ticks).toContain(midnight);
    expect(ticks.every((tick) => tick % 10_800 === 0)).toBe(true);
    expect(labelsOf(dates, ticks).slice(0, 3)).toEqual(['9 May', '03:00', '06:00']);
  });

  it('are on whole days with their year for years', () => {
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.integer({ min: 1, max: 100 }), (from, years) => {
        const ticks = dates.ticks(from, from + years * 31_557_600, 5);
        expect(ticks.length).toBeGreaterThanOrEqual(2);
        for (const tick of ticks) expect(tick % 86_400).toBe(0);
        for (const label of labelsOf(dates, ticks)) expect(label).toMatch(/^\d{1,2} [A-Z][a-z]{2} \d{4}$/);
      }),
      { numRuns: runs(100) },
    );
  });

  it('are numbers of seconds for times without a date', () => {
    const ticks = dates.ticks(1.7e12, 1.7e12 + 3e6, 6);
    for (const label of labelsOf(dates, ticks)) expect(label).toMatch(/^[\d,]+ s after 1970$/);
    expect(dates.value(1.7e12, 60)).toBe('1,700,000,000,000 s after 1970');
  });

  it('of counts are whole numbers, and 0 is not negative', () => {
    expect(countAxis.ticks(0, 3, 10)).toEqual([0, 1, 2, 3]);
    expect(Object.is(countAxis.ticks(-0.2, 3, 10)[0], 0)).toBe(true);
  });

  it('of several decades are at 1, 2, 5', () => {
    expect(logSecondsAxis.ticks(0.1, 10, 12)).toEqual([0.1, 0.2, 0.5, 1, 2, 5, 10]);
    expect(logSecondsAxis.ticks(0.001, 1000, 4).every((tick) => Math.log10(tick) % 1 === 0)).toBe(true);
  });

  it('of keep-alives are whole minutes, hours and days, whichever is the least', () => {
    expect(logIntervalAxis.ticks(600, 86_400, 6)).toEqual([600, 1800, 7200, 21_600, 86_400]);
    expect(logIntervalAxis.tickLabel(5400, 1)).toBe('1 h 30 min');
    for (const [at] of KEEP_ALIVES.slice(0, -1).entries()) {
      const { from, max } = logRange(KEEP_ALIVES.slice(at));
      for (const room of [2, 6, 20]) {
        const labels = logIntervalAxis.ticks(from, max, room).map((tick) => logIntervalAxis.tickLabel(tick, 1));
        expect(labels.length).toBeGreaterThanOrEqual(2);
        expect(new Set(labels).size).toBe(labels.length);
      }
    }
  });

  it('are powers of two if values double, unless fewer than two fit', () => {
    expect(doublingAxis('KB').ticks(8, 128, 10)).toEqual([8, 16, 32, 64, 128]);
    expect(doublingAxis('KB').ticks(33, 60, 10).length).toBeGreaterThanOrEqual(2);
  });

  const span = fc.tuple(fc.double({ min: 0, max: 2e9, noNaN: true }), fc.double({ min: 1e-3, max: 1e9, noNaN: true }));

  it('number at least two and at most about what fits, inside the axis', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 2, max: 20 }), ([min, width], room) => {
        for (const axis of [dates, days, byteRateAxis, ...LINEAR]) {
          const ticks = axis.ticks(min, min + width, room);
          expect(ticks.length).toBeGreaterThanOrEqual(2);
          expect(ticks.length).toBeLessThanOrEqual(room + 4);
          for (const tick of ticks) {
            expect(tick).toBeGreaterThanOrEqual(min - width * 1e-6 - 1e-6);
            expect(tick).toBeLessThanOrEqual(min + width * (1 + 1e-6) + 1e-6);
          }
        }
      }),
      { numRuns: runs(1000) },
    );
  });

  it('have distinct labels', () => {
    fc.assert(
      fc.property(span, fc.integer({ min: 2, max: 20 }), ([min, width], room) => {
        for (const axis of LINEAR) {
          const labels = labelsOf(axis, axis.ticks(min, min + width, room));
          expect(new Set(labels).size).toBe(labels.length);
        }
        const rates = labelsOf(byteRateAxis, byteRateAxis.ticks(0, Math.max(50, width), room));
        expect(new Set(rates).size).toBe(rates.length);
      }),
      { numRuns: runs(1000) },
    );
  });
});

describe('values read off an axis', () => {
  it('have a unit, and enough digits if they are small', () => {
    expect(secondsAxis.value(7300, 60)).toBe('2 h 1 min');
    expect(logSecondsAxis.value(0.00079, 1)).toBe('0.79 ms');
    expect(quantityAxis('requests/s').value(0.00042, 1)).toBe('0.00042 requests/s');
    expect(countAxis.value(1234, 1)).toBe('1,234');
  });
});

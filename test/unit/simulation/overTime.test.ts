import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Peaks } from '../../../src/simulation/results/peaks';
import { TimeAxis } from '../../../src/simulation/results/timeAxis';
import { Timeline } from '../../../src/simulation/results/timeline';
import { runs } from '../../depth';

/** Seconds, in whole tenths of milliseconds, so that rounding loses no span. */
const seconds = (most: number) => fc.nat(most * 10_000).map((tenths) => tenths / 10_000);

/** Some spans are short, some last an hour, so the axis sometimes widens. */
const spans = fc.array(
  fc.record({
    from: seconds(3000),
    length: fc.oneof(seconds(1), seconds(4000)),
    value: fc.integer({ min: 1, max: 1_000_000 }).map((value) => value / 1000),
  }),
  { maxLength: 20 },
);

const binned = (axis: TimeAxis, bins: number) =>
  Array.from({ length: bins }, (_, bin) => ({ from: bin * axis.width, to: (bin + 1) * axis.width }));

describe('Timeline', () => {
  it('has in each bin what was added there, for spans of any length and position', () => {
    fc.assert(
      fc.property(spans, (added) => {
        const axis = new TimeAxis();
        const timeline = new Timeline(axis);
        for (const { from, length, value } of added) timeline.add(from, from + length, value);
        const amounts = timeline.amounts();
        const total = added.reduce((sum, { value }) => sum + value, 0);
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(total, 5);
        let worst = 0;
        for (const [bin, { from, to }] of binned(axis, amounts.length).entries()) {
          let expected = 0;
          for (const span of added) {
            const end = span.from + span.length;
            const overlap = Math.min(to, end) - Math.max(from, span.from);
            if (span.length === 0) expected += span.from >= from && span.from < to ? span.value : 0;
            else if (overlap > 0) expected += (span.value * overlap) / span.length;
          }
          worst = Math.max(worst, Math.abs(amounts[bin] - expected));
        }
        expect(worst).toBeLessThan(1e-6);
      }),
      { numRuns: runs(100), seed: 1 },
    );
  });

  it('follows a changing level while the axis widens', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ gap: seconds(900), to: fc.nat(50) })), (steps) => {
        const axis = new TimeAxis();
        const timeline = new Timeline(axis);
        const held: { from: number; to: number; level: number }[] = [];
        let [now, level] = [0, 0];
        for (const { gap, to } of [...steps, { gap: 1, to: 0 }]) {
          held.push({ from: now, to: now + gap, level });
          now += gap;
          timeline.step(now, to - level);
          level = to;
        }
        const amounts = timeline.amounts();
        let worst = 0;
        for (const [bin, { from, to }] of binned(axis, amounts.length).entries()) {
          const expected = held.reduce(
            (sum, one) => sum + one.level * Math.max(0, Math.min(to, one.to) - Math.max(from, one.from)),
            0,
          );
          worst = Math.max(worst, Math.abs(amounts[bin] - expected));
        }
        expect(worst).toBeLessThan(1e-6);
        const total = held.reduce((sum, one) => sum + one.level * (one.to - one.from), 0);
        expect(amounts.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(total, 5);
      }),
      { numRuns: runs(100), seed: 2 },
    );
  });
});

describe('Peaks', () => {
  it('has in each bin the highest value that holds at any moment of the bin', () => {
    fc.assert(
      fc.property(spans, (added) => {
        const axis = new TimeAxis();
        const peaks = new Peaks(axis);
        for (const { from, length, value } of added) peaks.add(from, from + length, value);
        const values = peaks.values();
        const expected = binned(axis, values.length).map(({ from, to }) => {
          const there = added.filter((span) => span.length > 0 && span.from < to && span.from + span.length > from);
          return Math.max(0, ...there.map(({ value }) => value));
        });
        expect(values).toEqual(Float64Array.from(expected));
      }),
      { numRuns: runs(100), seed: 3 },
    );
  });
});

import { describe, expect, it } from 'vitest';
import { agreedValues, assertFound } from '../../bench/measure/agreement';
import type { Measured } from '../../bench/measure/rounds';
import { alone, atLeast, atMost, besidePeer, rate, worst } from '../../bench/measure/rows';
import { spreadOf } from '../../bench/measure/spread';
import type { Found } from '../../bench/measure/subject';

function measuredAs(name: string, milliseconds: readonly number[], found: Found = { rows: 1 }): Measured {
  const report = { milliseconds: 1000, processorMs: 0, memoryBefore: 0, memoryPeak: 0, found, laps: null };
  return { name, first: report, rounds: milliseconds.map((ms) => ({ ...report, milliseconds: ms, found: null })) };
}

describe('the results of two subjects', () => {
  it('are compared if both have them', () => {
    const values = agreedValues(
      measuredAs('ours', [], { rows: 3, p50: 1.5, own: 7 }),
      measuredAs('peer', [], { rows: 3, p50: 1.5 * (1 + 1e-12), other: 8 }),
    );
    expect(values).toBe(2);
  });

  it.each([
    ['another number', { rows: 3, p50: 1.51 }],
    ['no number', { rows: 3, p50: Number.NaN }],
  ])('is %s: nobody is faster at something else', (_, found) => {
    const ours = measuredAs('ours', [1], { rows: 3, p50: 1.5 });
    expect(() => agreedValues(ours, measuredAs('peer', [1], found))).toThrow('For p50, ours found 1.5, peer found');
    expect(() => besidePeer('reading', ours, measuredAs('peer', [1], found))).toThrow('p50');
  });

  it('have something in common', () => {
    expect(() => agreedValues(measuredAs('ours', [], { a: 1 }), measuredAs('peer', [], { b: 1 }))).toThrow('nothing');
  });

  it('equal the expected results', () => {
    expect(() => assertFound([measuredAs('ours', [], { rows: 3 })], { rows: 3 })).not.toThrow();
    expect(() => assertFound([measuredAs('ours', [], { rows: 2 })], { rows: 3 })).toThrow('ours found 2');
  });
});

describe('a spread', () => {
  it('has the middle of an odd number of values, and the mean of the middle two of an even number', () => {
    expect(spreadOf([9, 1, 5])).toEqual({ median: 5, least: 1, most: 9, rounds: 3 });
    expect(spreadOf([9, 1, 5, 6])).toEqual({ median: 5.5, least: 1, most: 9, rounds: 4 });
  });

  it('throws without values', () => {
    expect(() => spreadOf([])).toThrow(RangeError);
  });
});

describe('a row', () => {
  it('takes the median of the rounds’ ratios, so that a round slow for both does not count', () => {
    const ours = measuredAs('ours', [10, 100, 12]);
    const peer = measuredAs('peer', [20, 200, 12]);
    expect(besidePeer('work', ours, peer, { times: 0.5 })).toMatchObject({ judged: 0.5, met: true, agreed: 1 });
    expect(besidePeer('work', ours, peer, { times: 0.4 })).toMatchObject({ judged: 0.5, met: false });
    expect(besidePeer('work', ours, peer, { asFast: 2 })).toMatchObject({ judged: 2, met: true });
    expect(besidePeer('work', ours, peer, { asFast: 2.1 })).toMatchObject({ judged: 2, met: false });
    expect(besidePeer('work', ours, peer)).toMatchObject({ goal: null, met: null });
  });

  it('is judged by the median, or by the worst round if every round must meet the goal', () => {
    const quantity = { ...spreadOf([10, 20, 60]), unit: 'ms' as const };
    expect(alone('work', quantity, atMost(50)).met).toBe(true);
    expect(worst('work', quantity, { ...quantity, name: 'other' }, atMost(50)).met).toBe(false);
    expect(alone('work', quantity, atLeast(50)).met).toBe(false);
  });

  it('gives pieces per second', () => {
    expect(rate(measuredAs('ours', [100, 200, 500]), 1000)).toMatchObject({ median: 5000, least: 2000, most: 10_000 });
  });
});

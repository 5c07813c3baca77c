import { describe, expect, it } from 'vitest';
import {
  errorSizeText,
  goalText,
  intervalText,
  labelWithUnit,
  metText,
  placeText,
  quantityText,
  signedErrorText,
  worstText,
} from '../../../src/text';

describe('comparisons as text', () => {
  it('give errors a sign unless they round to zero', () => {
    expect(signedErrorText(0.1234, 's')).toBe('+12.3 %');
    expect(signedErrorText(-0.0004, 's')).toBe('0.0 %');
    expect(signedErrorText(0.0004, 's')).toBe('0.0 %');
    expect(signedErrorText(-0.03, '%')).toBe('-3.0 points');
    expect(signedErrorText(null, 's')).toBe('–');
    expect(signedErrorText(Number.NaN, 's')).toBe('–');
    expect(errorSizeText(0.06, '%')).toBe('6.0 points');
  });

  it('name the place of the largest error among several', () => {
    const worst = { error: -0.081, unit: 's', x: 1000, measure: 'mean' };
    expect(worstText({ points: 5, worst })).toBe('-8.1 % at 1,000');
    expect(worstText({ points: 5, worst: { ...worst, x: null } })).toBe('-8.1 % (mean)');
    expect(worstText({ points: 1, worst: { ...worst, x: null } })).toBe('-8.1 %');
  });

  it('write quantities, places and goals with their units', () => {
    expect(labelWithUnit({ label: 'Block size', unit: 'KB' })).toBe('Block size (KB)');
    expect(quantityText(9.996, 's')).toBe('10.00 s');
    expect(quantityText(-0.001, '')).toBe('0.00');
    expect(quantityText(null, 's')).toBe('not simulated');
    expect(placeText(null)).toBe('–');
    expect(goalText({ mean: 0.06 }, 's')).toBe('≤ 6.0 %');
    expect(goalText({ mean: 0.1, beatsNaive: true }, '%')).toBe('≤ 10.0 points and below naive');
    expect(intervalText([0.0123, 0.034], 's')).toBe('1.2 to 3.4 %');
    expect(intervalText(null, 's')).toBe('–');
    expect([true, false, null].map(metText)).toEqual(['yes', 'no', '–']);
  });
});

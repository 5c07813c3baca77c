import { describe, expect, it } from 'vitest';
import { editDistance } from '../../../src/text';

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['latency', 'laten', 2],
    ['region', 'origin', 3],
    ['memory', 'memorx', 1],
    ['', 'abc', 3],
  ])('of %j and %j is %i', (a, b, distance) => {
    expect(editDistance(a, b)).toBe(distance);
    expect(editDistance(b, a)).toBe(distance);
  });
});

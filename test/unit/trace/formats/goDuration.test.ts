import { describe, expect, it } from 'vitest';
import { parseGoDuration } from '../../../../src/trace/formats/goDuration';

describe('Go durations (trap 8)', () => {
  it.each([
    ['1m21.284220239s', 81.284220239],
    ['812.1ms', 0.8121],
    ['950µs', 0.00095],
    ['950μs', 0.00095],
    ['950us', 0.00095],
    ['15ns', 1.5e-8],
    ['1h0m2s', 3602],
    ['8m34.07s', 514.07],
    ['0s', 0],
    ['0.384171251s', 0.384171251],
  ])('reads %s', (text, seconds) => {
    expect(parseGoDuration(text)).toBeCloseTo(seconds, 12);
  });

  it.each(['', '5', 's', '-1s', '1.2.3s', '1 s', '1m 2s', '1d', '49m ago', '１s'])('refuses "%s"', (text) => {
    expect(parseGoDuration(text)).toBeNaN();
  });
});

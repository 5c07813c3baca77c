import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  alignedSeconds,
  bytes,
  count,
  counted,
  percent,
  percentileText,
  plainNumber,
  ratio,
  significant,
} from '../../../src/text';
import { fixed } from '../../../src/text/numbers';
import { runs } from '../../depth';

describe('numbers as text', () => {
  it('groups the digits of counts', () => {
    expect(count(1_004_213)).toBe('1,004,213');
    expect(count(-1500.4)).toBe('-1,500');
    expect(count(Number.NaN)).toBe('–');
    expect(plainNumber(4_294_967_295)).toBe('4,294,967,295');
    expect(plainNumber(0.1 + 0.2)).toBe('0.3');
  });

  it('uses the singular for 1 only', () => {
    expect(counted(0, 'VM')).toBe('0 VMs');
    expect(counted(1, 'cold start')).toBe('1 cold start');
    expect(counted(2000, 'cold start')).toBe('2,000 cold starts');
    expect(counted(3, 'registry query', 'registry queries')).toBe('3 registry queries');
  });

  it('writes numbers as Intl.NumberFormat does', () => {
    const format = (options: Intl.NumberFormatOptions) =>
      new Intl.NumberFormat('en-US', { signDisplay: 'negative', ...options });
    const [wholes, sixDecimals] = [0, 6].map((digits) => format({ maximumFractionDigits: digits }));
    const fourDigits = format({ maximumSignificantDigits: 4 });
    const halves = fc.integer({ min: -2_000_000, max: 2_000_000 }).map((thousandths) => thousandths / 2000);
    const values = fc.oneof(
      fc.double({ min: -9e14, max: 9e14, noNaN: true }),
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.constantFrom(0, -0, 0.5, -0.5, 1.5, 1.005, 999.95, 99_999.5, 0.0000005, 0.00000049, 1e-7, 999_999.9999995),
      halves,
    );
    fc.assert(
      fc.property(values, (value) => {
        expect(count(value)).toBe(wholes.format(value));
        expect(plainNumber(value)).toBe(sixDecimals.format(value));
        if (Math.abs(value) >= 1e-6) expect(significant(value, 4)).toBe(fourDigits.format(value));
      }),
      { numRuns: runs(10_000) },
    );
  });

  it('rounds to significant digits', () => {
    expect(significant(1234.5)).toBe('1,230');
    expect(significant(0.000423456, 4)).toBe('0.0004235');
    expect(significant(2e-300, 4)).toBe('2.000e-300');
    expect([count(1e300), plainNumber(-1e300), bytes(1e300)]).toEqual(['1.000e+300', '-1.000e+300', '1.000e+282 EB']);
    expect(ratio(13.42)).toBe('13.4×');
    expect(ratio(Number.POSITIVE_INFINITY)).toBe('–');
  });

  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [999, '999 bytes'],
    [1500, '1.5 kB'],
    [999_999, '1 MB'],
    [66_100_000, '66.1 MB'],
    [2 ** 31, '2.15 GB'],
    [1e21, '1,000 EB'],
  ])('writes %d bytes as %s', (value, text) => {
    expect(bytes(value)).toBe(text);
  });

  it.each([
    [0, 0, '0 %'],
    [0.0001, 0, '< 1 %'],
    [0.5, 0, '50 %'],
    [0.125, 1, '12.5 %'],
    [0.9999, 0, '> 99 %'],
    [0.99999, 2, '> 99.99 %'],
    [1, 2, '100 %'],
    [1.5, 0, '150 %'],
  ])('writes the share %d with %d decimals as %s', (share, digits, text) => {
    expect(percent(share, digits)).toBe(text);
  });

  it('name percentiles without rounding errors', () => {
    expect([0.07, 0.5, 0.99, 0.999].map(percentileText)).toEqual(['p7', 'p50', 'p99', 'p99.9']);
  });

  it('never prints a negative zero', () => {
    const all = (value: number) => [
      count(value),
      plainNumber(value),
      significant(value),
      fixed(value, 0),
      fixed(value, 3),
      percent(value),
      percent(value, 1),
      ratio(value),
      bytes(value),
      alignedSeconds(value),
    ];
    const check = (value: number) => {
      for (const text of all(value)) expect(text).not.toMatch(/^-0(\.0*)?(?!\.?\d)/);
    };
    check(-0);
    fc.assert(fc.property(fc.double({ min: -2, max: 0, noNaN: true }), check), { numRuns: runs(500) });
  });

  it('keeps three significant digits of any number of bytes', () => {
    const sizes: Readonly<Record<string, number>> = {
      byte: 1,
      bytes: 1,
      kB: 1e3,
      MB: 1e6,
      GB: 1e9,
      TB: 1e12,
      PB: 1e15,
    };
    fc.assert(
      fc.property(fc.double({ min: 1000, max: 9e17, noNaN: true }), (value) => {
        const [amount, unit] = bytes(value).split(' ');
        expect(Number(amount)).toBeLessThan(1000);
        expect(Math.abs(Number(amount) * sizes[unit] - value) / value).toBeLessThanOrEqual(0.005);
      }),
      { numRuns: runs(500) },
    );
  });
});

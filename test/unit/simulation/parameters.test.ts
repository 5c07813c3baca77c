import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { meanOverSeeds, PARAMETERS, ParameterError, resolveParameters, settingsSchema } from '../../../src/simulation';

function errorOf(given: Record<string, number>): ParameterError {
  try {
    resolveParameters(given);
  } catch (error) {
    if (error instanceof ParameterError) return error;
  }
  throw new Error('no ParameterError');
}

describe('parameters', () => {
  it('have unique names, defaults in range, a label and a source', () => {
    expect(new Set(PARAMETERS.map(({ name }) => name)).size).toBe(PARAMETERS.length);
    for (const { defaultValue, min, max, integer, label, source } of PARAMETERS) {
      expect(defaultValue).toBeGreaterThanOrEqual(min);
      expect(defaultValue).toBeLessThanOrEqual(max);
      if (integer) expect(Number.isInteger(defaultValue)).toBe(true);
      expect(label).not.toBe('');
      expect(source).not.toBe('');
    }
  });

  it('take the given values and defaults for the rest', () => {
    const values = resolveParameters({ blockKB: 256 });
    expect(values.blockKB).toBe(256);
    expect(values.idleSeconds).toBe(900);
    expect(Object.keys(values)).toEqual(PARAMETERS.map(({ name }) => name));
  });

  it('are refused with the nearest name if the name does not exist', () => {
    expect(errorOf({ blokKB: 256 })).toMatchObject({ parameter: 'blokKB', advice: 'The nearest name is "blockKB".' });
    expect(errorOf({ ['x'.repeat(10_000)]: 1 }).message.length).toBeLessThan(200);
    expect(errorOf({ constructor: 1 }).parameter).toBe('constructor');
  });

  it('are refused with the range and the nearest value if the value is out of range', () => {
    const error = errorOf({ fanOut: 0 });
    expect(error.message).toBe('fanOut is 0; it must be a whole number from 1 to 1,024 VMs.');
    expect(error.advice).toBe('The nearest valid value is 1 VM.');
    expect(errorOf({ pingSeconds: 0 }).advice).toBe('The nearest valid value is 0.001 s.');
    expect(errorOf({ fanOut: 2.6 }).advice).toBe('The nearest valid value is 3 VMs.');
    expect(errorOf({ nicMBps: Number.NaN }).advice).toContain('125');
    expect(errorOf({ nicMBps: Number.POSITIVE_INFINITY }).advice).toContain('100000');
  });
});

describe('the settings', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  const { properties } = manifest.contributes.configuration;

  it('list every parameter', () => {
    const listed = Object.keys(properties['faasnet.simulation.parameters'].properties);
    expect(listed).toEqual(PARAMETERS.map(({ name }) => name));
  });

  it('have the ranges and defaults that `npm run settings` writes', () => {
    expect(properties).toMatchObject(JSON.parse(JSON.stringify(settingsSchema())));
  });
});

describe('means over seeds', () => {
  it("have a confidence interval by Student's t", () => {
    const { mean, halfWidth95, runs } = meanOverSeeds([1, 2, 3, 4, 5]);
    expect([mean, runs]).toEqual([3, 5]);
    expect(halfWidth95).toBeCloseTo(1.963, 3);
    expect(meanOverSeeds([7]).halfWidth95).toBeNaN();
  });
});

import { describe, expect, it } from 'vitest';
import { parameterValues, settingValue } from '../../../src/host/settingValues';
import { LIMITS } from '../../../src/simulation';

describe('the value of a setting', () => {
  it.each([
    ['latencyUnit', 'seconds', 'seconds'],
    ['hover.enabled', false, false],
    ['simulation.systems', ['faasnet'], ['faasnet']],
    ['simulation.seed', 7, 7],
    ['simulation.burstContainers', 5000, 5000],
  ] as const)('of %s is %j as it is set', (name, value, expected) => {
    expect(settingValue(name, value)).toEqual(expected);
  });

  it.each([
    ['latencyUnit', 'minutes', 'auto'],
    ['latencyUnit', undefined, 'auto'],
    ['hover.enabled', 'no', true],
    ['simulation.systems', 'faasnet', []],
    ['simulation.systems', [1], []],
    ['simulation.seed', '7', LIMITS.seed.defaultValue],
    ['simulation.seed', -1, LIMITS.seed.defaultValue],
    ['simulation.burstContainers', LIMITS.containers.max + 1, LIMITS.containers.defaultValue],
    ['simulation.burstContainers', 1.5, LIMITS.containers.defaultValue],
  ] as const)('of %s is the default if it is set to %j', (name, value, expected) => {
    expect(settingValue(name, value)).toEqual(expected);
  });
});

describe('the parameters of the settings', () => {
  it('are kept if they are valid', () => {
    expect(parameterValues({ nicMBps: 250 })).toEqual({ nicMBps: 250 });
  });

  it.each([
    [null, /object of numbers/],
    [[250], /object of numbers/],
    ['nicMBps', /object of numbers/],
    [{ nicMBp: 250 }, /no parameter "nicMBp"/],
    [{ nicMBps: '250' }, /nicMBps is "250"; it must be a number/],
    [{ nicMBps: -1 }, /nicMBps is -1/],
  ])('are refused as %j', (value, message) => {
    expect(() => parameterValues(value)).toThrow(message);
  });
});

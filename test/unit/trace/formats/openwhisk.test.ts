import { describe, expect, it } from 'vitest';
import { openwhisk } from '../../../../src/trace/formats/openwhisk';
import { fixture, parsed } from './parsed';

const activations: Record<string, unknown>[] = JSON.parse(fixture('openwhisk-activations.json'));

describe('OpenWhisk activations', () => {
  const { cold, warm, other, bad } = parsed(openwhisk, activations);

  it('are cold starts if they have an initTime', () => {
    expect([cold.length, warm.length, other, bad]).toEqual([5, 3, {}, []]);
  });

  it('take everything from annotations', () => {
    expect(cold[0]).toEqual({
      line: 1,
      time: 1741079710.146,
      function: 'guest/orders-api',
      id: '8eac3e23eefb002b5b1ccbcee2b225a7',
      latency: 1.008,
      runtime: 'nodejs:20',
      memoryMB: 512,
      numbers: { waitTime: 0.928, duration: 0.203 },
      labels: { version: '0.0.1', status: 'success' },
    });
  });

  it('count once if exports overlap (trap 4)', () => {
    expect(parsed(openwhisk, [...activations, ...activations])).toMatchObject({ duplicates: 8, cold: { length: 5 } });
  });

  it('are named by namespace and name without a path', () => {
    const { annotations } = activations[0];
    const value = {
      ...activations[0],
      annotations: (annotations as { key: string }[]).filter((a) => a.key !== 'path'),
    };
    expect(parsed(openwhisk, [value]).cold[0].function).toBe('guest/orders-api');
  });

  it('of triggers and sequences are other records', () => {
    const base = { activationId: 'a', start: 1, name: 'n' };
    const sequence = { ...base, annotations: [{ key: 'kind', value: 'sequence' }] };
    const trigger = { ...base, annotations: [{ key: 'path', value: 'ns/t' }] };
    expect(parsed(openwhisk, [sequence, trigger, 7, null]).other).toEqual({
      sequence: 1,
      'trigger or rule': 1,
      'other record': 2,
    });
  });

  it('with an unreadable initTime or start are bad records', () => {
    const base = { activationId: 'a', start: 1, name: 'n', annotations: [{ key: 'initTime', value: -1 }] };
    const { bad } = parsed(openwhisk, [base, { ...base, start: 'soon' }]);
    expect(bad.map(({ line, column }) => [line, column])).toEqual([
      [1, 'initTime'],
      [2, 'start'],
    ]);
  });

  it('keep results and logs to themselves (trap 12)', () => {
    const value = {
      ...activations[0],
      logs: ['SECRET'],
      response: { status: 'SECRET', result: { token: 'SECRET' } },
      version: 'SECRET',
    };
    expect(JSON.stringify(parsed(openwhisk, [value]))).not.toContain('SECRET');
  });
});

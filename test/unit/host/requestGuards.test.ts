import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dashboardGuards, runRequest } from '../../../src/host/dashboard/requestGuards';
import { RequestError } from '../../../src/protocol/rpc';

const burst = { kind: 'burst', containers: 10, functions: 1, imageMB: null, memoryMB: 512 };
const profile = {
  kind: 'profile',
  name: 'rates.csv',
  csv: '0,1\n1,2',
  leadInSeconds: 900,
  runSeconds: null,
  imageMB: 428,
  memoryMB: null,
};
const run = { workload: burst, system: 'faasnet', parameters: { fanOut: 2 }, seed: 1, seeds: 1 };

describe('dashboardGuards', () => {
  it('lets through what the page is to send', () => {
    expect(dashboardGuards.hello({})).toEqual({});
    expect(runRequest(run)).toEqual(run);
    const replay = { ...run, workload: { kind: 'trace', from: 1.5, to: null, functionId: 3 } };
    expect(runRequest(replay)).toEqual(replay);
    expect(runRequest({ ...run, workload: profile })).toEqual({ ...run, workload: profile });
    const drawn = { name: 'rates.csv', csv: '', pixels: 300 };
    expect(dashboardGuards.profile({ ...drawn, more: 1 })).toEqual(drawn);
    expect(dashboardGuards.revealLines({ lines: [2, 3], total: 2, what: 'x' }).lines).toEqual([2, 3]);
  });

  it('leaves behind what else came along', () => {
    expect(dashboardGuards.trees({ runId: 1, extra: 'x' })).toEqual({ runId: 1 });
    expect(dashboardGuards.hello({ extra: 'x' })).toEqual({});
  });

  it('brings widths into range', () => {
    const request = { by: 'all', functionId: null, from: null, to: null };
    expect(dashboardGuards.latencyCdf({ ...request, pixels: 412.6 }).pixels).toBe(413);
    expect(dashboardGuards.latencyCdf({ ...request, pixels: 1e9 }).pixels).toBe(16_384);
  });

  it.each([
    ['no object', null],
    ['a list', []],
    ['no workload', { ...run, workload: undefined }],
    ['an unknown workload', { ...run, workload: { kind: 'constructor' } }],
    ['a fraction of a container', { ...run, workload: { ...burst, containers: 1.5 } }],
    ['a profile of no text', { ...run, workload: { ...profile, csv: [1, 2] } }],
    ['a profile of endless text', { ...run, workload: { ...profile, csv: ' '.repeat(4_000_001) } }],
    ['a profile with an endless name', { ...run, workload: { ...profile, name: 'n'.repeat(1001) } }],
    ['a run time before its beginning', { ...run, workload: { ...profile, runSeconds: -1 } }],
    ['a lead-in of a year', { ...run, workload: { ...profile, leadInSeconds: 3e7 } }],
    ['no lead-in', { ...run, workload: { ...profile, leadInSeconds: null } }],
    ['a parameter that is no number', { ...run, parameters: { fanOut: '2' } }],
    ['a parameter that is infinite', { ...run, parameters: { fanOut: Number.POSITIVE_INFINITY } }],
    ['a negative seed', { ...run, seed: -1 }],
    ['inherited properties', Object.create(run)],
  ])('refuses a run with %s', (_, value) => {
    expect(() => runRequest(value)).toThrow(RequestError);
  });

  it('either refuses or returns plain data, whatever arrives', () => {
    const names = Object.keys(dashboardGuards) as (keyof typeof dashboardGuards)[];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.anything({ withNullPrototype: true, withTypedArray: true }),
        (name, value) => {
          let request: unknown;
          try {
            request = dashboardGuards[name](value);
          } catch (error) {
            expect(error).toBeInstanceOf(RequestError);
            return;
          }
          expect(Object.getPrototypeOf(request)).toBe(Object.prototype);
        },
      ),
    );
  });

  it('does not let a parameter named __proto__ change anything', () => {
    const parameters = JSON.parse('{"__proto__": 5}');
    expect(Object.keys(runRequest({ ...run, parameters }).parameters)).toEqual(['__proto__']);
  });
});

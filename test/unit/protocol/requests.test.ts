import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { QUERY_NAMES, type RequestFor, requestGuards } from '../../../src/protocol/requests';
import { RequestError } from '../../../src/protocol/rpc';
import type { NamedProfile, RunRequest } from '../../../src/simulation';
import type {
  CdfRequest,
  FunctionsRequest,
  KeepAliveRequest,
  LinesRequest,
  SeriesRequest,
} from '../../../src/statistics';
import { traceWorker } from '../../../src/worker/traceWorker';

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
const runRequest = requestGuards.startRun;
const replay = { kind: 'trace', from: 1.5, to: null, functionId: 3 };
const run = { workload: burst, system: 'faasnet', parameters: { fanOut: 2 }, seed: 1, seeds: 1 };

describe('the guard of a request', () => {
  it('accepts what the page sends', () => {
    expect(requestGuards.hello({})).toEqual({});
    expect(runRequest(run)).toEqual(run);
    const asked = { ...run, workload: replay };
    expect(runRequest(asked)).toEqual(asked);
    const filtered = { ...run, workload: { ...replay, where: 'fn:a latency>1s' } };
    expect(runRequest(filtered)).toEqual(filtered);
    expect(requestGuards.overview({ where: 'latency>1s', labels: [] })).toEqual({ where: 'latency>1s' });
    expect(runRequest({ ...run, workload: profile })).toEqual({ ...run, workload: profile });
    const drawn = { name: 'rates.csv', csv: '', pixels: 300 };
    expect(requestGuards.profile({ ...drawn, more: 1 })).toEqual(drawn);
    expect(requestGuards.revealLines({ lines: [2, 3], total: 2, what: 'x' }).lines).toEqual([2, 3]);
  });

  it('drops unknown properties', () => {
    expect(requestGuards.cancelRun({ runId: 1, extra: 'x' })).toEqual({ runId: 1 });
    expect(requestGuards.hello({ extra: 'x' })).toEqual({});
  });

  it('clamps widths', () => {
    const request = { by: 'all', functionId: null, from: null, to: null };
    expect(requestGuards.latencyCdf({ ...request, pixels: 412.6 }).pixels).toBe(413);
    expect(requestGuards.latencyCdf({ ...request, pixels: 1e9 }).pixels).toBe(16_384);
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
    ['an endless filter', { ...run, workload: { ...replay, where: 'x'.repeat(20_001) } }],
    ['inherited properties', Object.create(run)],
  ])('refuses a run with %s', (_, value) => {
    expect(() => runRequest(value)).toThrow(RequestError);
  });

  const compared = {
    a: { kind: 'where', where: 'fn:a', isRest: true },
    b: { kind: 'file', key: 'a1b2', where: '' },
    by: 'p50',
    least: 20,
    limit: 100,
    pixels: 600,
  };

  it('accepts the sides of a comparison, and no path in place of a key', () => {
    const recorded = { ...compared, b: { kind: 'run', runId: 2, recorded: true } };
    for (const request of [compared, recorded]) expect(requestGuards.compare(request)).toEqual(request);
    const named = { ...compared.b, uri: 'file:///etc/passwd', path: '/etc/passwd' };
    expect(requestGuards.compare({ ...compared, b: named })).toEqual(compared);
  });

  it.each([
    ['no side', { ...compared, a: undefined }],
    ['an unknown kind of side', { ...compared, a: { kind: 'uri', uri: 'file:///x' } }],
    ['an endless key', { ...compared, b: { kind: 'file', key: 'x'.repeat(65), where: '' } }],
    ['an endless filter', { ...compared, a: { ...compared.a, where: 'x'.repeat(20_001) } }],
    ['no number of a run', { ...compared, b: { kind: 'run', runId: -1, recorded: false } }],
    ['a summary of its own', { ...compared, b: { kind: 'summary', summary: {} } }],
    ['an unknown ranking', { ...compared, by: 'constructor' }],
    ['no cold starts to compare', { ...compared, least: 0 }],
    ['an endless list', { ...compared, limit: 1001 }],
  ])('refuses a comparison with %s', (_, value) => {
    expect(() => requestGuards.compare(value)).toThrow(RequestError);
  });

  it('refuses any value or returns plain data', () => {
    const names = Object.keys(requestGuards) as (keyof typeof requestGuards)[];
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.anything({ withNullPrototype: true, withTypedArray: true }),
        (name, value) => {
          let request: unknown;
          try {
            request = requestGuards[name](value);
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

  it.each([
    [
      { ...run, workload: { ...burst, containers: 1.5 } },
      'workload.containers is 1.5; it must be a whole number from 1',
    ],
    [{ ...run, seed: undefined }, 'seed is missing.'],
    [{ ...run, parameters: { fanOut: '2' } }, 'parameters.fanOut is another text; it must be a number.'],
    [{ ...run, workload: { kind: 'x' } }, 'workload.kind is another text; it must be a burst, a profile or a trace.'],
    [[], 'The request is a list of 0; it must be an object.'],
  ])('names the first wrong part of %j', (value, message) => {
    expect(() => runRequest(value)).toThrow(message);
  });

  it('quotes no text of the request', () => {
    const secret = 'customer-4711';
    for (const value of [{ ...run, system: [secret] }, { ...run, seed: secret }, secret]) {
      expect(() => runRequest(value)).toThrow(RequestError);
      expect(() => runRequest(value)).not.toThrow(secret);
    }
  });

  it('has the types that the rooms below expect', () => {
    type Same<A, B> = [Required<A>] extends [Required<B>]
      ? [Required<B>] extends [Required<A>]
        ? true
        : false
      : false;
    const same: readonly [
      Same<RequestFor<'series'>, SeriesRequest>,
      Same<RequestFor<'latencyCdf'>, CdfRequest>,
      Same<RequestFor<'functions'>, FunctionsRequest>,
      Same<RequestFor<'keepAlive'>, KeepAliveRequest>,
      Same<RequestFor<'lines'>, LinesRequest>,
      Same<RequestFor<'startRun'>, RunRequest>,
      Same<RequestFor<'saveRunFile'>['requests'][number], RunRequest>,
      Same<Omit<RequestFor<'profile'>, 'pixels'>, NamedProfile>,
    ] = [true, true, true, true, true, true, true, true];
    expect(same).not.toContain(false);
  });

  it("lists the worker's queries", () => {
    const answered = Object.keys(traceWorker(1, () => {}));
    expect(answered).toEqual(expect.arrayContaining([...QUERY_NAMES]));
    expect(Object.keys(requestGuards)).toEqual(expect.arrayContaining([...QUERY_NAMES]));
  });
});

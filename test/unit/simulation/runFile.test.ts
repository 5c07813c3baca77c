import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Limit } from '../../../src/numeric';
import {
  LIMITS,
  PARAMETERS,
  ParameterError,
  parseRunFile,
  type RunFile,
  RunFileError,
  requestsOf,
  resolveParameters,
  runFileOf,
  runFileText,
  SYSTEMS,
} from '../../../src/simulation';

const BURST: RunFile = {
  workload: { kind: 'burst', containers: 128, functions: 1, imageMB: null, memoryMB: 512 },
  systems: ['faasnet', 'baseline'],
  parameters: resolveParameters({ nicMBps: 50 }),
  failures: [
    { vm: 12, time: 3.5 },
    { vm: 0, time: 60 },
  ],
  seed: 7,
  seeds: 3,
  trace: null,
};
const PROFILE: RunFile = {
  ...BURST,
  workload: {
    kind: 'profile',
    name: 'rates.csv',
    csv: 'min,rps\r\n0,1\n1,"2"\n',
    leadInSeconds: 900,
    runSeconds: 0.5,
    imageMB: null,
    memoryMB: 512,
  },
};
const REPLAY: RunFile = {
  ...BURST,
  workload: { kind: 'trace', from: 1.5, to: null, functionName: 'f' },
  trace: { name: 'trace.csv', sha256: 'a'.repeat(64) },
};

const FITTED: RunFile = {
  ...REPLAY,
  workload: { kind: 'trace', from: 1.5, to: null, functionName: 'f', recordedOn: 'on-demand' },
};

const FILTERED: RunFile = {
  ...REPLAY,
  workload: { kind: 'trace', from: null, to: null, functionName: null, where: 'latency>1s', recordedOn: 'on-demand' },
};

const changed = (change: object): string => JSON.stringify({ ...JSON.parse(runFileText(REPLAY)), ...change });

describe('a run file', () => {
  it('reads back what was written', () => {
    for (const file of [BURST, PROFILE, REPLAY, FITTED, FILTERED])
      expect(parseRunFile(runFileText(file))).toEqual(file);
    expect(parseRunFile(`\uFEFF${runFileText(BURST)}`)).toEqual(BURST);
  });

  it('needs its second version only for a replay that is fitted to its trace', () => {
    expect(JSON.parse(runFileText(REPLAY)).version).toBe(1);
    expect(JSON.parse(runFileText(FITTED)).version).toBe(2);
    const replay = JSON.parse(runFileText(FITTED)).workload;
    for (const recordedOn of ['optimal', 'no-such', 3, null]) {
      const text = changed({ version: 2, workload: { ...replay, recordedOn } });
      expect(() => parseRunFile(text)).toThrow('workload.recordedOn');
    }
  });

  it('needs its third version only for a replay with a filter, which it keeps', () => {
    expect(JSON.parse(runFileText(FILTERED)).version).toBe(3);
    const workload = { kind: 'trace', from: null, to: null, functionId: null, where: 'latency>1s' } as const;
    const run = { workload, system: 'faasnet', parameters: {}, seed: 1, seeds: 1 };
    const trace = { name: 'trace.csv', sha256: 'a'.repeat(64), nameOf: () => undefined };
    expect(requestsOf(parseRunFile(runFileText(runFileOf([run], trace))), null)).toEqual([run]);
    const unfiltered = { ...run, workload: { ...workload, where: '' } };
    expect(JSON.parse(runFileText(runFileOf([unfiltered], trace))).version).toBe(1);
    const replay = JSON.parse(runFileText(FILTERED)).workload;
    for (const where of ['', 3, null]) {
      expect(() => parseRunFile(changed({ version: 3, workload: { ...replay, where } }))).toThrow('workload.where');
    }
  });

  it('holds the whole text of any profile', () => {
    const within = ({ min, max }: Limit) => fc.double({ min, max, noNaN: true }).map((value) => value + 0);
    const seconds = within(LIMITS.runSeconds);
    const workload = fc.record({
      kind: fc.constant('profile' as const),
      name: fc.string({ minLength: 1, maxLength: 200, unit: 'binary' }),
      csv: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.array(fc.tuple(seconds, seconds)).map((rows) => rows.join('\n')),
      ),
      leadInSeconds: within(LIMITS.leadInSeconds),
      runSeconds: fc.option(within(LIMITS.runSeconds)),
      imageMB: fc.option(within(LIMITS.imageMB)),
      memoryMB: fc.option(within(LIMITS.memoryMB)),
    });
    fc.assert(
      fc.property(workload, (asked) => {
        const run = { workload: asked, system: 'faasnet', parameters: {}, seed: 1, seeds: 1 };
        const file = parseRunFile(runFileText(runFileOf([run], null)));
        expect(file.workload).toEqual(asked);
        expect(file.trace).toBeNull();
        expect(requestsOf(file, null)).toEqual([run]);
      }),
    );
  });

  it('gives the runs it was saved from, with the parameters that differ from the defaults', () => {
    const workload = { kind: 'trace', from: 1.5, to: null, functionId: 4 };
    expect(requestsOf(parseRunFile(runFileText(REPLAY)), 4)).toEqual(
      ['faasnet', 'baseline'].map((system) => ({
        workload,
        system,
        parameters: { nicMBps: 50 },
        failures: REPLAY.failures,
        seed: 7,
        seeds: 3,
      })),
    );
  });

  it('is made from runs and gives the same runs again', () => {
    const trace = { name: 'trace.csv', sha256: 'b'.repeat(64), nameOf: (id: number) => ['f', 'g'][id] };
    for (const workload of [
      { kind: 'burst', containers: 3, functions: 2, imageMB: null, memoryMB: 128 } as const,
      { kind: 'trace', from: 1, to: 2, functionId: null } as const,
      { kind: 'trace', from: null, to: null, functionId: 1 } as const,
      { kind: 'trace', from: null, to: 9, functionId: null, recordedOn: 'baseline' } as const,
    ]) {
      const part = { workload, parameters: { blockKB: 256 }, seed: 5, seeds: 2 };
      const runs = ['kraken', 'faasnet'].map((system) => ({ ...part, system }));
      const file = parseRunFile(runFileText(runFileOf(runs, trace)));
      expect(file.trace).toEqual(workload.kind === 'trace' ? { name: 'trace.csv', sha256: trace.sha256 } : null);
      expect(requestsOf(file, workload.kind === 'trace' ? workload.functionId : null)).toEqual(runs);
    }
    const replay = { workload: { kind: 'trace', from: null, to: null, functionId: 2 }, parameters: {} } as const;
    const run = { ...replay, system: 'faasnet', seed: 1, seeds: 1 };
    expect(() => runFileOf([run], trace)).toThrow('no such function');
    expect(() => runFileOf([run], null)).toThrow('no trace');
    expect(() => runFileOf([], trace)).toThrow('nothing to save');
  });

  it.each([
    ['no JSON', '{', 'The run file is not JSON.'],
    ['a list', '[]', 'The run file holds an empty list; expected an object.'],
    ['something else', '{}', 'is not a FaaSNet run file'],
    ['another version', changed({ version: 4 }), 'version is 4'],
    ['no workload', changed({ workload: undefined }), 'workload is missing'],
    ['an unknown workload', changed({ workload: { kind: 'constructor' } }), 'workload.kind is "constructor"'],
    ['a bound that is no number', changed({ workload: { ...REPLAY.workload, from: '1' } }), 'workload.from is "1"'],
    ['a profile of no text', changed({ workload: { ...PROFILE.workload, csv: 5 } }), 'workload.csv is 5'],
    ['a negative lead-in', changed({ workload: { ...PROFILE.workload, leadInSeconds: -1 } }), 'leadInSeconds is -1'],
    ['a run time of words', changed({ workload: { ...PROFILE.workload, runSeconds: 'x' } }), 'runSeconds is "x"'],
    ['an unknown system', changed({ systems: ['teleport'] }), 'systems is "teleport"'],
    ['no system', changed({ systems: [] }), 'systems is an empty list; expected a list of one or more of faasnet, '],
    [
      'a missing seed',
      changed({ seed: undefined }),
      'seed is missing; expected a whole number from 0 to 4,294,967,295',
    ],
    [
      'a missing bound',
      changed({ workload: { kind: 'trace' } }),
      'workload.from is missing; expected a number or null',
    ],
    ['a fraction of a seed', changed({ seed: 0.5 }), 'seed is 0.5'],
    ['too many seeds', changed({ seeds: 1e9 }), 'seeds is 1000000000'],
    ['no trace to replay', changed({ trace: null }), 'trace is null'],
    ['a trace elsewhere', changed({ trace: { ...REPLAY.trace, name: '../x.csv' } }), 'file name without folders'],
    ['a hash that is none', changed({ trace: { ...REPLAY.trace, sha256: 'A' } }), '64 hexadecimal digits'],
    ['endless text', ' '.repeat(10_000_000), 'too long'],
    ['deep JSON', '['.repeat(400_000), 'is not JSON'],
  ])('with %s is refused with an advised error', (_, text, words) => {
    const parse = () => parseRunFile(text);
    expect(parse).toThrow(RunFileError);
    expect(parse).toThrow(words);
  });

  it('has no failures if none are listed', () => {
    expect(parseRunFile(changed({ failures: undefined })).failures).toEqual([]);
  });

  it.each([
    [{ vm: 1000, time: 1 }, 'numbered from 0 to 999'],
    [{ vm: 1.5, time: 1 }, 'numbered from 0 to 999'],
    [{ vm: 1, time: -1 }, 'a number from 0 to 1,000,000,000 s'],
    [{ vm: 1, time: null }, 'a number from 0 to 1,000,000,000 s'],
  ])('refuses the failure %j', (failure, advice) => {
    const parse = () => parseRunFile(changed({ failures: [failure] }));
    expect(parse).toThrow(ParameterError);
    expect(parse).toThrow(expect.objectContaining({ advice: expect.stringContaining(advice) }));
  });

  it('distinguishes text from numbers in a failure', () => {
    const parse = (failure: object) => () => parseRunFile(changed({ failures: [failure] }));
    expect(parse({ vm: '3', time: 1 })).toThrow('There is no VM "3".');
    expect(parse({ vm: 3, time: '1' })).toThrow('VM 3 can\'t fail at "1" s.');
  });

  it('replays a function with a name of any length', () => {
    const functionName = 'f'.repeat(5000);
    const trace = { name: 'trace.csv', sha256: 'b'.repeat(64), nameOf: () => functionName };
    const workload = { kind: 'trace', from: null, to: null, functionId: 0 } as const;
    const run = { workload, system: 'faasnet', parameters: {}, seed: 1, seeds: 1 };
    expect(parseRunFile(runFileText(runFileOf([run], trace))).workload).toMatchObject({ functionName });
  });

  it('is named in its errors', () => {
    const refusal = (text: string) => {
      try {
        parseRunFile(text, 'a.ftsim.json');
      } catch (error) {
        return (error as Error).message;
      }
      return null;
    };
    expect(refusal('no')).toBe('a.ftsim.json is not JSON.');
    expect(refusal('{}')).toBe('a.ftsim.json is not a FaaSNet run file.');
    expect(refusal(changed({ version: 9 }))).toMatch(/^In a\.ftsim\.json, version is 9; expected 1, 2 or 3, /);
    expect(refusal(changed({ seed: -1 }))).toMatch(/^In a\.ftsim\.json, seed is -1; expected a whole number from 0/);
    const everyOne = { ...resolveParameters(), nicMBp: 1 };
    expect(refusal(changed({ parameters: everyOne }))).toBe('In a.ftsim.json: There is no parameter "nicMBp".');
  });

  it('names the nearest valid parameter', () => {
    expect(() => parseRunFile(changed({ parameters: { nicMBp: 1 } }))).toThrow(ParameterError);
    expect(() => parseRunFile(changed({ parameters: JSON.parse('{"__proto__": 5}') }))).toThrow(Error);
    expect(() => parseRunFile(changed({ parameters: { nicMBps: '5' } }))).toThrow(ParameterError);
    const nested = changed({ parameters: { nicMBps: {} } });
    expect(() => parseRunFile(nested)).toThrow('nicMBps is an object; it must be a number from 0.1 to 100,000 MB/s.');
  });

  it('is read or refused with any content', () => {
    const keys = ['format', 'version', ...Object.keys(REPLAY)];
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.jsonValue(), (key, value) => {
        const text = changed({ [key]: value });
        try {
          const file = parseRunFile(text);
          expect(SYSTEMS.map(({ name }) => name)).toEqual(expect.arrayContaining([...file.systems]));
          expect(Object.keys(file.parameters).every((name) => PARAMETERS.some((info) => info.name === name))).toBe(
            true,
          );
        } catch (error) {
          if (!(error instanceof ParameterError)) expect(error).toBeInstanceOf(RunFileError);
        }
      }),
    );
  });
});

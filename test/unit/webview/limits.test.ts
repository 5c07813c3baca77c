import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/command';
import { UsageError } from '../../../src/cli/errors';
import { seedOf, seedsOf } from '../../../src/cli/seedOption';
import { simulate } from '../../../src/cli/simulate';
import { workloadOf } from '../../../src/cli/simulateWorkload';
import { Terminal } from '../../../src/cli/terminal';
import { isWithin } from '../../../src/numeric';
import { requestGuards } from '../../../src/protocol/requests';
import { RequestError } from '../../../src/protocol/rpc';
import {
  burstWorkload,
  LIMITS,
  PARAMETERS,
  ParameterError,
  parseRunFile,
  RunFileError,
  requestedProfile,
  resolveParameters,
  runFileText,
  WorkloadError,
} from '../../../src/simulation';
import { readForm } from '../../../webview/simulate/readForm';
import { INITIAL_VIEW } from '../../../webview/state/view';
import { runs } from '../../depth';

/** A VM that holds the largest container. */
const PARAMETERS_GIVEN = { vmMemoryMB: 1_048_576 };
const parameters = resolveParameters(PARAMETERS_GIVEN);
const CSV = '0,1\n10,1\n';
const BURST = { kind: 'burst', containers: 5, functions: 1, imageMB: null, memoryMB: null } as const;
const PROFILE = { kind: 'profile', name: 'p.csv', csv: CSV, leadInSeconds: 0, runSeconds: null } as const;
const SIZES = { imageMB: null, memoryMB: null };

type Name = 'containers' | 'functions' | 'imageMB' | 'memoryMB' | 'runSeconds' | 'leadInSeconds' | 'seed' | 'seeds';
const OF_BURST: readonly Name[] = ['containers', 'functions', 'imageMB', 'memoryMB'];
const OPTIONS: Readonly<Record<Name, string>> = {
  containers: 'burst',
  functions: 'functions',
  imageMB: 'image-mb',
  memoryMB: 'memory-mb',
  runSeconds: 'run-seconds',
  leadInSeconds: 'lead-in',
  seed: 'seed',
  seeds: 'seeds',
};

/** As many containers as functions, so that only the range of the functions counts. */
function containersFor(name: Name, value: number): number {
  return name === 'functions' && isWithin(value, LIMITS.functions) ? LIMITS.containers.max : BURST.containers;
}

function requestWith(name: Name, value: number) {
  const run = { system: 'faasnet', parameters: PARAMETERS_GIVEN, seed: 1, seeds: 1 };
  if (name === 'seed' || name === 'seeds') return { ...run, workload: BURST, [name]: value };
  const workload = OF_BURST.includes(name)
    ? { ...BURST, containers: containersFor(name, value), [name]: value }
    : { ...PROFILE, ...SIZES, [name]: value };
  return { ...run, workload };
}

let folder: string;
let profile: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'faasnet-limits-'));
  profile = path.join(folder, 'p.csv');
  writeFileSync(profile, CSV);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Rejects, as each entry does, with its own error for a value that it refuses. */
const ENTRIES: Readonly<Record<string, (name: Name, value: number) => unknown>> = {
  guard: (name, value) => requestGuards.startRun(requestWith(name, value)),
  'run file': (name, value) => {
    const { system, ...run } = requestWith(name, value);
    const file = { ...run, systems: [system], failures: [], trace: null };
    return parseRunFile(runFileText(file as never));
  },
  form: (name, value) => {
    const fields = Object.fromEntries(Object.entries(requestWith(name, value).workload).map(([k, v]) => [k, `${v}`]));
    const isSize = (field: string) => field === 'imageMB' || field === 'memoryMB' || field === 'runSeconds';
    const texts = Object.entries(fields).filter(([field, text]) => !(isSize(field) && text === 'null'));
    const seeds = name === 'seed' || name === 'seeds' ? { [name]: String(value) } : {};
    const workload = OF_BURST.includes(name) || name in seeds ? 'burst' : 'profile';
    const form = {
      ...INITIAL_VIEW.form,
      ...Object.fromEntries(texts),
      ...seeds,
      workload,
      profile: { name: 'p.csv', csv: CSV },
    } as const;
    const context = {
      systems: [{ name: 'faasnet', label: '', kind: '', description: '' }],
      parameters: [],
      limits: LIMITS,
      recorders: ['baseline', 'on-demand'],
      settings: {},
      hasTrace: false,
      where: '',
      whereProblem: null,
      selected: null,
      profileProblem: null,
    };
    const { errors } = readForm(form as typeof INITIAL_VIEW.form, context);
    if (errors.size > 0) throw new RangeError([...errors].join());
  },
  'command line': async (name, value) => {
    const kind = OF_BURST.includes(name) || name === 'seed' || name === 'seeds' ? 'burst' : 'profile';
    const options: Record<string, string> = kind === 'burst' ? { burst: `${containersFor(name, value)}` } : { profile };
    const all = { ...options, [OPTIONS[name]]: String(value) };
    const given = parseArguments(
      simulate,
      Object.entries(all).map(([option, text]) => `--${option}=${text}`),
    );
    seedOf(given);
    seedsOf(given, LIMITS.seeds);
    if (!isLarge(name, value)) await workloadOf(given, parameters, 1, new Terminal(process));
  },
  model: async (name, value) => {
    const { workload } = requestWith(name, value);
    if (name === 'seed' || name === 'seeds') {
      // A run takes its seeds from one of the entries above.
      if (!isWithin(value, LIMITS[name])) throw new WorkloadError('');
    } else if (isLarge(name, value)) return;
    else if (workload.kind === 'burst') burstWorkload(workload, parameters);
    else await requestedProfile(workload as Parameters<typeof requestedProfile>[0], parameters);
  },
};

/** Five million functions would take half a gigabyte here. */
const isLarge = (name: Name, value: number) => name === 'functions' && value > 1000 && value <= LIMITS.functions.max;

const ERRORS = [RequestError, RunFileError, ParameterError, RangeError, UsageError, WorkloadError];

async function accepts(entry: string, name: Name, value: number): Promise<boolean> {
  try {
    await ENTRIES[entry](name, value);
    return true;
  } catch (error) {
    expect(ERRORS.some((type) => error instanceof type)).toBe(true);
    return false;
  }
}

describe('every entry', () => {
  const names = Object.keys(OPTIONS) as Name[];

  it.each(Object.keys(ENTRIES))('%s accepts the ends of each range and refuses what is beyond', async (entry) => {
    for (const name of names) {
      const { min, max, integer } = LIMITS[name];
      const values = integer ? [min, max, min - 1, max + 1, min + 0.5] : [min, max, min - 0.05, max + 0.5];
      for (const value of values) {
        const accepted = await accepts(entry, name, value);
        expect([name, value, accepted]).toEqual([name, value, isWithin(value, LIMITS[name])]);
      }
    }
  });

  it('accepts the same values', async () => {
    const value = fc.oneof(
      fc.integer({ min: -10, max: 2000 }),
      fc.integer({ min: -100, max: 100 }).map((n) => n / 8),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), value, async (name, value) => {
        for (const entry of Object.keys(ENTRIES)) {
          expect([entry, await accepts(entry, name, value)]).toEqual([entry, isWithin(value, LIMITS[name])]);
        }
      }),
      { numRuns: runs(200) },
    );
  });

  it('has the ranges of the parameters that its values replace', () => {
    for (const name of ['imageMB', 'memoryMB', 'runSeconds'] as const) {
      expect(PARAMETERS.find((info) => info.name === name)).toMatchObject(LIMITS[name]);
    }
  });
});

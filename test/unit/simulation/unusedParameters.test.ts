import { describe, expect, it } from 'vitest';
import {
  burstWorkload,
  PARAMETERS,
  type Parameters,
  requestedProfile,
  resolveParameters,
  SYSTEMS,
  simulate,
  summarizeRun,
  traceWorkload,
  type Workload,
} from '../../../src/simulation';
import { unusedParameters } from '../../../src/simulation/unusedParameters';
import { bytesSource, readTrace } from '../../../src/trace';

const RUNTIMES = ['python3', 'nodejs12', 'php7', 'java8', 'go'];
const ROWS = Array.from({ length: 60 }, (_, i) => {
  const memory = i % 10 < 5 ? '' : 512;
  return `${1_700_000_000 + Math.floor(i / 3) * 40},f${i % 10},900,${RUNTIMES[i % 5]},${memory}`;
});
const HEADER = '__time__,functionName,latency,runtime,memoryMB';
const TRACE = new TextEncoder().encode([HEADER, ...ROWS].join('\n'));
const PYTHON_ROWS = Array.from({ length: 60 }, (_, i) => `${1_700_000_000 + i * 40},f${i % 10},900,python3,512`);
const PYTHON_TRACE = new TextEncoder().encode([HEADER, ...PYTHON_ROWS].join('\n'));
const PROFILE = {
  kind: 'profile',
  name: 'rates.csv',
  csv: '0,1\n50,4\n300,1\n',
  leadInSeconds: 20,
  runSeconds: null,
  imageMB: null,
  memoryMB: null,
} as const;

/** VMs that are shared and reclaimed. */
const SHARED = { vms: 40, idleSeconds: 100, vmMemoryMB: 8192 };
const SET_UPS = {
  'every mechanism': { ...SHARED, failuresPerVmHour: 2 },
  'no failure, and a container for each waiting request': { ...SHARED, scaleOut: 0 },
};

const WORKLOADS: Readonly<Record<string, (parameters: Parameters) => Promise<Workload> | Workload>> = {
  burst: (parameters) => burstWorkload({ containers: 30, functions: 3 }, parameters),
  profile: (parameters) => requestedProfile(PROFILE, parameters),
  trace: (parameters) => replay(TRACE, parameters),
  'trace of one runtime': (parameters) => replay(PYTHON_TRACE, parameters),
};

async function replay(bytes: Uint8Array, parameters: Parameters): Promise<Workload> {
  return traceWorkload((await readTrace(bytesSource([bytes]))).table, 1000, parameters);
}

async function numbersOf(kind: string, system: string, set: Readonly<Record<string, number>>) {
  const parameters = resolveParameters(set);
  const run = { workload: await WORKLOADS[kind](parameters), system, parameters, seed: 1 };
  const result = await simulate(run);
  return { ...summarizeRun(run, result), all: [...result.provisioning, ...result.vm] };
}

/** Another valid value. */
function changed({ defaultValue, min, max, integer }: (typeof PARAMETERS)[number]): number {
  if (defaultValue === 0) return Math.min(1, max);
  if (defaultValue * 1.5 <= max) return Math.max(min, integer ? Math.ceil(defaultValue * 1.5) : defaultValue * 1.5);
  return Math.max(min, integer ? Math.floor(defaultValue / 2) : defaultValue / 2);
}

describe('a parameter', () => {
  it('names existing systems and workloads', () => {
    const systems = new Set(SYSTEMS.map(({ name }) => name));
    for (const info of PARAMETERS) {
      for (const system of info.systems ?? []) expect(systems).toContain(system);
      for (const workload of info.workloads ?? []) expect(Object.keys(WORKLOADS)).toContain(workload);
    }
  });

  const cases = Object.keys(WORKLOADS).flatMap((kind) =>
    SYSTEMS.flatMap(({ name }) => Object.keys(SET_UPS).map((setUp) => [kind, name, setUp] as const)),
  );

  it.each(cases)('unused by a %s with %s (%s) changes nothing, and the run lists it', async (kind, system, setUp) => {
    const set = SET_UPS[setUp as keyof typeof SET_UPS];
    const { parameters: _, unusedParameters: none, ...usual } = await numbersOf(kind, system, set);
    const before = none.map(({ name }) => name);
    expect(Object.keys(set)).toEqual(expect.arrayContaining(before));
    const given = resolveParameters(set);
    const names = PARAMETERS.map(({ name }) => name).filter((name) => !Object.hasOwn(set, name));
    const runs = { workload: await WORKLOADS[kind](given), systems: [system], given };
    const unused = unusedParameters(names, runs).map(({ name }) => name);
    expect(unused.length).toBeGreaterThan(5);
    for (const info of PARAMETERS.filter(({ name }) => unused.includes(name))) {
      const change = { ...set, [info.name]: changed(info) };
      const { parameters: _, unusedParameters: listed, ...numbers } = await numbersOf(kind, system, change);
      expect(listed.map(({ name }) => name).filter((name) => !before.includes(name))).toEqual([info.name]);
      expect({ of: info.name, ...numbers }).toEqual({ of: info.name, ...usual });
    }
  });
});

describe('the reason', () => {
  const parameters = resolveParameters({ imageMB: 5 });
  const reasons = (names: readonly string[], kind: string, systems: readonly string[]) => {
    const sizes = { imageMB: 5, memoryMB: 3008, runSeconds: 2 };
    const description = { kind, ...(kind === 'trace' ? {} : sizes) };
    const workload = { ...burstWorkload({ containers: 1 }, parameters), description: description as never };
    return unusedParameters(names, { workload, systems, given: parameters }).map(({ reason }) => reason);
  };

  it('names the parameters that the workload uses instead', () => {
    expect(reasons(['imageMB', 'memoryMB', 'runSeconds'], 'trace', ['faasnet'])).toEqual([
      'imageMB is not used when a trace is replayed; in its place are pythonImageMB, nodeImageMB, phpImageMB, javaImageMB, otherImageMB.',
      'memoryMB is not used when a trace is replayed; in its place is traceMemoryMB.',
      'runSeconds is not used when a trace is replayed; in its place is traceRunSeconds.',
    ]);
    expect(reasons(['javaImageMB'], 'burst', ['faasnet'])).toEqual([
      'javaImageMB is not used when a burst is simulated; in its place is imageMB.',
    ]);
  });

  it('names the systems that use the parameter if no chosen system does', () => {
    expect(reasons(['kraken.originSlots', 'fanOut'], 'burst', ['faasnet', 'baseline'])).toEqual([
      'kraken.originSlots is not used by faasnet, baseline; only kraken uses it.',
    ]);
    expect(reasons(['kraken.originSlots'], 'burst', ['faasnet', 'kraken'])).toEqual([]);
  });

  it('names what turns the parameter off', async () => {
    const given = resolveParameters({ scaleOut: 0 });
    const reasonsOf = (names: readonly string[], workload: Workload, failures = [{ vm: 0, time: 1 }]) =>
      unusedParameters(names, { workload, systems: ['faasnet'], given, failures }).map(({ reason }) => reason);
    const ofProfile = ['scaleOutHeadroom', 'pingSeconds', 'requestRetries'];
    expect(reasonsOf(ofProfile, await WORKLOADS.profile(given), [])).toEqual([
      'scaleOutHeadroom is not used with scaleOut=0.',
      'pingSeconds is not used where no VM fails.',
      'requestRetries is not used where no VM fails.',
    ]);
    const python = await WORKLOADS['trace of one runtime'](given);
    const names = ['pythonImageMB', 'javaImageMB', 'traceMemoryMB', 'traceRunSeconds', 'pingSeconds'];
    expect(reasonsOf(names, python)).toEqual([
      'javaImageMB is not used: no function that is replayed has such an image.',
      'traceMemoryMB is not used: the trace names the memory of all that is replayed.',
    ]);
    expect(reasonsOf(names, await WORKLOADS.trace(given))).toEqual([]);
  });

  it("names the workload's size if the workload sets it", () => {
    const workload = burstWorkload({ containers: 1, imageMB: 6 }, parameters);
    expect(unusedParameters(['imageMB'], { workload, systems: ['faasnet'], given: parameters })).toEqual([
      { name: 'imageMB', reason: 'imageMB is not used: the burst itself sets 6.' },
    ]);
  });
});

describe('the numbers of a run', () => {
  it('name the sizes and times that were simulated', async () => {
    const parameters = resolveParameters({ memoryMB: 256 });
    const workload = burstWorkload({ containers: 2, imageMB: 5, memoryMB: 512 }, parameters);
    const run = { workload, system: 'faasnet', parameters, seed: 1 };
    const numbers = summarizeRun(run, await simulate(run));
    const sizes = { imageMB: 5, memoryMB: 512, runSeconds: 2 };
    expect(numbers.workload).toEqual({ kind: 'burst', containers: 2, functions: 1, ...sizes });
    expect(numbers.parameters).toMatchObject(sizes);
    expect(numbers.unusedParameters.map(({ name }) => name)).toEqual(['memoryMB']);
    const profile = await requestedProfile({ ...PROFILE, runSeconds: 7 }, parameters);
    expect(profile.description).toEqual({
      kind: 'profile',
      file: 'rates.csv',
      timeUnit: 'seconds',
      rateUnit: 'requests per second',
      seconds: 300,
      leadIn: 20,
      runSeconds: 7,
      imageMB: 758,
      memoryMB: 256,
    });
  });
});

import { describe, expect, it } from 'vitest';
import type { RunNumbers, RunRequest, RunSummary } from '../../../src/protocol/queries';
import {
  compare,
  defaultBaseline,
  finishedRuns,
  runLabel,
  sharedTexts,
  unusedInAll,
} from '../../../webview/simulate/comparison';
import { toCsv, toMarkdown } from '../../../webview/simulate/export';
import { groupsOf } from '../../../webview/simulate/groups';
import { groupKey, groupKeyOf, requestKey, runKey } from '../../../webview/state/requestKey';

const SYSTEMS = [
  { name: 'faasnet', label: 'FaaSNet', kind: 'trees', description: '' },
  { name: 'baseline', label: 'Baseline', kind: 'full pull', description: '' },
];

const MODEL = { systems: SYSTEMS, parameters: [], recorders: ['baseline'] };

const request = (system: string, containers = 128): RunRequest => ({
  workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
  system,
  parameters: {},
  seed: 1,
  seeds: 1,
});

const numbers = (system: string, mean: number): RunNumbers => ({
  system,
  containers: 128,
  vms: 128,
  functions: 1,
  seed: 1,
  workload: null,
  parameters: { nicGbps: 1 },
  unusedParameters: [],
  assumptions: ['The image is the 758 MB one.'],
  provisioningSeconds: {
    first: mean / 2,
    mean,
    p50: mean,
    p90: mean,
    p95: mean,
    p99: mean * 2,
    p999: mean * 2,
    max: mean * 2,
    last: mean * 2,
  },
  responseSeconds: null,
  requests: null,
  containerSeconds: null,
  stages: [{ name: 'start', meanSeconds: mean }],
  registryBytes: 1e9,
  peerBytes: 0,
  totals: {
    vmSeconds: 900,
    keepAliveVmSeconds: 115_200,
    idleGBSeconds: 40,
    registryRequests: 128,
    seedBytes: 0,
    savedRegistryBytes: 0,
    copies: 128,
    rotations: 3,
    reparentings: 5,
    failedVms: 1,
    retriedRequests: 2,
    lostRequests: 0,
  },
  simulatedSeconds: 10,
  wallSeconds: 0.1,
  events: 10,
  trees: 0,
  overSeeds: null,
});

const done = (runId: number, asked: RunRequest, mean: number): RunSummary => ({
  runId,
  request: asked,
  state: 'done',
  message: null,
  result: numbers(asked.system, mean),
  trace: null,
  outdated: null,
});

describe('the key of a request', () => {
  it('does not depend on the order of its keys', () => {
    const one = { ...request('faasnet'), parameters: { a: 1, b: 2 } };
    const same = { seed: 1, seeds: 1, parameters: { b: 2, a: 1 }, system: 'faasnet', workload: one.workload };
    expect(requestKey(same)).toBe(requestKey(one));
    expect(requestKey({ ...one, seed: 2, seeds: 1 })).not.toBe(requestKey(one));
    expect(groupKeyOf(request('baseline'))).toBe(groupKeyOf(request('faasnet')));
    expect(groupKeyOf({ ...one, seeds: 2 })).not.toBe(groupKeyOf(one));
  });
});

describe('comparing runs', () => {
  const summaries = [
    done(1, request('faasnet'), 6),
    done(2, request('baseline'), 83),
    done(3, request('baseline', 8), 70),
  ];
  const [, first] = groupsOf(summaries, [], SYSTEMS);
  const runs = finishedRuns(first.runs, MODEL);

  it('groups runs that differ only in their system, pinned groups first, then the latest', () => {
    expect(runs.map(({ runId }) => runId)).toEqual([1, 2]);
    expect(groupsOf(summaries, [], SYSTEMS).map(({ runs }) => runs.map(({ runId }) => runId))).toEqual([[3], [1, 2]]);
    const notes = [{ key: groupKey(summaries[0]), name: 'kept', pinned: true }];
    const [pinned, other] = groupsOf(summaries, notes, SYSTEMS);
    expect([pinned.name, pinned.pinned, pinned.runs.length]).toEqual(['kept', true, 2]);
    expect([other.name, other.pinned]).toEqual(['', false]);
  });

  it('lists the systems of a group in their order, whichever was started first', () => {
    const [group] = groupsOf([done(1, request('baseline'), 83), done(2, request('faasnet'), 6)], [], SYSTEMS);
    expect(group.runs.map(({ request }) => request.system)).toEqual(['faasnet', 'baseline']);
    expect(finishedRuns(group.runs, MODEL).map(({ look }) => look)).toEqual([0, 1]);
  });

  it('separates runs of an earlier version of the trace', () => {
    const replay = {
      ...request('faasnet'),
      workload: { kind: 'trace', from: null, to: null, functionId: null },
    } as const;
    const source = { kind: 'disk', name: 'trace.csv', version: 0, modified: 0 } as const;
    const trace = (sha256: string) => ({ source, sha256, unit: 'seconds' }) as const;
    const older: RunSummary = { ...done(1, replay, 6), trace: trace('a'), outdated: 'trace' };
    const current: RunSummary = { ...done(2, replay, 7), trace: trace('b') };
    expect(runKey(older)).not.toBe(runKey(current));
    expect(groupsOf([older, current], [], SYSTEMS).map(({ runs }) => runs.map(({ runId }) => runId))).toEqual([
      [2],
      [1],
    ]);
  });

  it('divides the time of the baseline by that of the run', () => {
    expect(defaultBaseline(runs)).toBe(requestKey(request('baseline')));
    const [faasnet, baseline] = compare(runs, requestKey(request('baseline')));
    expect(faasnet.speedUp?.mean).toBeCloseTo(83 / 6);
    expect(faasnet.speedUp?.last).toBeCloseTo(83 / 6);
    expect(baseline.speedUp).toBeNull();
  });

  it('labels runs of one system by the parameters in which they differ', () => {
    const nic = { name: 'nicGbps', label: 'VM NIC', unit: 'Gbps', min: 0, max: 1, defaultValue: 1 };
    const info = { ...nic, integer: false, source: '', group: 'network' as const };
    const changed = { ...request('faasnet'), parameters: { nicGbps: 10 }, seed: 3, seeds: 1 };
    expect(runLabel(changed, SYSTEMS, [info])).toBe('FaaSNet, VM NIC 10 Gbps, seed 3');
  });

  it('names the parameters that all runs share once', () => {
    const nic = { name: 'nicGbps', label: 'VM NIC', unit: 'Gbps', min: 0, max: 1, defaultValue: 1 };
    const infos = [{ ...nic, integer: false, source: '', group: 'network' as const }];
    const asked: RunRequest[] = [
      { ...request('faasnet'), parameters: { nicGbps: 10 } },
      { ...request('baseline'), parameters: { nicGbps: 10, blockKB: 256 } },
    ];
    const finished = asked.map((one, index) => done(index, one, 6));
    const alike = finishedRuns(finished, { ...MODEL, parameters: infos });
    expect(alike.map(({ label }) => label)).toEqual(['FaaSNet', 'Baseline, blockKB 256']);
    expect(sharedTexts(alike, infos)).toEqual(['VM NIC 10 Gbps']);
    const another = [...finished, done(3, request('faasnet'), 6)];
    const runs = finishedRuns(another, { ...MODEL, parameters: infos });
    expect(runs.map(({ label }) => label)).toEqual([
      'FaaSNet, VM NIC 10 Gbps',
      'Baseline, VM NIC 10 Gbps, blockKB 256',
      'FaaSNet',
    ]);
    // Two runs of a system share a colour, and have different dashes.
    expect(runs.map(({ look }) => look)).toEqual([0, 1, 7]);
  });

  it('marks the runs of two groups in place of their parameters, and names seeds only where they differ', () => {
    const two = [1, 2].map((seed) => done(seed, { ...request('faasnet'), seed, parameters: { blockKB: seed } }, 6));
    expect(finishedRuns(two, MODEL, ({ runId }) => 'AB'[runId - 1]).map(({ label }) => label)).toEqual([
      'FaaSNet A',
      'FaaSNet B',
    ]);
    const labels = (seeds: readonly number[]) =>
      finishedRuns(
        seeds.map((seed) => done(seed, { ...request('faasnet'), seed }, 6)),
        MODEL,
      ).map(({ label }) => label);
    expect(labels([4, 4])).toEqual(['FaaSNet', 'FaaSNet']);
    expect(labels([1, 4])).toEqual(['FaaSNet', 'FaaSNet, seed 4']);
  });

  it('marks both exports as simulated and keeps the numbers', () => {
    const compared = compare(runs, requestKey(request('baseline')));
    const exported = { workload: 'Burst of 128 containers | x', baseline: 'Baseline', runs: compared };
    const markdown = toMarkdown(exported);
    expect(markdown).toContain('**Simulated**');
    expect(markdown).toContain('Burst of 128 containers &#124; x');
    expect(markdown).toContain('| FaaSNet | 6 s |');
    expect(markdown).toContain('- The image is the 758 MB one.');
    expect(markdown).toContain('| 1 GB | 128 | 0 bytes | 0 bytes | 128 | 900 | 115,200 | 40 |');
    const [head, first] = toCsv(exported).split('\r\n');
    const cellOf = (title: string) =>
      first.split(',').slice(head.split(',').indexOf(title) - head.split(',').length)[0];
    expect(['registry_requests', 'vm_seconds', 'idle_gb_seconds', 'failed_vms'].map(cellOf)).toEqual([
      '128',
      '900',
      '40',
      '1',
    ]);
    expect(head.split(',').slice(0, 4)).toEqual(['source', 'workload', 'run', 'system']);
    expect(first.split(',').slice(0, 9)).toEqual([
      'simulated',
      'Burst of 128 containers | x',
      'FaaSNet',
      'faasnet',
      '1',
      '1',
      '128',
      '128',
      '6',
    ]);
    expect(first.split(',').slice(-10)).toEqual(['provisioning', '', '', '', '', '', '', '115200', '2', '0']);
  });

  it('gives response times of requests, and the number served warm', () => {
    const answered = finishedRuns(first.runs, MODEL).map((run, index) => {
      const { provisioningSeconds } = numbers(run.request.system, (index + 1) * 10);
      return {
        ...run,
        numbers: {
          ...run.numbers,
          responseSeconds: provisioningSeconds,
          requests: { containers: 9, cold: 28, warm: 100, waited: 40 },
        },
      };
    });
    const runs = compare(answered, answered[1].key);
    expect(runs[0].speedUp?.mean).toBe(2);
    const markdown = toMarkdown({ workload: 'Requests of rates.csv', baseline: 'Baseline', runs });
    expect(markdown).toContain('**Simulated** response time, provisioning and run: Requests of rates&#46;csv');
    expect(markdown).toContain('128 requests;');
    expect(markdown).toContain('| Last answered | Cold | Warm | Waited | Containers started |');
    expect(markdown).toContain('| 10 s | 10 s | 10 s | 20 s | 20 s | 20 s | 28 | 100 | 40 | 9 |');
    const [head, line] = toCsv({ workload: 'w', baseline: 'b', runs }).split('\r\n');
    const last = Object.fromEntries(head.split(',').map((title, at) => [title, line.split(',')[at]]));
    expect(last).toMatchObject({
      measure: 'response',
      cold_requests: '28',
      warm_requests: '100',
      waited_warm_requests: '40',
      containers_started: '9',
      keep_alive_vm_seconds: '115200',
      retried_requests: '2',
      lost_requests: '0',
    });
    expect(line.split(',')[8]).toBe('10');
  });
});

describe('parameters without effect', () => {
  const unused = (name: string, system: string) => ({ name, reason: `${name} is not used by ${system}.` });
  const run = (system: string, ...names: readonly string[]) => ({
    runId: 1,
    key: system,
    request: request(system),
    label: system,
    look: 0,
    numbers: { ...numbers(system, 1), unusedParameters: names.map((name) => unused(name, system)) },
  });

  it('are named if no run uses them', () => {
    expect(unusedInAll([run('faasnet', 'a', 'b'), run('baseline', 'b', 'c')])).toEqual(['b is not used by faasnet.']);
    expect(unusedInAll([run('faasnet', 'a')])).toEqual(['a is not used by faasnet.']);
    expect(unusedInAll([])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Run, RunResult } from '../../../src/simulation';
import { csvRows, runTable } from '../../../src/tables';

const spec = { runtime: 'python', imageMB: 75, memoryMB: 1024, runSeconds: 1 };
const run = {
  workload: {
    name: 'test',
    arrival: Float64Array.of(0, 0.5, 2),
    functionId: Uint32Array.of(0, 1, 0),
    functions: [
      { ...spec, name: 'plain' },
      { ...spec, name: '=cmd(), "x"' },
    ],
    recorded: Float64Array.of(1, 2, 3),
    assumptions: [],
  },
  system: 'faasnet',
  parameters: {},
  seed: 1,
} satisfies Run;
const result = {
  system: 'faasnet',
  seed: 1,
  parameters: {},
  assumptions: [],
  provisioning: Float64Array.of(4, 5, 0.25),
  vm: Uint32Array.of(0, 1, 0),
  upstream: Int32Array.of(-1, 0, -2),
  depth: Uint32Array.of(0, 1, 0),
  fetched: { registryBytes: Float64Array.of(1000.4, 0, 0), peerBytes: Float64Array.of(0, 999.6, 0) },
  warm: null,
  containers: null,
  stages: [{ name: 'manifest', seconds: Float32Array.of(0.5, 0.25, 0) }],
  vms: 2,
  registryBytes: 1,
  peerBytes: 1,
  series: [],
  totals: {
    vmSeconds: 12,
    keepAliveVmSeconds: 900,
    idleGBSeconds: 3,
    registryRequests: 1,
    seedBytes: 0,
    savedRegistryBytes: 1,
    copies: 2,
    rotations: 0,
    reparentings: 0,
    failedVms: 0,
    retriedRequests: 0,
    lostRequests: 0,
  },
  trees: 0,
  simulatedSeconds: 6,
  events: 9,
} satisfies RunResult;

const csv = (of: Run, its: RunResult, from: number, rows: number) => csvRows(runTable(of, its), from, rows);

describe('the CSV of a run', () => {
  const header =
    'arrivalSeconds,functionName,runtime,recordedLatencySeconds,simulated faasnet provisioningSeconds,' +
    'simulated faasnet manifest seconds,simulated vm,simulated upstream,simulated depth,' +
    'simulated bytes from registry,simulated bytes from VMs\r\n';

  it('writes every cold start and names what is simulated', () => {
    expect(csv(run, result, 0, 10)).toBe(
      `${header}0,plain,python,1,4,0.5,0,registry,0,1000,0\r\n` +
        `0.5,"'=cmd(), ""x""",python,2,5,0.25,1,0,1,0,1000\r\n` +
        '2,plain,python,3,0.25,0,0,none,0,0,0\r\n',
    );
  });

  it('returns pages that add up to the whole', () => {
    const pages = [0, 1, 2].map((from) => csv(run, result, from, 1));
    expect(pages.join('')).toBe(csv(run, result, 0, 3));
  });

  it('leaves out the recorded latency if the workload has none', () => {
    const burst = { ...run, workload: { ...run.workload, recorded: null } };
    expect(csv(burst, result, 0, 1)).not.toContain('recorded');
  });

  it('gives how each request was served and whether it belongs to the lead-in', () => {
    const requests = { ...run, workload: { ...run.workload, recorded: null, requests: true, leadIn: 1 } };
    const provisioning = Float64Array.of(4, 5, Number.NaN);
    const [head, ...rows] = csv(requests, { ...result, provisioning, warm: Uint8Array.of(0, 1, 0) }, 0, 3).split(
      '\r\n',
    );
    expect(head).toMatch(
      /^requestArrivalSeconds,.*,simulated faasnet provisioningSeconds,simulated faasnet responseSeconds,/,
    );
    expect(head).toMatch(/,simulated served by,request of the lead-in$/);
    expect(rows[1]).toMatch(/,5,6,/);
    expect(rows[2]).toMatch(/,python,,,/);
    const served = rows.slice(0, 3).map((row) => row.split(',').slice(-2));
    expect(served).toEqual([
      ['new container', 'yes'],
      ['container at hand', 'no'],
      ['lost', 'no'],
    ]);
  });
});

describe('an upstream', () => {
  it.each([
    [-1, 'registry'],
    [-2, 'none'],
    [-3, 'any VM'],
    [7, '7'],
    [8, 'extra VM'],
  ])('%i is called %s in a pool of 8 VMs', (vm, name) => {
    const named = { ...result, parameters: { vms: 8 }, upstream: Int32Array.of(vm, vm, vm) };
    expect(csv(run, named, 1, 1)).toContain(`,${name},1,0,1000`);
  });
});

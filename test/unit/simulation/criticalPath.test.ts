import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  burstWorkload,
  type CriticalPath,
  criticalPathOf,
  type Run,
  type RunResult,
  resolveParameters,
  simulate,
  type VmFailure,
  watchFunction,
} from '../../../src/simulation';
import { runs } from '../../depth';
import { anyRun } from './randomRuns';

async function pathOf(run: Run, result: RunResult, row: number): Promise<CriticalPath> {
  const functionId = run.workload.functionId[row];
  const from = run.workload.arrival[row];
  const window = { functionId, from, to: from + result.provisioning[row] + 1e-6 };
  const recording = result.warm?.[row] === 1 ? null : await watchFunction(run, window);
  return criticalPathOf(run, recording, result, row);
}

describe('the critical path of any start', () => {
  it('adds up to its latency, step by step within its time', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: true }), fc.nat(1000), async (run, any) => {
        const result = await simulate(run);
        const row = any % run.workload.arrival.length;
        if (Number.isNaN(result.provisioning[row])) return;
        const path = await pathOf(run, result, row);
        expect(path.latency).toBe(result.provisioning[row]);
        expect(path.steps.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(path.latency, 6);
        for (const { seconds, from, to, text } of path.steps) {
          expect(text).not.toBe('');
          expect(seconds).toBeGreaterThan(0);
          expect(seconds).toBeLessThanOrEqual(to - from + 1e-9);
          expect(from).toBeGreaterThanOrEqual(path.arrival - 1e-9);
          expect(to).toBeLessThanOrEqual(path.started + 1e-9);
        }
        for (let i = 1; i < path.steps.length; i++) {
          expect(path.steps[i].from).toBeGreaterThanOrEqual(path.steps[i - 1].from);
        }
      }),
      { numRuns: runs(1000), seed: 21 },
    );
  });

  it('never waits without a reason in a function tree', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: false }), fc.nat(1000), async (any, one) => {
        const run = { ...any, system: 'faasnet' };
        const result = await simulate(run);
        const path = await pathOf(run, result, one % run.workload.arrival.length);
        expect(path.steps.filter(({ cause }) => cause === 'turn')).toEqual([]);
      }),
      { numRuns: runs(500), seed: 22 },
    );
  });
});

/** Every stage takes its mean: there is no scatter. A start reads all of an image of 210 MB: 100 MB on the wire. */
const EXACT = {
  vms: 20,
  stepSeconds: 0,
  startStepSeconds: 0,
  manifestSeconds: 0.5,
  loadSeconds: 1,
  inspectSeconds: 0.5,
  hopSeconds: 0.25,
  startReadMB: 1000,
  compressionRatio: 2.1,
  startMBps: 21,
  startCreationSeconds: 1,
  startVcpus: 0,
  nicMBps: 100,
};

/** A burst of one function; the steps of one of its starts, rounded: cause, VM, seconds. */
async function steps(
  system: string,
  containers: number,
  row: number,
  change: Readonly<Record<string, number>> = {},
  failures: readonly VmFailure[] = [],
) {
  const parameters = resolveParameters({ ...EXACT, ...change });
  const workload = burstWorkload({ containers, imageMB: 210 }, parameters);
  const run: Run = { workload, system, parameters, seed: 1, failures };
  const path = await pathOf(run, await simulate(run), row);
  return {
    steps: path.steps.map(({ cause, vm, seconds }) => [cause, vm, Math.round(seconds * 1e6) / 1e6]),
    texts: path.steps.map(({ text }) => text),
    upstreams: path.upstreams,
    latency: Math.round(path.latency * 1e6) / 1e6,
  };
}

const PREPARED = (vm: number) => [
  ['preparation', vm, 0.5],
  ['preparation', vm, 1],
  ['preparation', vm, 0.5],
];

describe('the critical path of FaaSNet, computed by hand', () => {
  it('of the root VM is its preparation, then its start', async () => {
    // 210 MB at 21 MB/s are 10 s of work, of which 1 s is the creation; the blocks take as long.
    expect(await steps('faasnet', 1, 0)).toEqual({
      steps: [...PREPARED(0), ['creation', 0, 1], ['start', 0, 9]],
      texts: [
        'VM 0: manifest',
        'VM 0: image load',
        'VM 0: inspect',
        'VM 0 creates its containers one at a time',
        'The container starts',
      ],
      upstreams: [],
      latency: 12,
    });
  });

  it('of a VM two hops down ends with two hops, as its last block does', async () => {
    // Its work could end after 2 + 0.5 + 10 s, at the same time.
    const { steps: found, upstreams, latency } = await steps('faasnet', 4, 3, { startMBps: 21 });
    expect(latency).toBe(12.5);
    expect(upstreams).toEqual([1, 0]);
    expect(found).toEqual([...PREPARED(3), ['hop', 1, 0.25], ['hop', 3, 0.25], ['creation', 3, 1], ['start', 3, 9]]);
  });

  it("shows the registry's bandwidth, which every VM below waits for", async () => {
    // 100 MB at 5 MB/s.
    const { steps: found, latency } = await steps('faasnet', 4, 3, { registryMBps: 5 });
    expect(latency).toBe(22.5);
    expect(found).toEqual([...PREPARED(3), ['registryBandwidth', null, 20], ['hop', 1, 0.25], ['hop', 3, 0.25]]);
  });

  it('shows the NIC of an upstream VM that feeds two', async () => {
    // 8 MB/s, shared by two: 100 MB take 25 s.
    const { steps: found, latency, texts } = await steps('faasnet', 3, 1, { nicMBps: 8 });
    expect(latency).toBe(27.25);
    expect(found).toEqual([...PREPARED(1), ['nicOut', 0, 25], ['hop', 1, 0.25]]);
    expect(texts[3]).toBe('VM 0 sends as fast as its NIC can');
  });

  it("shows the VM's own NIC", async () => {
    const { steps: found, latency } = await steps('faasnet', 1, 0, { nicMBps: 8 });
    expect(latency).toBe(14.5);
    expect(found).toEqual([...PREPARED(0), ['nicIn', 0, 12.5]]);
  });

  it("shows the VM's own NIC once the upstream VM has become faster, though the rate stays the same", async () => {
    // VM 1 and VM 2 both hold two functions, whose flows share their NICs. The other flow of VM 1 ends first.
    const parameters = resolveParameters({
      vms: 3,
      functionsPerVm: 2,
      nicMBps: 25,
      registryMBps: 50,
      startVcpus: 2,
      startWaitShare: 0,
      startCreationSeconds: 0,
      fanOut: 4,
      hopSeconds: 0,
      idleSeconds: 1,
    });
    const spec = { runtime: 'python', runSeconds: 0 };
    const functions = [
      { ...spec, name: 'f0', imageMB: 1, memoryMB: 64, startFactor: 0.6 },
      { ...spec, name: 'f1', imageMB: 4, memoryMB: 2049 },
    ];
    const arrival = Float64Array.of(0, 0, 2.7, 2.7, 2.7, 2.7, 2.7, 2.7, 2.7);
    const functionId = Uint32Array.of(0, 0, 0, 1, 0, 1, 0, 1, 0);
    const workload = { name: 'shared NICs', arrival, functionId, functions, recorded: null, assumptions: [] };
    const run = { workload, system: 'faasnet', parameters, seed: 1 };
    const { steps: found, vm } = await pathOf(run, await simulate(run), 4);
    expect(found.at(-1)).toMatchObject({ cause: 'nicIn', vm });
    expect(found.map(({ cause }) => cause)).not.toContain('turn');
  });

  it('of a request that arrives while its container starts is the rest of the start', async () => {
    const parameters = resolveParameters({ ...EXACT, requestsPerContainer: 2 });
    const burst = burstWorkload({ containers: 2, imageMB: 210 }, parameters);
    const workload = { ...burst, arrival: Float64Array.of(0, 5), requests: true };
    const run = { workload, system: 'faasnet', parameters, seed: 1 };
    const { steps: found, latency } = await pathOf(run, await simulate(run), 1);
    expect(latency).toBe(7);
    expect(found.map(({ cause, from, to, seconds }) => [cause, from, to, seconds])).toEqual([['start', 5, 12, 7]]);
  });

  it('shows the failure of its VM, and begins anew', async () => {
    const { steps: found, latency } = await steps('faasnet', 1, 0, {}, [{ vm: 0, time: 1.5 }]);
    expect(latency).toBe(14);
    expect(found[0]).toEqual(['failure', 0, 2]);
    expect(found.slice(1).map(([cause]) => cause)).toEqual([
      'preparation',
      'preparation',
      'preparation',
      'creation',
      'start',
    ]);
  });

  it('shows the failure of the upstream VM, until it is noticed', async () => {
    // The root fails at 4 s; at 6 s the pings notice it, and VM 1 reads the registry for the other 80 MB.
    const change = { pingSeconds: 6 };
    const { steps: found, upstreams, latency } = await steps('faasnet', 2, 1, change, [{ vm: 0, time: 4 }]);
    expect(found).toContainEqual(['failure', 0, 2]);
    expect(found).toContainEqual(['pace', 1, 10]);
    expect(upstreams).toEqual([]);
    expect(latency).toBe(14);
  });
});

describe('the critical path of other systems, computed by hand', () => {
  it('of the baseline is the registry that opens pulls, the pull, and the start', async () => {
    const change = { 'registry.sessionSeconds': 0.5, 'baseline.unpackMBps': 21, 'baseline.startSeconds': 3 };
    expect(await steps('baseline', 4, 3, change)).toEqual({
      steps: [
        ['registryLoad', 3, 2],
        ['pace', 3, 10],
        ['creation', 3, 1],
        ['start', 3, 2],
      ],
      texts: [
        'The registry opens pulls one after another',
        'VM 3 unpacks the image',
        'VM 3 creates its containers one at a time',
        'The container starts',
      ],
      upstreams: [],
      latency: 15,
    });
  });

  it('of on-demand is the load of the registry, as far as a reader alone would be faster', async () => {
    // 210 blocks of 1 MB. A block takes 1/21 s of work and 1/21 s of the registry; with 22 readers 3/21 s of it.
    const change = {
      vms: 30,
      blockKB: 1e6 / 1024,
      'registry.sessionSeconds': 0,
      'registry.answerSeconds': 1 / 21,
      'registry.requestsPerSecond': 220.5,
      nicMBps: 1000,
    };
    const alone = await steps('on-demand', 1, 0, change);
    expect(alone.latency).toBe(21);
    expect(alone.steps.slice(1)).toEqual([['pace', 0, 20]]);
    const many = await steps('on-demand', 22, 5, change);
    expect(many.latency).toBe(41);
    expect(many.steps.slice(1)).toEqual([
      ['pace', 5, 20],
      ['registryLoad', null, 20],
    ]);
  });

  it('of DADI+P2P is the turn of its VM, and the join', async () => {
    // The root feeds one VM at a time: VM 0 holds the image after 2 + 10 s, and feeds VM 1 then.
    const change = { 'dadi-p2p.rootSlots': 1, 'dadi-p2p.loadSeconds': 2, 'dadi-p2p.joinSeconds': 1.5 };
    const { steps: found, upstreams, latency } = await steps('dadi-p2p', 2, 1, change);
    expect(upstreams).toEqual([0]);
    expect(latency).toBe(23.5);
    expect(found.slice(0, 3)).toEqual([
      ['preparation', 1, 2],
      ['turn', 1, 10],
      ['preparation', 1, 1.5],
    ]);
  });

  it('of Kraken has the wait for the last pieces', async () => {
    const change = { 'kraken.unpackMBps': 21, 'kraken.startSeconds': 3 };
    const { steps: found, latency } = await steps('kraken', 2, 1, change);
    expect(found.map(([cause]) => cause)).toEqual(['pace', 'lastPieces', 'creation', 'start']);
    expect(found.filter(([cause]) => cause !== 'lastPieces')).toEqual([
      ['pace', 1, 10],
      ['creation', 1, 1],
      ['start', 1, 2],
    ]);
    expect(found[1][2]).toBeCloseTo(latency - 13, 5);
  });

  it('of a full pool is the queue', async () => {
    const { steps: found } = await steps('optimal', 2, 1, { vms: 1, vmMemoryMB: 3008 });
    // 12 s of the first start, and 2 s of its run.
    expect(found[0]).toEqual(['queue', null, 14]);
  });

  it('of starts that share a VM has what others add', async () => {
    const change = { startVcpus: 1, vcpus: 1, vms: 1, vmMemoryMB: 6016, startWaitShare: 0, 'baseline.startSeconds': 3 };
    const { steps: found } = await steps('baseline', 2, 0, { ...change, 'baseline.unpackMBps': 21 });
    // Created after 1 s; the other one a second later. From then on, both share the vCPU.
    expect(found.slice(-3)).toEqual([
      ['creation', 0, 1],
      ['start', 0, 2],
      ['sharedVm', 0, 1],
    ]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFunctionTree } from '../../../src/functionTree';
import type { Run } from '../../../src/simulation';
import { runs } from '../../depth';
import { megabytes, type Observed, observe, peakRate } from './observed';
import { anyRun } from './randomRuns';
import { type TreeEntry, treeLogsOf } from './timelines';

const ROUNDING = 1 + 1e-6;
/** Stages are kept as 32-bit numbers. */
const SINGLE_PRECISION = 1e-6;

/**
 * Every cold start (or request) is served once, a request again only after a VM failed, and the stages add up to its
 * latency.
 */
function expectServedOnce({ workload }: Run, { result, started, servedWarm }: Observed): void {
  const rows = [...started, ...servedWarm].sort((a, b) => a - b);
  const { retriedRequests, lostRequests } = result.totals;
  expect(retriedRequests > 0 ? [...new Set(rows)] : rows).toEqual([...workload.arrival.keys()]);
  if (!workload.requests) expect([...servedWarm, ...rows.slice(workload.arrival.length)]).toEqual([]);
  expect(result.provisioning.filter((seconds) => seconds < 0)).toHaveLength(0);
  expect(result.provisioning.filter(Number.isNaN)).toHaveLength(workload.requests ? lostRequests : 0);
  const excess = result.provisioning.map((seconds, row) => {
    if (Number.isNaN(seconds)) return 0;
    const staged = result.stages.reduce((sum, stage) => sum + stage.seconds[row], 0);
    return Math.abs(staged - seconds) - (1e-3 + SINGLE_PRECISION * seconds);
  });
  expect(Math.max(...excess)).toBeLessThanOrEqual(0);
}

/** All bytes sent are received, no faster than NICs and the registry allow. */
function expectBytesToAddUp({ parameters }: Run, { result, sent, delivered, fromRegistry }: Observed): void {
  const { nicMBps, registryMBps, vms } = parameters;
  const fromVms = [...sent, ...delivered].filter(({ source }) => source !== -1);
  expect(megabytes(fromVms) * 1e6).toBeCloseTo(result.peerBytes, 0);
  const { savedRegistryBytes, seedBytes } = result.totals;
  expect(savedRegistryBytes).toBeCloseTo(Math.max(0, result.peerBytes - seedBytes), 3);
  expect(result.registryBytes).toBeGreaterThanOrEqual(megabytes(fromRegistry) * 1e6 - 1);
  expect(peakRate(fromRegistry)).toBeLessThanOrEqual(registryMBps * ROUNDING);
  for (let vm = 0; vm <= vms; vm++) {
    const received = peakRate(sent.filter(({ receiver }) => receiver === vm));
    const forwarded = peakRate(sent.filter(({ source }) => source === vm));
    expect(Math.max(received, forwarded)).toBeLessThanOrEqual(nicMBps * ROUNDING);
  }
}

/** Replays a log on a new tree, which must do the same as each entry. */
function expectSoundLog(log: readonly TreeEntry[], fanOut: number): void {
  const tree = createFunctionTree(fanOut);
  expect(log.every(({ time }, i) => i === 0 || time >= log[i - 1].time)).toBe(true);
  for (const { kind, vm, other } of log) {
    if (kind === 'insert') expect(tree.insert(vm)).toBe(other);
    else if (kind === 'remove') tree.delete(vm);
    else if (kind === 'reparent' || kind === 'fetch') expect(tree.upstreamOf(vm)).toBe(other);
    else if (kind === 'fetched') expect(tree.has(vm)).toBe(true);
  }
}

/** No VM holds more memory than it has, from the moment a container is placed there until it ends. */
function expectRoom({ workload, parameters }: Run, { result }: Observed): void {
  for (let vm = 0; vm < parameters.vms; vm++) {
    const held = [...workload.arrival.keys()]
      .filter((row) => result.vm[row] === vm)
      .map((row) => {
        const { memoryMB, runSeconds } = workload.functions[workload.functionId[row]];
        const from = workload.arrival[row] + result.stages[0].seconds[row];
        const to = workload.arrival[row] + result.provisioning[row] + runSeconds;
        return { from: from + 1e-4, to: to - 1e-4, amount: Math.ceil(memoryMB) * (to - from - 2e-4) };
      })
      .filter(({ from, to }) => to > from);
    expect(peakRate(held)).toBeLessThanOrEqual(parameters.vmMemoryMB * ROUNDING);
  }
}

describe('a run with any schedule of failures', () => {
  it('provisions every container once, and its bytes add up', async () => {
    const count = runs(10_000);
    let failed = 0;
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: true }), async (run) => {
        const observed = await observe(run);
        expectServedOnce(run, observed);
        expectBytesToAddUp(run, observed);
        // feedingTree.test.ts checks those of other systems.
        if (run.system === 'faasnet') {
          for (const log of await treeLogsOf(run)) expectSoundLog(log, run.parameters.fanOut);
        }
        expect(observed.result.vms).toBeLessThanOrEqual(run.parameters.vms);
        failed += observed.result.totals.failedVms;
      }),
      { numRuns: count, seed: 1, endOnFailure: true },
    );
    expect(failed).toBeGreaterThan(0.9 * count);
  });
});

describe('a run without failures', () => {
  it('places no more on a VM than it has memory for', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: false }), async (run) => {
        fc.pre(!run.workload.requests);
        expectRoom(run, await observe(run));
      }),
      { numRuns: runs(1000), seed: 2, endOnFailure: true },
    );
  });
});

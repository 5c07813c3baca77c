import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFunctionTree } from '../../../src/functionTree';
import { burstWorkload, type Run, resolveParameters } from '../../../src/simulation';
import { imageOf } from '../../../src/simulation/images';
import { runs } from '../../depth';
import { megabytes, observe } from './observed';
import { type TreeEntry, treeLogsOf } from './timelines';

/** A burst of FaaSNet without randomness, a container per VM, on NICs that delay no flow. */
function burst(containers: number, given: Record<string, number>, failures: Run['failures'] = []): Run {
  const parameters = resolveParameters({ stepSeconds: 0, startStepSeconds: 0, nicMBps: 10_000, ...given });
  return { workload: burstWorkload({ containers }, parameters), system: 'faasnet', parameters, seed: 1, failures };
}

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

const bursts = fc.record({
  containers: fc.integer({ min: 2, max: 40 }),
  given: fc.record({
    fanOut: fc.integer({ min: 1, max: 5 }),
    pingSeconds: between(0.05, 3),
    hopSeconds: between(0, 0.2),
  }),
});

/** While blocks flow: stages take 1.7 s, and a start a few seconds more. */
const fetchingTime = between(2, 3.5);

const ofKind = (log: readonly TreeEntry[], kind: TreeEntry['kind']) => log.filter((entry) => entry.kind === kind);

const wireMB = (run: Run): number => imageOf(run.workload.functions[0], run.parameters).wireMB;

describe('a VM of a function tree that fails', () => {
  it('sends nothing more, and leaves the tree at the next ping', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, fetchingTime, fc.nat(1000), async ({ containers, given }, time, pick) => {
        const vm = pick % containers;
        const run = burst(containers, given, [{ time, vm }]);
        const { sent } = await observe(run);
        const [removed] = ofKind((await treeLogsOf(run))[0], 'remove');
        const noticed = (Math.floor(time / given.pingSeconds) + 1) * given.pingSeconds;
        expect(removed).toMatchObject({ time: noticed, vm });
        const meanwhile = sent.filter(({ source, receiver }) => source === vm || receiver === vm);
        for (const { from, to } of meanwhile) expect(to <= time || from >= noticed).toBe(true);
      }),
      { numRuns: runs(500), seed: 1, endOnFailure: true },
    );
  });

  it('delays no other VM longer than it was cut off, and makes none fetch a block twice', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, fetchingTime, fc.nat(1000), async ({ containers, given }, time, pick) => {
        const vm = pick % containers;
        const run = burst(containers, given, [{ time, vm }]);
        const { result, sent } = await observe(run);
        const untouched = await observe(burst(containers, given));
        const cutOff = (Math.floor(time / given.pingSeconds) + 1) * given.pingSeconds - time;
        const hops = containers * given.hopSeconds;
        for (let other = 0; other < containers; other++) {
          if (other === vm) continue;
          expect(megabytes(sent.filter(({ receiver }) => receiver === other))).toBeCloseTo(wireMB(run), 6);
          const { provisioning } = untouched.result;
          expect(result.provisioning[other]).toBeLessThanOrEqual(provisioning[other] + cutOff + hops + 1e-9);
        }
      }),
      { numRuns: runs(500), seed: 2, endOnFailure: true },
    );
  });

  it('is replaced if it was the root, by a VM that fetches only the rest from the registry', async () => {
    await fc.assert(
      fc.asyncProperty(bursts, fetchingTime, async ({ containers, given }, time) => {
        const run = burst(containers, given, [{ time, vm: 0 }]);
        const { sent } = await observe(run);
        const [log] = await treeLogsOf(run);
        const [removed] = ofKind(log, 'remove');
        const heirs = ofKind(log, 'reparent').filter(({ other }) => other === -1);
        expect(heirs).toEqual([{ time: removed.time, kind: 'reparent', vm: expect.any(Number), other: -1 }]);
        const fromRegistry = sent.filter(({ source }) => source === -1);
        expect(new Set(fromRegistry.map(({ receiver }) => receiver))).toEqual(new Set([0, heirs[0].vm]));
        expect(megabytes(fromRegistry)).toBeCloseTo(wireMB(run), 6);
        expect(fromRegistry.filter(({ receiver }) => receiver === heirs[0].vm).every(isAfter(removed.time))).toBe(true);
      }),
      { numRuns: runs(500), seed: 3, endOnFailure: true },
    );
  });
});

describe('a function tree whose VMs fail', () => {
  it('stays balanced', async () => {
    const failures = fc.array(fc.record({ time: between(0.5, 10), vm: fc.nat(39) }), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(bursts, failures, async ({ containers, given }, failing) => {
        for (const log of await treeLogsOf(burst(containers, given, failing))) expectShallow(log, given.fanOut);
      }),
      { numRuns: runs(500), seed: 4, endOnFailure: true },
    );
  });
});

const isAfter =
  (time: number) =>
  ({ from }: { from: number }): boolean =>
    from >= time;

/** Replays the log and checks the tree after each change: balanced for fan-out 2, else complete. */
function expectShallow(log: readonly TreeEntry[], fanOut: number): void {
  const tree = createFunctionTree(fanOut);
  for (const { kind, vm } of log) {
    if (kind === 'insert') tree.insert(vm);
    else if (kind === 'remove') tree.delete(vm);
    else continue;
    const depths = [...tree].map((vm) => tree.depthOf(vm));
    const levels = Math.max(-1, ...depths) + 1;
    // A balanced tree of h levels has at least Fibonacci(h + 2) − 1 VMs.
    if (fanOut === 2) expect(depths.length).toBeGreaterThanOrEqual(fibonacci(levels + 2) - 1);
    else expect(depths.length).toBeGreaterThan(fullTree(fanOut, levels - 1));
  }
}

function fibonacci(n: number): number {
  return n <= 2 ? 1 : fibonacci(n - 1) + fibonacci(n - 2);
}

/** VMs of a full tree with this many levels; -1 for a negative number. */
function fullTree(fanOut: number, levels: number): number {
  let vms = levels < 0 ? -1 : 0;
  for (let level = 0; level < levels; level++) vms += fanOut ** level;
  return vms;
}

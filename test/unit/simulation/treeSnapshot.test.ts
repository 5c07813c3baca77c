import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createFunctionTree, type FunctionTreeObserver } from '../../../src/functionTree';
import { treeInfo, treeSnapshot } from '../../../src/simulation/results/treeSnapshot';
import { TreeEvent, type TreeLog } from '../../../src/simulation/types';
import { runs } from '../../depth';

type Entry = readonly [time: number, kind: keyof typeof TreeEvent, vm: number, other: number];

function logOf(entries: readonly Entry[], top: TreeLog['top'] = 'registry'): TreeLog {
  return {
    functionId: 3,
    top,
    time: Float64Array.from(entries, ([time]) => time),
    kind: Uint8Array.from(entries, ([, kind]) => TreeEvent[kind]),
    vm: Int32Array.from(entries, ([, , vm]) => vm),
    other: Int32Array.from(entries, ([, , , other]) => other),
  };
}

/** Two VMs are provisioned; the root is reclaimed while the other is still fetching from it. */
const handover = logOf([
  [0, 'insert', 7, -1],
  [1, 'fetch', 7, -1],
  [2, 'insert', 9, 7],
  [3, 'fetched', 7, -1],
  [3, 'started', 7, -1],
  [4, 'fetch', 9, 7],
  [6, 'remove', 7, 9],
  [6, 'reparent', 9, -1],
  [6, 'fetch', 9, -1],
  [8, 'fetched', 9, -1],
  [9, 'started', 9, -1],
  [20, 'remove', 9, -1],
]);

describe('a snapshot', () => {
  test('is an empty tree before the first event', () => {
    expect(treeSnapshot(handover, -1, 10)).toMatchObject({
      vms: 0,
      height: -1,
      vm: [],
      upstream: [],
      omitted: 0,
      recent: [],
    });
  });

  test("shows each VM's upstream and progress", () => {
    const { vm, upstream, state, progress, fetching, requestedAt, startedAt, ...rest } = treeSnapshot(handover, 5, 10);
    expect({ vm, upstream, state, fetching }).toEqual({
      vm: [7, 9],
      upstream: [-1, 0],
      state: ['ready', 'provisioning'],
      fetching: [false, true],
    });
    expect(progress).toEqual([1, 0.25]);
    expect([...requestedAt]).toEqual([0, 2]);
    expect([...startedAt]).toEqual([3, Number.NaN]);
    expect(rest).toMatchObject({ time: 5, vms: 2, height: 1, omitted: 0 });
  });

  test('includes all events at its time', () => {
    const snapshot = treeSnapshot(handover, 6, 10);
    expect(snapshot).toMatchObject({
      vm: [9],
      upstream: [-1],
      state: ['provisioning'],
      fetching: [true],
      progress: [0.5],
    });
    expect(snapshot.recent).toEqual([
      { time: 6, text: 'VM 9 is the root now' },
      { time: 6, text: 'VM 7 removed; VM 9 takes its place' },
      { time: 2, text: 'VM 9 inserted under VM 7' },
      { time: 0, text: 'VM 7 inserted as the root' },
    ]);
  });

  test('shows a VM with all blocks as provisioning until it has started', () => {
    expect(treeSnapshot(handover, 8.5, 10)).toMatchObject({
      state: ['provisioning'],
      fetching: [false],
      progress: [1],
    });
  });

  test('is an empty tree after the last VM has left', () => {
    expect(treeSnapshot(handover, 1e9, 10)).toMatchObject({ vms: 0, height: -1, vm: [] });
  });

  test('shows no progress of a fetch that never ends', () => {
    const cutOff = logOf([
      [0, 'insert', 1, -1],
      [1, 'fetch', 1, -1],
      [5, 'remove', 1, -1],
      [6, 'insert', 1, -1],
      [7, 'fetched', 1, -1],
    ]);
    expect(treeSnapshot(cutOff, 3, 10)).toMatchObject({ fetching: [true], progress: [0] });
  });

  test('shows a VM that joins again from its new start', () => {
    const returned = logOf([
      ...[0, 10].flatMap((t): Entry[] => [
        [t, 'insert', 1, -1],
        [t + 1, 'started', 1, -1],
        [t + 2, 'remove', 1, -1],
      ]),
    ]);
    expect(treeSnapshot(returned, 10, 10)).toMatchObject({ state: ['provisioning'], progress: [0] });
    expect([...treeSnapshot(returned, 11, 10).startedAt]).toEqual([11]);
  });

  test('describes a rotation in words', () => {
    const rotated = logOf([
      [0, 'insert', 0, -1],
      [0, 'insert', 1, 0],
      [1, 'rotate', 0, 1],
      [1, 'reparent', 1, -1],
      [1, 'reparent', 0, 1],
    ]);
    expect(
      treeSnapshot(rotated, 1, 10)
        .recent.slice(0, 3)
        .map(({ text }) => text),
    ).toEqual([
      'VM 0 has VM 1 as its upstream now',
      'VM 1 is the root now',
      'Rotation at VM 0; VM 1 rises into its place',
    ]);
  });

  test('shows who feeds each VM below a root VM', () => {
    const fed = logOf(
      [
        [0, 'insert', 4, -1],
        [1, 'insert', 5, -1],
        [2, 'insert', 6, 4],
        [3, 'remove', 4, -1],
        [3, 'reparent', 6, -1],
      ],
      'rootVm',
    );
    expect(treeSnapshot(fed, 2, 10)).toMatchObject({ top: 'rootVm', vm: [4, 5, 6], upstream: [-1, -1, 0], height: 1 });
    expect(treeSnapshot(fed, 3, 10)).toMatchObject({ vm: [6, 5], upstream: [-1, -1], height: 0 });
    expect(treeSnapshot(fed, 3, 10).recent.map(({ text }) => text)).toEqual([
      'VM 6 has the root VM as its upstream now',
      'VM 4 gave the image up',
      'VM 6 is fed by VM 4',
      'VM 5 is fed by the root VM',
      'VM 4 is fed by the root VM',
    ]);
  });
});

/**
 * A tree of the given fan-out under random operations, one a second, and the log that the FT manager would write of it.
 */
function randomRun(fanOut: number, strikes: readonly (number | null)[]) {
  const entries: Entry[] = [];
  let now = 0;
  const observer: FunctionTreeObserver = {
    inserted: (vm, upstream) => entries.push([now, 'insert', vm, upstream]),
    removed: (vm, successor) => entries.push([now, 'remove', vm, successor]),
    rotated: (vm, raised) => entries.push([now, 'rotate', vm, raised]),
    reparented: (vm, upstream) => entries.push([now, 'reparent', vm, upstream]),
  };
  const tree = createFunctionTree(fanOut, observer);
  const moments = strikes.map((strike) => {
    now++;
    const live = [...tree].sort((a, b) => a - b);
    if (strike === null || live.length === 0) tree.insert(now);
    else tree.delete(live[Math.floor(strike * live.length)]);
    const vms = [...tree];
    return { upstreams: new Map(vms.map((vm) => [vm, tree.upstreamOf(vm)])), height: tree.height };
  });
  return { log: logOf(entries), moments };
}

test.each([1, 2, 3, 8])('a snapshot agrees with the tree at every moment of a run (fan-out %i)', (fanOut) => {
  const strikes = fc.array(fc.option(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })), { maxLength: 80 });
  fc.assert(
    fc.property(strikes, fc.integer({ min: 0, max: 90 }), (sequence, limit) => {
      const { log, moments } = randomRun(fanOut, sequence);
      for (const [index, { upstreams, height }] of moments.entries()) {
        const all = treeSnapshot(log, index + 1.5, Number.POSITIVE_INFINITY);
        expect(new Map(all.vm.map((vm, i) => [vm, all.vm[all.upstream[i]] ?? -1]))).toEqual(upstreams);
        expect([all.vms, all.height]).toEqual([upstreams.size, height]);

        const some = treeSnapshot(log, index + 1.5, limit);
        expect(some.vm).toEqual(all.vm.slice(0, limit));
        expect(some.upstream).toEqual(all.upstream.slice(0, limit));
        expect(some.omitted).toBe(upstreams.size - some.vm.length);
      }
      const inserts = [...log.kind].filter((kind) => kind === TreeEvent.insert).length;
      const rotations = [...log.kind].filter((kind) => kind === TreeEvent.rotate).length;
      const peakVms = Math.max(0, ...moments.map(({ upstreams }) => upstreams.size));
      expect(treeInfo(log, 'f')).toMatchObject({ functionId: 3, name: 'f', inserts, rotations, peakVms });
    }),
    { numRuns: runs(60) },
  );
});

test('the summary of a tree spans its first to last event', () => {
  expect(treeInfo(handover, 'resize')).toEqual({
    functionId: 3,
    name: 'resize',
    top: 'registry',
    peakVms: 2,
    inserts: 2,
    rotations: 0,
    from: 0,
    to: 20,
  });
});

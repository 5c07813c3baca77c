import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunNumbers, TreeInfo, TreeSnapshot } from '../../../src/protocol/queries';
import { describeVm, treeSummary } from '../../../webview/tree/describe';
import { layoutTree, neighbour } from '../../../webview/tree/layout';
import { hasQuietEnd, momentOf, spanOf, toStep, toTime } from '../../../webview/tree/time';
import { runs } from '../../depth';

/** A tree with fan-out `k`, breadth first. */
function snapshotOf(vms: number, k = 2): TreeSnapshot {
  const upstream = Array.from({ length: vms }, (_, index) => (index === 0 ? -1 : Math.floor((index - 1) / k)));
  return {
    time: 1,
    top: 'registry',
    vms,
    height: vms === 0 ? -1 : Math.floor(Math.log2(vms)),
    vm: upstream.map((_, index) => index * 10),
    upstream,
    state: upstream.map((_, index) => (index % 2 === 0 ? 'ready' : 'provisioning')),
    progress: upstream.map(() => 0.5),
    fetching: upstream.map((_, index) => index % 2 === 1),
    requestedAt: new Float64Array(vms),
    startedAt: Float64Array.from(upstream, (_, index) => (index % 2 === 0 ? 0.9 : Number.NaN)),
    omitted: 0,
    recent: [],
  };
}

describe('the drawing', () => {
  it('places every VM below its upstream without overlaps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5 }), (vms, k) => {
        const layout = layoutTree(snapshotOf(vms, k));
        expect(layout.vms.map(({ index }) => index)).toEqual(Array.from({ length: vms }, (_, index) => index));
        for (const vm of layout.vms) {
          if (vm.upstream >= 0) expect(vm.y - layout.vms[vm.upstream].y).toBeGreaterThan(vm.radius * 2);
          expect(vm.x - vm.radius).toBeGreaterThanOrEqual(layout.bounds.x);
          expect(vm.x + vm.radius).toBeLessThanOrEqual(layout.bounds.x + layout.bounds.width);
        }
        for (const [at, vm] of layout.vms.entries()) {
          const next = layout.vms[at + 1];
          if (next?.depth === vm.depth) expect(next.x - vm.x).toBeGreaterThanOrEqual(vm.radius * 2);
        }
      }),
      { numRuns: runs(40) },
    );
  });

  it('shows several trees side by side below one top', () => {
    // 0 and 1 are fed by the top; 2 and 3 by 0, 4 by 1.
    const forest: TreeSnapshot = { ...snapshotOf(5), top: 'rootVm', upstream: [-1, -1, 0, 0, 1], height: 1 };
    const { vms, top } = layoutTree(forest);
    expect(vms.map(({ depth }) => depth)).toEqual([0, 0, 1, 1, 1]);
    expect(vms.map(({ downstream }) => downstream)).toEqual([[2, 3], [4], [], [], []]);
    expect(vms[0].y).toBe(vms[1].y);
    expect(vms[1].x).toBeGreaterThan(vms[0].x + vms[0].radius * 2);
    expect(top.x).toBeGreaterThan(vms[0].x);
    expect(top.x).toBeLessThan(vms[1].x);
    expect(top.y).toBeLessThan(vms[0].y);
  });

  it('shows the registry of an empty tree', () => {
    const { vms, bounds } = layoutTree(snapshotOf(0));
    expect(vms).toEqual([]);
    expect(bounds.width).toBeGreaterThan(0);
    expect(bounds.height).toBeGreaterThan(0);
  });

  it('moves the focus with the arrow keys', () => {
    const layout = layoutTree(snapshotOf(7));
    expect(neighbour(layout, 0, 'ArrowDown')).toBe(1);
    expect(neighbour(layout, 1, 'ArrowRight')).toBe(2);
    expect(neighbour(layout, 2, 'ArrowUp')).toBe(0);
    expect(neighbour(layout, 3, 'ArrowLeft')).toBeNull();
    expect(neighbour(layout, 0, 'End')).toBe(6);
    expect(neighbour(layout, 0, 'ArrowUp')).toBeNull();
  });
});

describe('the description', () => {
  it('gives levels and height', () => {
    expect(treeSummary(snapshotOf(7))).toBe(
      '7 VMs on 3 levels (height 2 edges). 4 ready, 3 provisioning, 3 fetching now.',
    );
    expect(treeSummary(snapshotOf(1))).toContain('1 VM on 1 level (height 0 edges)');
    expect(treeSummary(snapshotOf(0))).toBe('The tree is empty at this moment.');
  });

  it('names the upstream of a VM, and omits times in the future', () => {
    const snapshot = snapshotOf(3);
    expect(describeVm(snapshot, 0, 0, 2)).toMatchObject({ title: 'Root VM 0', source: 'upstream is the registry' });
    expect(describeVm(snapshot, 1, 1, 0)).toMatchObject({
      source: 'fetching from VM 0',
      state: 'provisioning, 50 % of the blocks needed for start',
      downstream: 'feeds no VM',
      started: null,
    });
  });
});

describe('the slider', () => {
  const tree: TreeInfo = {
    functionId: 0,
    name: 'f',
    top: 'registry',
    peakVms: 8,
    inserts: 8,
    rotations: 0,
    from: 0,
    to: 907,
  };
  const numbers = { provisioningSeconds: { p50: 6, last: 7.3 } } as RunNumbers;

  it('ends with the last start of a burst, unless the whole run is shown', () => {
    expect(spanOf(tree, numbers, true, false)).toEqual({ from: 0, to: 7.3 });
    expect(spanOf(tree, numbers, true, true)).toEqual({ from: 0, to: 907 });
    expect(spanOf(tree, numbers, false, false)).toEqual({ from: 0, to: 907 });
    expect(hasQuietEnd(tree, numbers, true)).toBe(true);
    expect(hasQuietEnd({ ...tree, to: 7.3 }, numbers, true)).toBe(false);
  });

  it('clamps its moment to the span', () => {
    const span = { from: 2, to: 10 };
    expect(momentOf(null, span, numbers)).toBe(5);
    expect(momentOf(99, span, numbers)).toBe(10);
    expect(toStep(6, span)).toBe(500);
    expect(toTime(500, span)).toBe(6);
    expect(toStep(2, { from: 2, to: 2 })).toBe(0);
  });
});

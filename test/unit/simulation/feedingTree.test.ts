import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstWorkload, resolveParameters, simulate, treeSnapshot } from '../../../src/simulation';
import { TreeEvent } from '../../../src/simulation/types';
import { runs } from '../../depth';
import { anyRun } from './randomRuns';

const SYSTEM = 'dadi-p2p';

describe('the tree of DADI+P2P', () => {
  it('has each VM below the VM that fed it, and at most as many below the root VM as it feeds at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 1, max: 20 }), async (containers, slots) => {
        const parameters = resolveParameters({ 'dadi-p2p.rootSlots': slots });
        const workload = burstWorkload({ containers }, parameters);
        const { treeLogs, vm, upstream, provisioning } = await simulate({
          workload,
          system: SYSTEM,
          parameters,
          seed: 1,
        });
        expect(treeLogs).toHaveLength(1);
        const tree = treeSnapshot(treeLogs[0], Math.max(...provisioning), Number.POSITIVE_INFINITY);
        const drawn = new Map(tree.vm.map((one, i) => [one, tree.vm[tree.upstream[i]] ?? parameters.vms]));
        expect(drawn).toEqual(new Map([...vm].map((one, i) => [one, upstream[i]])));
        expect(tree.state.every((state) => state === 'ready')).toBe(true);
        expect(tree.upstream.filter((one) => one < 0).length).toBeLessThanOrEqual(Math.max(slots, containers / 2));
      }),
      { numRuns: runs(60), seed: 2 },
    );
  });

  it('holds every VM once, below a VM of the tree, as VMs join, leave and fail', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: true }), async (run) => {
        const { treeLogs } = await simulate({ ...run, system: SYSTEM });
        for (const { kind, vm, other } of treeLogs) {
          const members = new Map<number, number>();
          for (let i = 0; i < kind.length; i++) {
            if (kind[i] === TreeEvent.insert) expect(members.has(vm[i])).toBe(false);
            if (kind[i] !== TreeEvent.insert) expect(members.has(vm[i])).toBe(true);
            if (kind[i] === TreeEvent.remove) members.delete(vm[i]);
            if (kind[i] !== TreeEvent.insert && kind[i] !== TreeEvent.reparent) continue;
            expect(other[i] === -1 || members.has(other[i])).toBe(true);
            members.set(vm[i], other[i]);
          }
          for (const above of members.values()) expect(above === -1 || members.has(above)).toBe(true);
        }
      }),
      { numRuns: runs(500), seed: 3, endOnFailure: true },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstWorkload, resolveParameters, simulate } from '../../../src/simulation';
import { runs } from '../../depth';
import { anyRun } from './randomRuns';
import { rebuilt, stateAt, timelinesOf, treeLogsOf } from './timelines';

const SYSTEM = 'dadi-p2p';

describe('the tree of DADI+P2P', () => {
  it('has each VM below the VM that fed it, and at most as many below the root VM as it feeds at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 200 }), fc.integer({ min: 1, max: 20 }), async (containers, slots) => {
        const parameters = resolveParameters({ 'dadi-p2p.rootSlots': slots });
        const workload = burstWorkload({ containers }, parameters);
        const run = { workload, system: SYSTEM, parameters, seed: 1 };
        const { trees, vm, upstream, provisioning } = await simulate(run);
        expect(trees).toBe(1);
        const [timeline] = await timelinesOf(run);
        const time = Math.max(...provisioning);
        const places = rebuilt(timeline, time);
        const drawn = new Map([...places].map(([one, place]) => [one, timeline.vms[place.upstream] ?? parameters.vms]));
        expect(drawn).toEqual(new Map([...vm].map((one, i) => [timeline.vms.indexOf(one), upstream[i]])));
        for (const one of places.keys()) expect(stateAt(timeline, one, time)).toBe('ready');
        const top = [...places.values()].filter((place) => place.upstream < 0);
        expect(top.length).toBeLessThanOrEqual(Math.max(slots, containers / 2));
      }),
      { numRuns: runs(60), seed: 2 },
    );
  });

  it('holds every VM once, below a VM of the tree, as VMs join, leave and fail', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: true }), async (run) => {
        for (const log of await treeLogsOf({ ...run, system: SYSTEM })) {
          const members = new Map<number, number>();
          for (const { kind, vm, other } of log) {
            if (kind === 'insert') expect(members.has(vm)).toBe(false);
            if (kind === 'remove' || kind === 'reparent') expect(members.has(vm)).toBe(true);
            if (kind === 'remove') members.delete(vm);
            if (kind !== 'insert' && kind !== 'reparent') continue;
            expect(other === -1 || members.has(other)).toBe(true);
            members.set(vm, other);
          }
          for (const above of members.values()) expect(above === -1 || members.has(above)).toBe(true);
        }
      }),
      { numRuns: runs(500), seed: 3, endOnFailure: true },
    );
  });
});

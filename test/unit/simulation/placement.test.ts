import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Placement } from '../../../src/simulation/cluster/placement';
import { Pool } from '../../../src/simulation/cluster/pool';
import { Replicas } from '../../../src/simulation/cluster/replicas';
import { resolveParameters } from '../../../src/simulation/parameters';
import { runs } from '../../depth';

const FUNCTIONS = 4;
const VMS = 3;
const MEMORY_MB = [10, 20, 40, 70];
const VM_MEMORY_MB = 128;

/** Places containers, and lets them leave, in any order. */
const steps = fc.array(fc.record({ leaves: fc.boolean(), which: fc.nat(1000) }), { maxLength: 60 });

describe('placement', () => {
  it.each([0, 1])('finds a replica with room whenever there is one (spread %i)', (spread) => {
    fc.assert(
      fc.property(steps, (list) => {
        const pool = new Pool(VMS, VM_MEMORY_MB, FUNCTIONS, Number.POSITIVE_INFINITY);
        const replicas = new Replicas(VMS, FUNCTIONS);
        const parameters = resolveParameters({ spread });
        const placement = new Placement(FUNCTIONS, Math.min(...MEMORY_MB), pool, replicas, parameters);
        const placed: { vm: number; memoryMB: number }[] = [];
        for (let vm = 0; vm < VMS; vm++) {
          pool.reserve();
          for (let functionId = 0; functionId < FUNCTIONS; functionId++) {
            pool.addFunction(vm);
            placement.offer(replicas.create(vm, functionId, 0));
          }
        }
        for (const { leaves, which } of list) {
          if (leaves && placed.length > 0) {
            const [{ vm, memoryMB }] = placed.splice(which % placed.length, 1);
            pool.vacate(vm, memoryMB);
            placement.roomOn(vm);
            continue;
          }
          const functionId = which % FUNCTIONS;
          const memoryMB = MEMORY_MB[functionId];
          const replica = placement.replicaFor(functionId, memoryMB);
          const most = Math.max(...pool.freeMB);
          expect(replica >= 0).toBe(most >= memoryMB);
          if (replica < 0) continue;
          const vm = replicas.vm[replica];
          expect(replicas.functionId[replica]).toBe(functionId);
          expect(pool.freeMB[vm]).toBeGreaterThanOrEqual(memoryMB);
          pool.occupy(vm, memoryMB);
          placed.push({ vm, memoryMB });
        }
      }),
      { numRuns: runs(500), seed: 20210723 },
    );
  });
});

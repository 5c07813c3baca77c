import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ReplicaQueue } from '../../../src/simulation/cluster/replicaQueue';
import { runs } from '../../depth';

it('a replica queue returns replicas in the order in which they were added, without those removed', () => {
  const steps = fc.array(fc.record({ kind: fc.constantFrom('push', 'shift', 'delete'), at: fc.nat(50) }), {
    maxLength: 4000,
  });
  fc.assert(
    fc.property(steps, (all) => {
      const queue = new ReplicaQueue();
      const expected: number[] = [];
      let next = 0;
      for (const { kind, at } of all) {
        if (kind === 'push') {
          queue.push(next);
          expected.push(next++);
        } else if (kind === 'shift') {
          expect(queue.shift()).toBe(expected.shift() ?? -1);
        } else {
          const replica = expected[at] ?? next;
          expect(queue.delete(replica)).toBe(expected.includes(replica));
          if (at < expected.length) expected.splice(at, 1);
        }
        expect(queue.size).toBe(expected.length);
      }
    }),
    { numRuns: runs(60) },
  );
});

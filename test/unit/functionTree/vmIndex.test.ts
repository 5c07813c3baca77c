import fc from 'fast-check';
import { expect, test } from 'vitest';
import { VmIndex } from '../../../src/functionTree/vmIndex';
import { runs } from '../../depth';

/** VMs with consecutive ids, with strides on which a poor hash collides, and with any ids. */
const vm = fc.oneof(
  fc.nat(40),
  fc.nat(40).map((n) => n * 2 ** 20),
  fc.nat(0x7fff_ffff),
);

/** A tree holds most VMs of a cluster, numbered from 0, then one with a distant id, and loses them again. */
const close = fc.oneof({ arbitrary: fc.nat(90), weight: 60 }, { arbitrary: vm, weight: 1 });

test.each([
  ['VMs of any number', vm],
  ['VMs numbered closely', close],
])('a VM index of %s answers as a map does', (_, vms) => {
  const operation = fc.record({ vm: vms, value: fc.option(fc.nat()) });
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 400 }), (operations) => {
      const index = new VmIndex();
      const map = new Map<number, number>();
      for (const { vm, value } of operations) {
        if (value === null) {
          index.delete(vm);
          map.delete(vm);
        } else {
          index.set(vm, value);
          map.set(vm, value);
        }
      }
      for (const { vm } of operations) expect(index.get(vm)).toBe(map.get(vm) ?? -1);
    }),
    { numRuns: runs(500) },
  );
});

test.each([
  ['few VMs', 2],
  ['many VMs', 100],
])('a VM index of %s has nothing for a number that is no VM', (_, vms) => {
  const index = new VmIndex();
  for (let vm = 0; vm < vms; vm++) index.set(vm, 7);
  for (const number of [-1, -100, 0.5, Number.NaN, vms]) expect(index.get(number)).toBe(-1);
});

/**
 * Operations a second on one function tree that holds n VMs all the while: a VM drawn at random is deleted, another
 * inserted, by turns. Run: npx esbuild test/bench/functionTree.bench.ts --bundle --platform=node | node - [operations]
 */
import { createFunctionTree } from '../../src/functionTree';

const SIZES = [1e3, 1e4, 1e5, 1e6];
const ROUNDS = 5;

/**
 * Returns the seconds that `operations` take; VMs are numbered as a cluster numbers them, a freed one being used again.
 */
function secondsFor(fanOut: number, vms: number, operations: number): number {
  const tree = createFunctionTree(fanOut);
  for (let vm = 0; vm < vms; vm++) tree.insert(vm);
  let random = 1;
  const began = performance.now();
  for (let done = 0; done < operations; done += 2) {
    random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
    const vm = Math.floor((random / 2 ** 32) * vms);
    tree.delete(vm);
    tree.insert(vm);
  }
  return (performance.now() - began) / 1000;
}

const operations = Number(process.argv[2] ?? 2_000_000);
console.log('fan-out         n   operations/s (median)   least        most');
for (const fanOut of [2, 3]) {
  for (const vms of SIZES) {
    const rates = Array.from({ length: ROUNDS }, () => operations / secondsFor(fanOut, vms, operations));
    rates.sort((a, b) => a - b);
    const [least, median, most] = [0, ROUNDS >> 1, ROUNDS - 1].map((i) => Math.round(rates[i]).toLocaleString('en'));
    console.log(
      `${fanOut}`.padStart(7),
      `${vms}`.padStart(9),
      median.padStart(23),
      least.padStart(11),
      most.padStart(11),
    );
  }
}

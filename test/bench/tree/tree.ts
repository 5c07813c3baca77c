import type { Area } from '../area';
import { type Contender, type Measured, measured } from '../measure/rounds';
import { alone, atLeast, atMost, besideOurs, type Row, rate, times } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { words } from '../words';
import type { TreeInput } from './operations';

/** Operations on function trees of a thousand to a million VMs. */
export const tree: Area = {
  name: 'tree',
  about: 'operations on function trees of growing size',
  rounds: 5,
  async run({ rounds, small }) {
    const operations = small ? 20_000 : 2_000_000;
    const sizes = small ? [100, 10_000] : [1e3, 1e4, 1e5, 1e6];
    const result: Row[] = [];
    for (const fanOut of [2, 3]) {
      const trees = await measured(
        sizes.map(
          (vms): Contender => ({
            name: `${words(vms)} VMs`,
            subject: 'function tree',
            input: { fanOut, vms, operations } satisfies TreeInput,
          }),
        ),
        rounds,
      );
      result.push(...growthOfTree(fanOut, sizes, operations, trees));
    }
    return result;
  },
};

function growthOfTree(fanOut: number, sizes: readonly number[], operations: number, trees: readonly Measured[]): Row[] {
  const [smallest] = trees;
  const name = (vms: number) => `function tree, fan-out ${fanOut}, ${words(vms)} VMs: insertions and deletions`;
  // The goals are about the paper's fan-out.
  const judged = fanOut === 2;
  const rates = trees.map((one, i) => {
    const isLargest = i === trees.length - 1;
    return alone(name(sizes[i]), rate(one, operations), judged && isLargest ? atLeast(1_000_000) : null);
  });
  const largest = trees[trees.length - 1];
  const ratios = largest.rounds.map(({ milliseconds }, i) => milliseconds / smallest.rounds[i].milliseconds);
  const reference = { ...times(smallest), name: smallest.name };
  const flat = `function tree, fan-out ${fanOut}: time of ${words(operations)} operations at ${largest.name}`;
  return [...rates, besideOurs(flat, times(largest), reference, spreadOf(ratios).median, judged ? atMost(2) : null)];
}

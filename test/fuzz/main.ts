import path from 'node:path';
import { parseArgs } from 'node:util';
import { keep, readCorpus } from './corpus';
import { fuzz } from './fuzz';
import { TARGETS } from './targets';

/**
 * Tries targets in turn until the time is up or each has had its inputs. Exit code 1 if one failed; failing inputs are
 * kept in the corpus.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '60' },
    inputs: { type: 'string', default: '1000000000' },
    seed: { type: 'string', default: `${Math.floor(Math.random() * 2 ** 31)}` },
    target: { type: 'string', multiple: true, default: [] },
    corpus: { type: 'string', default: path.resolve('test/fuzz/corpus') },
  },
});

/** The value of an option. Ends the process for one that would try nothing: that is no pass. */
function number(name: 'seconds' | 'inputs' | 'seed'): number {
  const value = Number(values[name]);
  if (values[name].trim() !== '' && Number.isFinite(value) && value >= (name === 'seed' ? 0 : 1)) return value;
  console.error(`--${name} takes a number, ${name === 'seed' ? 0 : 1} or more, not "${values[name]}".`);
  process.exit(2);
}

/** A target's turn is so long, unless all the time is shorter. */
const TURN_MS = 5000;

const chosen = TARGETS.filter(({ name }) => values.target.length === 0 || values.target.includes(name));
if (values.target.some((name) => chosen.every((target) => target.name !== name))) {
  console.error(`There is no such target. The targets are: ${TARGETS.map(({ name }) => name).join(', ')}`);
  process.exit(2);
}
const [seed, seconds, inputs] = [number('seed'), number('seconds'), number('inputs')];
const end = performance.now() + seconds * 1000;
const turn = Math.min(TURN_MS, (seconds * 1000) / chosen.length);
const tried = new Map(chosen.map(({ name }) => [name, 0]));
let faults = 0;
console.log(`seed ${seed}`);
for (let round = 0; performance.now() < end; round++) {
  const open = chosen.filter(({ name }) => tried.get(name)! < inputs);
  if (open.length === 0) break;
  for (const target of open) {
    const corpus = await readCorpus(values.corpus, target.name);
    const limits = {
      inputs: inputs - tried.get(target.name)!,
      until: Math.min(end, performance.now() + turn),
    };
    const outcome = await fuzz(target, corpus, seed + round * 7919, limits);
    tried.set(target.name, tried.get(target.name)! + outcome.inputs);
    for (const { input, message } of outcome.faults) {
      faults++;
      console.error(
        `\n${target.name} failed. The input is kept as ${await keep(values.corpus, target.name, input)}\n${message}`,
      );
    }
  }
  if (faults > 0) break;
}
for (const [name, inputs] of tried) console.log(`${name}: ${inputs.toLocaleString('en-US')} inputs`);
console.log(`${faults} faults`);
process.exitCode = faults > 0 ? 1 : 0;

/**
 * Benchmarks, side by side with the peers. See `scripts/bench.mjs`.
 *
 * Against noise, each contender has a process of its own, and contenders run in interleaved rounds, so that a busy
 * moment slows all of them. In its turn a contender runs twice, and only the second run counts: it finds warm caches
 * and compiled code. A ratio is the median of the rounds' ratios. A time is the median of the rounds, with the minimum
 * and the maximum: on a busy machine look at the minimum. Files are in the page cache. No process is pinned to a core.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Area } from './area';
import { decide } from './decide/decide';
import { environment } from './environment';
import { explore } from './explore/explore';
import { logs } from './logs/logs';
import type { Row } from './measure/rows';
import { large } from './read/large';
import { quoted, read, summary } from './read/read';
import { tables } from './read/tables';
import { markdownTable, NOISE_NOTE, printedTable } from './report';
import { simulator } from './simulate/simulator';
import { sweep } from './sweep/sweep';
import { tree } from './tree/tree';
import { watch } from './watch/watch';
import { workbench } from './workbench/workbench';

const AREAS: readonly Area[] = [
  read,
  summary,
  quoted,
  tables,
  large,
  logs,
  decide,
  explore,
  tree,
  simulator,
  sweep,
  watch,
  workbench,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    rounds: { type: 'string' },
    small: { type: 'boolean', default: false },
  },
});
const askedRounds = values.rounds === undefined ? null : Number(values.rounds);
if (askedRounds !== null && !(Number.isInteger(askedRounds) && askedRounds > 0))
  refuse('--rounds is a whole number from 1.');
const only = values.only.flatMap((names) => names.split(','));
for (const name of only)
  if (!AREAS.some((area) => area.name === name)) refuse(`There is nothing called ${name} to measure.`);

// Small sizes show that everything runs: no document takes their numbers.
const results = path.join('test-results', values.small ? 'bench-small' : 'bench');
await mkdir(results, { recursive: true });
const measuredOn = environment();
const reportOf = (measured: readonly Row[]) => ({
  ...measuredOn,
  small: values.small,
  noise: NOISE_NOTE,
  rows: measured,
});
const folder = await mkdtemp(path.join(tmpdir(), 'faasnet-bench-'));
const rows: (Row & { readonly area: string })[] = [];
try {
  for (const area of AREAS.filter(({ name }) => only.length === 0 || only.includes(name))) {
    console.error(`measuring ${area.about} …`);
    const place = await mkdtemp(path.join(folder, 'area-'));
    const measured = await area.run({ rounds: askedRounds ?? area.rounds, small: values.small, folder: place });
    // Goals are about full sizes.
    const met = (row: Row) => (values.small ? null : row.met);
    const ofArea = measured.map((row) => ({ area: area.name, ...row, met: met(row) }));
    rows.push(...ofArea);
    // Kept if a later area fails.
    await writeFile(path.join(results, `${area.name}.md`), markdownTable(reportOf(ofArea)));
    await rm(place, { recursive: true });
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

const report = reportOf(rows);
await writeFile(path.join(results, 'results.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(printedTable(report));

/** Says what can be measured. */
function refuse(why: string): never {
  const areas = AREAS.map(({ name, about }) => `  --only ${name.padEnd(10)} ${about}`).join('\n');
  console.error(`${why}\n\nnpm run bench -- [--only AREA]… [--rounds N] [--small]\n${areas}`);
  process.exit(2);
}

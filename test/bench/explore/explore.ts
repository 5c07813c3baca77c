import path from 'node:path';
import type { Area, BenchOptions } from '../area';
import { type Measured, measured } from '../measure/rounds';
import { atMost, type Quantity, type Row, withinGoal } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { words } from '../words';
import { writeExplored } from './exploredFile';
import { BRUSHES, type Brush } from './gestures';

/** Moves of a gesture: as many as a screen shows in a second. */
const MOVES = 60;
const MILLION = 1_000_000;

const WHAT: Readonly<Record<Brush, string>> = {
  time: 'a range of time dragged',
  latency: 'a range of latencies dragged',
  stage: 'a range of a stage dragged',
  runtime: 'runtimes clicked',
};

/** Every number and chart of the Explore tab, following a brush. */
export const explore: Area = {
  name: 'explore',
  about: 'a brush moved and everything that follows it',
  rounds: 3,
  async run(options) {
    const sizes = options.small ? [20_000] : [MILLION, 10 * MILLION];
    const rows: Row[] = [];
    for (const size of sizes) rows.push(...(await inWorker(size, size > MILLION ? 150 : 50, options)));
    return rows;
  },
};

/** The worker's part of each interaction, beside a query of DuckDB with the same result. */
async function inWorker(size: number, limit: number, { rounds, small, folder }: BenchOptions): Promise<Row[]> {
  const file = path.join(folder, `explored-${size}.csv`);
  await writeExplored(file, size);
  const rows: Row[] = [];
  for (const brush of BRUSHES) {
    const input = { file, brush, moves: small || size > MILLION ? MOVES / 3 : MOVES };
    const [ours, duckdb] = await measured(
      [
        { name: 'ours', subject: 'explore in worker', input },
        { name: 'DuckDB', subject: 'explore in duckdb', input },
      ],
      rounds,
    );
    const work = `${words(size)} rows, ${WHAT[brush]}: worker's answer to a move`;
    for (const share of [0.5, 0.95]) {
      const goal = share === 0.95 ? atMost(limit) : null;
      const what = `${work}, p${100 * share}`;
      rows.push(withinGoal(what, ours, lapQuantile(ours, share), duckdb, lapQuantile(duckdb, share), goal));
    }
  }
  return rows;
}

/** The quantile of a round's interactions, over rounds: the least value that so many interactions do not exceed. */
function lapQuantile({ rounds }: Measured, share: number): Quantity {
  const ofRounds = rounds.map(({ laps }) => {
    const sorted = [...(laps ?? [])].sort((a, b) => a - b);
    return sorted[Math.ceil(share * sorted.length) - 1];
  });
  return { ...spreadOf(ofRounds), unit: 'ms' };
}

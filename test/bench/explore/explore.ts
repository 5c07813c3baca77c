import { link } from 'node:fs/promises';
import path from 'node:path';
import type { Area, BenchOptions } from '../area';
import { type Measured, measured } from '../measure/rounds';
import { alone, atMost, type Quantity, type Row, withinGoal } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { words } from '../words';
import { withWindow } from '../workbench/window';
import { writeExplored } from './exploredFile';
import { BRUSHES } from './gestures';
import { ExplorePage, PAGE_GESTURES } from './inPage';

/** Moves of a gesture: as many as a screen shows in a second. */
const MOVES = 60;
const MILLION = 1_000_000;
const SHARES = [0.5, 0.95] as const;

const WHAT = {
  time: 'a range of time dragged',
  latency: 'a range of latencies dragged',
  rectangle: 'a rectangle of the heat map dragged',
  stage: 'a range of a stage dragged',
  runtime: 'runtimes clicked',
} as const;

/** Every number and chart of the Explore tab, following a brush. */
export const explore: Area = {
  name: 'explore',
  about: 'a brush moved and everything that follows it',
  rounds: 3,
  async run(options) {
    const sizes = options.small ? [20_000] : [MILLION, 10 * MILLION];
    const rows: Row[] = [];
    for (const size of sizes) {
      const file = path.join(options.folder, `explored-${size}.csv`);
      await writeExplored(file, size);
      const sized = { file, size, limit: size > MILLION ? 150 : 50, moves: size === MILLION ? MOVES : MOVES / 3 };
      rows.push(...(await inWorker(sized, options)), ...(await inWorkbench(sized, options)));
    }
    return rows;
  },
};

interface Sized {
  readonly file: string;
  readonly size: number;
  /** Milliseconds from a gesture to the paint, at p95. */
  readonly limit: number;
  /** Of a gesture. */
  readonly moves: number;
}

/** The worker's part of each interaction, beside a query of DuckDB with the same result. */
async function inWorker({ file, size, limit, moves }: Sized, { rounds }: BenchOptions): Promise<Row[]> {
  const rows: Row[] = [];
  for (const brush of BRUSHES) {
    const input = { file, brush, moves };
    const [ours, duckdb] = await measured(
      [
        { name: 'ours', subject: 'explore in worker', input },
        { name: 'DuckDB', subject: 'explore in duckdb', input },
      ],
      rounds,
    );
    const laps = (of: Measured, share: number) =>
      quantity(
        of.rounds.map((round) => round.laps ?? []),
        share,
      );
    for (const share of SHARES) {
      const what = `${words(size)} rows, ${WHAT[brush]}: the worker's answer, p${100 * share}`;
      const goal = goalOf(share, limit);
      rows.push(withinGoal(what, ours, laps(ours, share), duckdb, laps(duckdb, share), goal));
    }
  }
  return rows;
}

/** The whole interaction in the real workbench, as the page measures it. */
async function inWorkbench({ file, size, limit, moves }: Sized, { rounds }: BenchOptions): Promise<Row[]> {
  return withWindow(async (window) => {
    const copy = path.join(window.workbench.folder, path.basename(file));
    await link(file, copy);
    await window.companion.ask('openDashboard', { file: copy });
    const page = new ExplorePage(window);
    await page.shown();
    const rows: Row[] = [];
    for (const gesture of PAGE_GESTURES) {
      // The first one warms up.
      const all: number[][] = [];
      for (let round = 0; round <= rounds; round++) all.push(await page.gesture(gesture, moves));
      for (const share of SHARES) {
        const what = `${words(size)} rows in the workbench, ${WHAT[gesture]}: gesture → paint, p${100 * share}`;
        rows.push(alone(what, quantity(all.slice(1), share), goalOf(share, limit)));
      }
    }
    return rows;
  });
}

function goalOf(share: number, limit: number) {
  return share === 0.95 ? atMost(limit) : null;
}

/** A quantile of each round's interactions: the least value that so many of them do not exceed. */
function quantity(rounds: readonly (readonly number[])[], share: number): Quantity {
  const ofRounds = rounds.map((times) => times.toSorted((a, b) => a - b)[Math.ceil(share * times.length) - 1]);
  return { ...spreadOf(ofRounds), unit: 'ms' };
}

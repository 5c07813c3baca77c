import path from 'node:path';
import { SYSTEMS } from '../../../src/simulation';
import { Dashboard } from '../../e2e/support/dashboard';
import type { Area, BenchOptions } from '../area';
import { alone, atMost, type Row, worst } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { writeTrace } from '../read/traceFile';
import { words } from '../words';
import { type Openings, SIGHTS, timedOpenings } from './openings';
import type { Sight } from './paint';
import type { EventLoopBlocks } from './requests';
import { type Window, withWindow } from './window';

const MOST_BLOCK_MS = 50;

const SMALL_ROWS = 20_000;
const MILLION = 1_000_000;

/** The extension in the real workbench: VS Code's server in a headless browser. */
export const workbench: Area = {
  name: 'workbench',
  about: 'the dashboard, hovers and the event loop in the real workbench',
  rounds: 5,
  run: (options) =>
    withWindow(async (window) => [
      ...(await openMillion(window, options)),
      ...(await replay(window, options)),
      ...(await openTenMillion(window, options)),
      ...(await textDocument(window, options)),
    ]),
};

async function openMillion(window: Window, { rounds, small, folder }: BenchOptions): Promise<Row[]> {
  const rows = small ? SMALL_ROWS : MILLION;
  const file = path.join(folder, 'million.csv');
  await writeTrace(file, { rows });
  const openings = await timedOpenings(window, file, rows, rounds);
  const { chart } = openings.warmUps[0].sights;
  return [
    ...painted(rows, openings, { chart: 700 }),
    milliseconds('the same, the first dashboard of a new window: command → first chart painted', [chart]),
    block(
      `${words(rows)} rows opened`,
      openings.rounds.map(({ blocks }) => blocks),
    ),
  ];
}

/** Replays the trace of the open dashboard through every system, by the dashboard's button. */
async function replay({ workbench, companion }: Window, { small }: BenchOptions): Promise<Row[]> {
  const dashboard = new Dashboard(workbench.dashboard);
  await dashboard.show('Simulate');
  await companion.ask('watchEventLoop', {});
  await dashboard.run.click();
  for (const { label } of SYSTEMS) await dashboard.results(label);
  const blocks = await companion.ask('eventLoopBlocks', {});
  return [block(`${words(small ? SMALL_ROWS : MILLION)} rows replayed through every system`, [blocks])];
}

async function openTenMillion(window: Window, { rounds, small, folder }: BenchOptions): Promise<Row[]> {
  const rows = small ? 2 * SMALL_ROWS : 10 * MILLION;
  const file = path.join(folder, 'ten-million.csv');
  await writeTrace(file, { rows });
  const openings = await timedOpenings(window, file, rows, Math.min(rounds, 3));
  return [
    ...painted(rows, openings, { numbers: 300 }),
    block(
      `${words(rows)} rows opened`,
      openings.rounds.map(({ blocks }) => blocks),
    ),
  ];
}

/** A document just below the size at which VS Code stops giving extensions its text. */
async function textDocument({ companion }: Window, { rounds, small, folder }: BenchOptions): Promise<Row[]> {
  const rows = small ? SMALL_ROWS : 700_000;
  const positions = small ? 200 : 10_000;
  const file = path.join(folder, 'document.csv');
  await writeTrace(file, { rows });
  const { hovers, told, edits } = await companion.ask('textDocument', { file, positions, rounds });
  const asked = rounds * positions;
  if (told !== asked) throw new Error(`Of ${asked} hovers ${told} told of a cold start.`);
  const p99 = hovers.map((times) => times.toSorted((a, b) => a - b)[Math.ceil(0.99 * positions) - 1]);
  const document = `a document of ${words(rows)} rows`;
  const took = edits.map(({ milliseconds }) => milliseconds);
  return [
    milliseconds(`hover at ${words(positions)} positions of ${document}: p99 in the provider`, p99, 1),
    milliseconds(`one line of ${document} changed → its hover tells the new number`, took),
    block(
      `one line of ${document} changed`,
      edits.map(({ blocks }) => blocks),
    ),
  ];
}

const WORDS: Readonly<Record<Sight, string>> = { page: 'page', numbers: 'first numbers', chart: 'first chart' };

function painted(rows: number, { rounds }: Openings, most: Partial<Record<Sight, number>>): Row[] {
  return SIGHTS.map((sight) => {
    const what = `${words(rows)} rows in the workbench: command → ${WORDS[sight]} painted`;
    return milliseconds(
      what,
      rounds.map(({ sights }) => sights[sight]),
      most[sight],
    );
  });
}

function milliseconds(what: string, values: readonly number[], most?: number): Row {
  return alone(what, { ...spreadOf(values), unit: 'ms' }, most === undefined ? null : atMost(most));
}

/**
 * The event loop of the extension host. The goal is about the processor time of a block: by the clock a block is
 * longer if other processes had the processors.
 */
function block(what: string, blocks: readonly EventLoopBlocks[]): Row {
  const spread = (values: readonly number[]) => ({ ...spreadOf(values), unit: 'ms' as const });
  return worst(
    `${what}: longest block of the extension host's event loop`,
    spread(blocks.map(({ longestComputing }) => longestComputing)),
    { ...spread(blocks.map(({ longest }) => longest)), name: 'by the clock' },
    atMost(MOST_BLOCK_MS),
  );
}

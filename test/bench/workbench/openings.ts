import { link } from 'node:fs/promises';
import path from 'node:path';
import { Dashboard } from '../../e2e/support/dashboard';
import { words } from '../words';
import type { Sight } from './paint';
import type { EventLoopBlocks } from './requests';
import type { Window } from './window';

/** In the order in which they appear. */
export const SIGHTS: readonly Sight[] = ['page', 'numbers', 'chart'];

/** Dashboards opened before the first round: VS Code is busy for some seconds after its window appears. */
const WARM_UPS = 2;

/** One opening of a trace's dashboard. */
export interface Opening {
  /** Milliseconds from the command until each was painted. */
  readonly sights: Readonly<Record<Sight, number>>;
  /** Blocks of the extension host's event loop, from the command until the whole trace is read. */
  readonly blocks: EventLoopBlocks;
}

export interface Openings {
  /** The first opening of a window also waits for what VS Code loads once per window. */
  readonly warmUps: readonly Opening[];
  readonly rounds: readonly Opening[];
}

/** Opens the dashboard of a trace again and again. The last one stays open. */
export async function timedOpenings(window: Window, file: string, rows: number, rounds: number): Promise<Openings> {
  const all: Opening[] = [];
  for (let round = 0; round < WARM_UPS + rounds; round++) {
    await window.companion.ask('closeEverything', {});
    // The same bytes under a new name, so that nothing is cached.
    const copy = path.join(window.workbench.folder, `${path.basename(file, '.csv')}-${round}.csv`);
    await link(file, copy);
    all.push(await timedOpening(window, copy, rows));
  }
  return { warmUps: all.slice(0, WARM_UPS), rounds: all.slice(WARM_UPS) };
}

async function timedOpening(window: Window, file: string, rows: number): Promise<Opening> {
  const { companion, paints, workbench } = window;
  await companion.ask('watchEventLoop', {});
  const began = await companion.ask('openDashboard', { file });
  const sights = { page: 0, numbers: 0, chart: 0 };
  for (const sight of SIGHTS) sights[sight] = (await paints.first(sight, began)) - began;
  await new Dashboard(workbench.dashboard)
    .fact('Cold starts')
    .filter({ hasText: words(rows) })
    .waitFor();
  return { sights, blocks: await companion.ask('eventLoopBlocks', {}) };
}

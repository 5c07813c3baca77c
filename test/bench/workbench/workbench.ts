import { link } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../../../scripts/chromium.mjs';
import { startServer } from '../../../scripts/vscodeServer.mjs';
import { Dashboard } from '../../e2e/support/dashboard';
import { Workbench } from '../../e2e/support/workbench';
import type { Area, BenchOptions } from '../area';
import { alone, atMost, type Row } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { writeTrace } from '../read/traceFile';
import { words } from '../words';
import { CompanionLink } from './companionLink';
import { PaintWatch, type Sight } from './paint';
import { type EventLoopBlocks, PORT_FILE } from './requests';

const PATIENCE_MS = 120_000;

/** Seen from where the benchmarks run: the project's folder. */
const EXTENSION = path.resolve('.');
const COMPANION = path.resolve('out/bench/companion');

interface Opened {
  readonly workbench: Workbench;
  readonly companion: CompanionLink;
  readonly paints: PaintWatch;
}

/** The extension in the real workbench: VS Code's server with a headless Chromium as its window. */
export const workbench: Area = {
  name: 'workbench',
  about: 'the dashboard, hover and the event loop in the real workbench',
  rounds: 5,
  async run(options) {
    const server = await startServer({ say: console.error, development: [EXTENSION, COMPANION] });
    const browser = await chromium.launch(await chromiumOptions());
    const companion = await CompanionLink.listen();
    try {
      const [window] = await Promise.all([
        Workbench.open({ browser, server, files: { [PORT_FILE]: String(companion.port) } }),
        companion.connected(),
      ]);
      const paints = await PaintWatch.of(window.page.context());
      const opened = { workbench: window, companion, paints };
      const rows = [...(await firstSight(opened, options)), ...(await hover(opened, options))];
      await window.close();
      return rows;
    } finally {
      companion.close();
      await browser.close();
      await server.stop();
    }
  },
};

async function firstSight(opened: Opened, { rounds, small, folder }: BenchOptions): Promise<Row[]> {
  const rows = small ? 20_000 : 1_000_000;
  const result: Row[] = [];
  const blocks: EventLoopBlocks[] = [];
  const file = path.join(folder, 'trace.csv');
  await writeTrace(file, { rows });
  const sights = await openings(opened, file, rounds, ['numbers', 'chart'], blocks);
  const what = (of: string) => `${words(rows)} rows, in the workbench: command to ${of} painted`;
  result.push(
    milliseconds(
      what('first numbers'),
      sights.map(({ numbers }) => numbers),
    ),
    milliseconds(
      what('first chart'),
      sights.map(({ chart }) => chart),
      700,
    ),
    milliseconds(
      'meanwhile, longest block of the extension host’s event loop',
      blocks.map(({ longest }) => longest),
      50,
    ),
  );
  return result;
}

/** Opens the dashboard of a new file each time, first once that does not count: nothing is left of the one before. */
async function openings(
  { workbench, companion, paints }: Opened,
  file: string,
  rounds: number,
  sights: readonly Sight[],
  blocks: EventLoopBlocks[],
): Promise<Record<Sight, number>[]> {
  const result: Record<Sight, number>[] = [];
  for (let round = -1; round < rounds; round++) {
    // The same bytes under another name, for which there is no session yet.
    const copy = path.join(workbench.folder, `${path.basename(file, '.csv')}-${round + 1}.csv`);
    await link(file, copy);
    await companion.ask('watchEventLoop', {});
    const began = await companion.ask('openDashboard', { file: copy });
    const took = { page: 0, numbers: 0, chart: 0 };
    for (const sight of sights) took[sight] = (await paints.first(sight, began, PATIENCE_MS)) - began;
    await new Dashboard(workbench.dashboard).settled();
    const seen = await companion.ask('eventLoopBlocks', {});
    await companion.ask('closeEverything', {});
    console.error(round, JSON.stringify(took), JSON.stringify(seen));
    if (round < 0) continue;
    result.push(took);
    blocks.push(seen);
  }
  return result;
}

async function hover({ companion }: Opened, { small, folder }: BenchOptions): Promise<Row[]> {
  const rows = small ? 10_000 : 700_000;
  const positions = small ? 100 : 10_000;
  const file = path.join(folder, 'hovered.csv');
  await writeTrace(file, { rows });
  const { milliseconds, told } = await companion.ask('hover', { file, positions });
  if (told !== positions) throw new Error(`Of ${positions} hovers ${told} told of a cold start.`);
  const p99 = milliseconds.toSorted((a, b) => a - b)[Math.ceil(0.99 * positions) - 1];
  const what = `hover at ${words(positions)} positions of a document of ${words(rows)} lines, p99 in the provider`;
  return [alone(what, { ...spreadOf([p99]), unit: 'ms' }, atMost(1))];
}

function milliseconds(what: string, values: readonly number[], most?: number): Row {
  return alone(what, { ...spreadOf(values), unit: 'ms' }, most === undefined ? null : atMost(most));
}

import path from 'node:path';
import { chromium } from 'playwright-core';
import { chromiumOptions } from '../../../scripts/chromium.mjs';
import { startServer } from '../../../scripts/vscodeServer.mjs';
import { Workbench } from '../../e2e/support/workbench';
import { BENCHMARK_MS } from '../../timeouts.mjs';
import { CompanionLink } from './companionLink';
import { PaintWatch } from './paint';
import { PORT_FILE } from './requests';

/** Relative to the project's folder, in which the benchmarks run. */
const EXTENSION = path.resolve('.');
const COMPANION = path.resolve('out/bench/companion');

/** A window of VS Code with the extension and its companion. */
export interface Window {
  readonly workbench: Workbench;
  readonly companion: CompanionLink;
  readonly paints: PaintWatch;
}

/** Opens a window on VS Code's server in a headless browser, and closes it after `use`. */
export async function withWindow<T>(use: (window: Window) => Promise<T>): Promise<T> {
  const options = await chromiumOptions();
  const server = await startServer({ say: console.error, development: [EXTENSION, COMPANION] });
  const browser = await chromium.launch(options);
  const companion = await CompanionLink.listen();
  try {
    const files = { [PORT_FILE]: String(companion.port) };
    const [workbench] = await Promise.all([Workbench.open({ browser, server, files }), companion.connected()]);
    const context = workbench.page.context();
    context.setDefaultTimeout(BENCHMARK_MS);
    const result = await use({ workbench, companion, paints: await PaintWatch.of(context, BENCHMARK_MS) });
    await workbench.close();
    return result;
  } finally {
    companion.close();
    await browser.close();
    await server.stop();
  }
}

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { expect, it } from 'vitest';
import { STEP_MS } from '../timeouts.mjs';
import { sharedBrowser } from './support/browser';
import { Dashboard } from './support/dashboard';
import { dashboardIn } from './support/workbench';

const script = path.resolve(import.meta.dirname, '../../scripts/start.mjs');

it('npm start opens VS Code on a sample with the dashboard open, and Ctrl+C ends everything', async () => {
  const env = { ...process.env, BROWSER: 'none' };
  const start = spawn(process.execPath, [script, '--server'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(start, 'close');
  let url = '';
  try {
    url = await addressSaid(start.stdout);
    const page = await (await sharedBrowser()).newPage();
    page.setDefaultTimeout(STEP_MS);
    await page.goto(url);
    const dashboard = new Dashboard(dashboardIn(page));
    await dashboard.chart('Cold starts over time').waitFor();
    await dashboard.page.getByText('SYNTHETIC', { exact: true }).waitFor();
    expect(await page.getByRole('tab', { name: /^synthetic-day.csv/ }).count()).toBe(2);
    await page.close();
  } finally {
    start.kill('SIGINT');
  }
  expect(await ended).toEqual([0, null]);
  await expect(fetch(url)).rejects.toThrow();
});

async function addressSaid(stdout: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface(stdout)) {
    const [url] = /http:\/\/127\.0\.0\.1:\S+/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('npm start ended without an address.');
}

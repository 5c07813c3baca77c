import path from 'node:path';
import { chromium, type Page } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { chromiumOptions } from '../../scripts/chromium.mjs';
import { pageHtml } from '../../src/host/dashboard/pageHtml';
import { serve } from '../../src/protocol/rpc';
import { type SweepPageRequests, sweepPageGuards } from '../../src/protocol/sweepPage';
import { burstWorkload, resolveParameters, simulatesHere } from '../../src/simulation';
import { Merged, parseSweep, type SweepSummary, unitAt, unitCount, unitResult } from '../../src/sweep';
import { drawn, outlineOf } from '../../src/worker/sweepDrawings';
import { STEP_MS } from '../timeouts.mjs';
import { bundled, pageBundle } from './bundle';
import { applyTheme } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS, THEMES, type ThemeName } from './themes';

const SWEEP = parseSweep(
  JSON.stringify({
    format: 'faasnet-sweep',
    version: 1,
    workload: { kind: 'burst', containers: 30, functions: 1, imageMB: null, memoryMB: null },
    systems: ['faasnet', 'baseline'],
    parameters: { vms: 80 },
    seeds: 6,
    axes: [
      { name: 'containers', values: [2, 30, 60] },
      { name: 'imageMB', values: [10, 500] },
      { name: 'fanOut', values: [2, 3] },
    ],
  }),
);

/** Every unit, simulated and merged. */
async function summary(): Promise<SweepSummary> {
  const merged = new Merged(SWEEP);
  const units = unitCount(SWEEP);
  for (let number = 0; number < units; number++) {
    const { run } = unitAt(SWEEP, number);
    const parameters = resolveParameters(run.parameters);
    const workload = burstWorkload(run.workload as never, parameters);
    const simulated = { workload, system: run.systems[0], parameters, seed: run.seed };
    const { numbers, latencies } = await simulatesHere.measured(simulated);
    merged.add(number, unitResult(String(number), numbers, latencies));
  }
  return { ...SWEEP, model: '0', units, done: units, points: merged.points() };
}

const results = summary();
let close = async () => {};
afterEach(() => close());

interface OpenSweep {
  readonly page: Page;
  readonly opened: number[];
}

async function openSweep(theme: ThemeName, width: number): Promise<OpenSweep> {
  const browser = await chromium.launch(await chromiumOptions());
  close = () => browser.close();
  const page = await browser.newPage({ viewport: { width, height: 1100 } });
  page.setDefaultTimeout(STEP_MS);
  const found = await results;
  const opened: number[] = [];
  const listeners = new Set<(message: unknown) => void>();
  await page.exposeFunction('toHost', (message: unknown) => {
    for (const listener of listeners) listener(message);
  });
  await page.addInitScript(() => {
    const toHost = (window as unknown as { toHost(message: unknown): void }).toHost;
    const api = { postMessage: toHost, getState: () => undefined, setState: () => {} };
    Object.assign(window, { acquireVsCodeApi: () => api });
  });
  serve<SweepPageRequests, Record<string, never>>(
    {
      post: (message) => {
        const send = (data: unknown) => window.dispatchEvent(new MessageEvent('message', { data }));
        void page.evaluate(send, message).catch(() => {});
      },
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    {
      sweep: () => outlineOf('x.ftsweep.json', found),
      drawing: (request) => drawn('x.ftsweep.json', found, request),
      openPoint: ({ point }) => {
        opened.push(point);
        return {};
      },
    },
    sweepPageGuards,
  );
  const { firstScript, style } = await pageBundle;
  const script = await bundled('webview/sweep/main.tsx');
  const origin = 'https://sweep.test';
  const parts = { cspSource: origin, script: `${origin}/sweepPage.js`, style, firstScript };
  const html = pageHtml({ ...parts, title: 'Results', opening: 'x', preview: null });
  await page.route(`${origin}/**`, (route) =>
    route.request().url().endsWith('.js')
      ? route.fulfill({ body: script, contentType: 'text/javascript' })
      : route.fulfill({ body: html, contentType: 'text/html' }),
  );
  await page.goto(`${origin}/`);
  await page.evaluate(applyTheme, THEMES[theme]);
  await page.getByRole('img', { name: 'Which system has the least p99 latency, s (simulated)' }).waitFor();
  return { page, opened };
}

describe('the results of a sweep', () => {
  it('show where which system wins, with the numbers of the points', async () => {
    const { page, opened } = await openSweep('dark', 1200);
    const { points } = await results;
    const cells = page.locator('.sweep-picture rect[fill-opacity]');
    await expect.poll(() => cells.count()).toBe(6);
    const of = (system: string) =>
      points.find(
        ({ values }) =>
          values.containers === 60 && values.imageMB === 500 && values.fanOut === 2 && values.system === system,
      )!.measures.p99.median;
    const factor = (of('baseline') / of('faasnet')).toFixed(2);
    await page.locator('.sweep-picture').getByText(`A ${factor}×`).waitFor();
    await page.getByRole('button', { name: 'Open the run of 60, 500, FaaSNet' }).click();
    await expect
      .poll(() => opened.map((at) => points[at].values))
      .toEqual([{ containers: 60, imageMB: 500, fanOut: 2, system: 'faasnet' }]);
  });

  it('are drawn as lines with bands and as a heat map, for any values of the other axes', async () => {
    const { page } = await openSweep('light', 1200);
    await page.getByRole('combobox', { name: 'Draw' }).selectOption('lines');
    await page.getByRole('img', { name: /^p99 latency, s by Cold starts of a burst/ }).waitFor();
    await expect.poll(() => page.locator('.sweep-picture polyline').count()).toBe(2);
    await page.getByRole('combobox', { name: 'Size of an image' }).selectOption('500');
    await page.getByRole('combobox', { name: 'Measure' }).selectOption('registryBytes');
    await page.getByRole('img', { name: /^bytes from the registry/ }).waitFor();
    await page.getByRole('combobox', { name: 'Draw' }).selectOption('heat');
    await page.getByRole('combobox', { name: 'System' }).selectOption('baseline');
    await page.getByRole('img', { name: 'Baseline: bytes from the registry (simulated)' }).waitFor();
  });

  it.each(LOOKS)('are accessible and fit (%s, %i px)', async (theme, width) => {
    const { page } = await openSweep(theme, width);
    await page.screenshot({ path: path.resolve(`test-results/page/sweep-${theme}-${width}.png`) });
    await expectAccessible(page);
    await expectNothingOverlaps(page);
  });
});

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunRequest } from '../../src/protocol/queries';
import { INITIAL_VIEW } from '../../webview/state/view';
import { type OpenPage, openPage } from './harness';
import { SimulatePage } from './simulatePage';
import { syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

interface Saved {
  readonly suggestedName: string;
  readonly text: string;
  readonly pictures?: readonly { readonly name: string; readonly text: string }[];
}

const simulate = () => new SimulatePage(open.page);
const results = () => simulate().results;

async function save(format: 'HTML' | 'Markdown'): Promise<Saved> {
  const { page, host } = open;
  await simulate().exportAs(`Save report as ${format}…`);
  await page.getByText(/^Saved as /).waitFor();
  return host.calls.findLast(({ name }) => name === 'saveText')!.request as Saved;
}

describe('a report of a replay', () => {
  it('is one file with pictures, numbers and what they rest on, in which nothing runs', async () => {
    open = await openPage({
      csv: await syntheticCsv(1000),
      name: 'trace.csv',
      state: {
        tab: 'simulate',
        where: 'runtime:python',
        form: {
          ...INITIAL_VIEW.form,
          systems: ['faasnet', 'baseline'],
          seeds: '2',
          parameters: { registryMBps: '800' },
        },
      },
    });
    await open.page.getByRole('button', { name: 'Run 2 systems × 2 seeds' }).click();
    await results()
      .getByRole('img', { name: /FaaSNet: p50.*Recorded: p50/ })
      .waitFor();
    await simulate().done();
    const { suggestedName, text, pictures } = await save('HTML');
    expect(suggestedName).toMatch(/^Replay of runtime:python, simulated\.html$/);
    expect(pictures).toBeUndefined();
    expect(text).not.toMatch(/<script|javascript:|https?:\/\/(?!www\.w3\.org\/2000\/svg)/i);

    const report = await open.page.context().newPage();
    await report.setViewportSize({ width: 1000, height: 1400 });
    await report.setContent(text);
    const fact = (term: string) =>
      report.evaluate(
        (wanted) =>
          [...document.querySelectorAll('dt')].find((dt) => dt.textContent === wanted)?.nextElementSibling?.textContent,
        term,
      );
    expect(await fact('File')).toBe('trace.csv');
    expect(await fact('SHA-256 of the file')).toMatch(/^[0-9a-f]{64}$/);
    expect(await fact('Filter')).toBe('runtime:python');
    expect(await fact('Seeds')).toBe('1 to 2');
    await report.getByText('simulated', { exact: true }).waitFor();
    await report.getByText(/^Fitted to the trace and simulated on baseline: reproduces the recorded p50/).waitFor();
    await report.getByRole('heading', { name: 'Assumptions' }).waitFor();
    const row = (name: RegExp) => report.getByRole('row', { name }).first().getByRole('cell').allTextContents();
    expect((await row(/^Bandwidth of the registry/)).slice(0, 3)).toEqual(['800', '3,125', 'MB/s']);
    const shown = await results()
      .getByRole('row', { name: /^FaaSNet/ })
      .first()
      .getByRole('cell')
      .allTextContents();
    expect((await row(/^FaaSNet/)).slice(0, 5)).toEqual(shown.slice(0, 5));
    // Text in the pictures is text.
    expect(await report.locator('svg text').filter({ hasText: 'FaaSNet' }).count()).toBeGreaterThan(1);
    expect(await report.locator('svg').count()).toBe(2);
    const pictureFolder = path.resolve(import.meta.dirname, '../../test-results/page');
    mkdirSync(pictureFolder, { recursive: true });
    await report.screenshot({ path: path.join(pictureFolder, 'report.png'), fullPage: true });
    await report.close();
  });
});

describe('a report of two runs', () => {
  const requests = (containers: number): RunRequest[] =>
    ['faasnet', 'baseline'].map((system) => ({
      workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
      system,
      parameters: {},
      seed: 1,
      seeds: 1,
    }));

  it('is Markdown with pictures beside it, and says what was asked differently', async () => {
    open = await openPage({ csv: null, state: { tab: 'simulate', requests: [...requests(8), ...requests(24)] } });
    const list = open.page.getByRole('region', { name: 'Runs', exact: true });
    await list.getByRole('checkbox').nth(1).click();
    await list.getByRole('checkbox').first().click();
    await list.getByRole('button', { name: 'Compare these two' }).click();
    await results().getByRole('figure', { name: 'Latency CDF, simulated' }).waitFor();
    await simulate().done();
    const { suggestedName, text, pictures } = await save('Markdown');
    expect(suggestedName).toBe('Burst of 24 and Burst of 8, simulated.md');
    expect(pictures?.map(({ name }) => name)).toEqual(['latency.svg', 'cdf.svg']);
    for (const { name, text: svg } of pictures!) {
      expect(text).toContain(`](${name})`);
      expect(svg).toMatch(/^<\?xml[\s\S]*<svg [\s\S]*<text[\s\S]*<\/svg>\s*$/);
    }
    expect(text).toMatch(/^# Burst of 24 against Burst of 8 \(simulated\)\n/);
    expect(text).toMatch(/\| Workload \| Burst of 24 containers.* \| Burst of 8 containers.* \|/);
    expect(text).toContain('## Assumptions');
    expect(text).toContain('- **Seed of A**: 1');
  });
});

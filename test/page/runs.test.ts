import { afterEach, describe, expect, it } from 'vitest';
import type { RunRequest } from '../../src/protocol/queries';
import { INITIAL_VIEW } from '../../webview/state/view';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { SimulatePage } from './simulatePage';
import { LOOKS } from './themes';
import { syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const requests = (containers: number, parameters: Record<string, number> = {}): RunRequest[] =>
  ['faasnet', 'baseline'].map((system) => ({
    workload: { kind: 'burst', containers, functions: 1, imageMB: null, memoryMB: null },
    system,
    parameters,
    seed: 1,
    seeds: 1,
  }));

const list = () => open.page.getByRole('region', { name: 'Runs', exact: true });
const rows = () => list().getByRole('listitem');
const names = () => list().locator('.run-name').allTextContents();
const simulate = () => new SimulatePage(open.page);
const results = () => simulate().results;

async function fromMenu(run: string, item: string): Promise<void> {
  await open.page.getByRole('button', { name: `${run}: menu`, exact: true }).click();
  await open.page.getByRole('menuitem', { name: item }).click();
}

describe('the list of runs', () => {
  it('has a row for each comparison, with what was changed', async () => {
    open = await openPage({
      csv: null,
      state: { tab: 'simulate', requests: [...requests(24), ...requests(48, { registryMBps: 100, vms: 60 })] },
    });
    await expect.poll(names).toEqual(['Burst of 48', 'Burst of 24']);
    await expect.poll(() => rows().first().innerText()).toContain('Registry 100 MB/s');
    expect(await rows().first().innerText()).toContain('VMs at most 60');
    expect(await rows().first().innerText()).toContain('2 systems');
    expect(await rows().last().innerText()).toContain('default');
    await expect.poll(() => rows().last().innerText()).toMatch(/FaaSNet p99 [\d.]+ s/);
    await results()
      .getByText(/^Burst of 48 containers, 1 function/)
      .waitFor();
    await list().getByRole('button', { name: 'Burst of 24', exact: true }).click();
    await results()
      .getByText(/^Burst of 24 containers, 1 function/)
      .waitFor();
  });

  it('keeps names and pins when the page is opened again', async () => {
    open = await openPage({ csv: null, state: { tab: 'simulate', requests: [...requests(24), ...requests(48)] } });
    await expect.poll(names).toEqual(['Burst of 48', 'Burst of 24']);
    await fromMenu('Burst of 24', 'Rename');
    await open.page.getByRole('textbox', { name: 'Name' }).fill('before the change');
    await open.page.keyboard.press('Enter');
    await expect.poll(names).toEqual(['Burst of 48', 'before the change']);
    await open.page.getByRole('button', { name: 'Pin before the change' }).click();
    await expect.poll(names).toEqual(['before the change', 'Burst of 48']);
    await open.picture('runs-pinned');
    const saved = () => open.savedState() as { runNotes: unknown[]; requests: unknown[] };
    // The name is saved before the pin.
    await expect
      .poll(() => [saved().runNotes, saved().requests.length])
      .toMatchObject([[{ name: 'before the change', pinned: true }], 4]);
    const state = JSON.parse(JSON.stringify(open.savedState()));
    await open.close();
    open = await openPage({ csv: null, state });
    await expect.poll(names).toEqual(['before the change', 'Burst of 48']);
    await open.page.getByRole('button', { name: 'All runs' }).click();
    await open.page.getByRole('menuitem', { name: 'Delete all that are not pinned' }).click();
    await expect.poll(names).toEqual(['before the change']);
    await fromMenu('before the change', 'Delete');
    await open.page.getByRole('heading', { name: 'No simulation yet' }).waitFor();
    await expect.poll(() => saved().runNotes).toEqual([]);
  });

  it('compares any two: what was asked, and how percentiles differ', async () => {
    open = await openPage({
      csv: null,
      state: { tab: 'simulate', requests: [...requests(24), ...requests(8), ...requests(24, { nicMBps: 20 })] },
    });
    const { page } = open;
    const compare = list().getByRole('button', { name: /^Compare t/ });
    await expect.poll(() => rows().count()).toBe(3);
    expect(await compare.isDisabled()).toBe(true);
    const box = rows().first().getByRole('checkbox', { name: 'Compare Burst of 24' });
    expect((await box.locator('.control').boundingBox())!.width).toBeGreaterThan(12);
    await box.click();
    // What is checked stays checked while another run is looked at.
    await list().getByRole('button', { name: 'Burst of 8', exact: true }).click();
    await results()
      .getByText(/^Burst of 8 containers/)
      .waitFor();
    await rows().last().getByRole('checkbox').click();
    await compare.click();
    const asked = page.getByRole('region', { name: 'What was asked differently' });
    const row = asked.getByRole('row', { name: /^Bandwidth of a VM's NIC/ });
    await row.waitFor();
    await simulate().done();
    expect(await row.getByRole('cell').allTextContents()).toEqual(['20 MB/s', '125 MB/s']);
    expect(await asked.getByRole('row').count()).toBe(2);
    const table = page.getByRole('region', { name: 'How percentiles differ, simulated' });
    const baseline = table.getByRole('row', { name: /^Baseline/ });
    await baseline.waitFor();
    const [p50A, p50B, factor] = await baseline.getByRole('cell').allTextContents();
    const seconds = (text: string) => Number.parseFloat(text);
    expect(Number.parseFloat(factor)).toBeCloseTo(seconds(p50B) / seconds(p50A), 1);
    await results()
      .getByRole('img', { name: /FaaSNet A: p50.*Baseline B: p50|Baseline B: p50.*FaaSNet A: p50/ })
      .waitFor();
    await open.picture('runs-compared');
    await expectNothingOverlaps(page);
    await expectAccessible(page);
  });

  it('fills the form with a run', async () => {
    open = await openPage({ csv: null, state: { tab: 'simulate', requests: requests(24, { fanOut: 3 }) } });
    await fromMenu('Burst of 24', 'Fill the form');
    await expect.poll(() => open.page.getByRole('textbox', { name: 'Containers' }).inputValue()).toBe('24');
    await expect.poll(() => open.page.getByRole('textbox', { name: 'Tree fan-out (VMs)' }).inputValue()).toBe('3');
    await open.page.getByText('done', { exact: true }).waitFor();
    await open.page.getByRole('textbox', { name: 'Containers' }).fill('2400');
    await open.page.getByText(/^(about \d+ .*|under 1 s)$/).waitFor();
  });
});

describe('a replay of a large trace', () => {
  it('is fitted and checked only on request', async () => {
    const asked: unknown[] = [];
    open = await openPage({
      csv: await syntheticCsv(3000),
      name: 'trace.csv',
      state: { tab: 'simulate', form: { ...INITIAL_VIEW.form, systems: ['faasnet'] } },
      around: {
        calibration: (request, signal, answer) => {
          asked.push(request);
          return answer(request, signal);
        },
        overview: async (request, signal, answer) => ({ ...(await answer(request, signal)), coldStarts: 3_000_000 }),
      },
    });
    const { page } = open;
    const fit = page.getByRole('region', { name: 'Fit to the trace' });
    await fit.getByText("The replay will be fitted to the trace's 3,000,000 cold starts.").waitFor();
    await page.getByRole('textbox', { name: 'Tree fan-out (VMs)' }).fill('4');
    expect(asked).toEqual([]);
    await fit.getByRole('button', { name: 'Check the fit' }).click();
    await fit.getByText('p99 error').waitFor();
    // The fit to Baseline does not depend on the fan-out of FaaSNet's trees.
    await page.getByRole('textbox', { name: 'Tree fan-out (VMs)' }).fill('5');
    await page.getByRole('textbox', { name: 'Keep-alive (s)' }).fill('60');
    await fit.getByRole('button', { name: 'Check the fit' }).waitFor();
    expect(asked).toHaveLength(1);
  });
});

describe('the form, the results and the list', () => {
  it.each(LOOKS)('are accessible in the %s theme at %d px', async (theme, width) => {
    open = await openPage({
      csv: await syntheticCsv(1000),
      theme,
      width,
      state: { tab: 'simulate', form: { ...INITIAL_VIEW.form, seeds: '2' } },
    });
    await open.page.getByText('p99 error').waitFor();
    await open.page.getByRole('button', { name: 'Run 6 systems × 2 seeds' }).click();
    await open.page.getByRole('region', { name: 'Where the time goes, simulated' }).waitFor();
    await simulate().done();
    await results()
      .getByRole('img', { name: /Lower bound: p50.*Recorded: p50/ })
      .waitFor();
    await open.picture(`runs-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });
});

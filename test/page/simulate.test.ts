import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { RunSummary } from '../../src/protocol/queries';
import { RequestError } from '../../src/protocol/rpc';
import { INITIAL_VIEW } from '../../webview/state/view';
import { type OpenPage, openPage, startBrowser, stopBrowser } from './harness';
import { syntheticCsv } from './traces';

beforeAll(startBrowser);
afterAll(stopBrowser);

let open: OpenPage;
afterEach(() => open.close());

const TWO_SYSTEMS = { ...INITIAL_VIEW.form, systems: ['faasnet', 'baseline'] };

const run = (name: RegExp | string = /^Run/) => open.page.getByRole('button', { name }).first();
const results = () => open.page.getByRole('region', { name: 'Simulated results' });
const cells = (row: string) =>
  results()
    .getByRole('region', { name: 'Percentiles and speed-ups, simulated' })
    .getByRole('row', { name: new RegExp(`^${row}`) })
    .getByRole('cell')
    .allTextContents();

describe('simulating a burst', () => {
  test('compares the systems, says that all of it is simulated, and gives the table away', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    await run().click();
    await results().getByRole('figure', { name: 'Completion over time, simulated' }).waitFor();
    const [faasnet, baseline] = [await cells('FaaSNet'), await cells('Baseline')];
    const seconds = (text: string) => Number(text.replace(' s', ''));
    expect(Number(faasnet[7].replace('×', ''))).toBeCloseTo(seconds(baseline[0]) / seconds(faasnet[0]), 0);
    expect(baseline[7]).toBe('1×');
    await results().getByText('Every number below is simulated').waitFor();
    await results().getByRole('heading', { name: 'What the runs take for granted' }).waitFor();

    await results().getByRole('button', { name: 'Copy as Markdown' }).click();
    await page.getByText('Table copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('**Simulated** provisioning latency: Burst of 128 containers, 1 function');
    expect(copied).toContain(`| FaaSNet | ${faasnet[0]} |`);
    await results().getByRole('button', { name: 'Save as CSV…' }).click();
    await page.getByText('Saved as simulated-provisioning.csv.').waitFor();
    expect((open.host.calls[0].request as { text: string }).text).toMatch(
      /\r\nsimulated,"Burst of 128 containers, 1 function",FaaSNet,faasnet,1,128,/,
    );
  });

  test('takes another baseline, and forgets a run that is removed', async () => {
    open = await openPage({ csv: null, state: { form: TWO_SYSTEMS } });
    const { page } = open;
    await run().click();
    const chooser = results().getByRole('combobox', { name: 'Speed-up relative to' });
    await chooser.click();
    await page.getByRole('option', { name: 'FaaSNet' }).click();
    await expect.poll(async () => (await cells('FaaSNet'))[7]).toBe('1×');
    expect(Number((await cells('Baseline'))[7].replace('×', ''))).toBeLessThan(1);
    await page.getByRole('button', { name: 'Remove FaaSNet' }).click();
    await expect.poll(() => chooser.count()).toBe(0);
    await expect.poll(() => (open.savedState() as { requests: unknown[] }).requests.length).toBe(1);
  });

  test('says what is wrong with the form, where it is wrong', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    await page.getByRole('textbox', { name: 'Containers' }).fill('none');
    await page.getByText('Enter a number, 1 to 1,000,000.').waitFor();
    expect(await page.getByRole('textbox', { name: 'Containers' }).getAttribute('aria-invalid')).toBe('true');
    await page.getByText('1 field to correct').waitFor();
    await page.getByRole('textbox', { name: 'Containers' }).fill('16');
    await page.getByText(/^Advanced/).click();
    const nic = page.getByRole('group', { name: 'Network' }).getByRole('textbox').first();
    const usual = await nic.inputValue();
    await nic.fill('-5');
    await page.getByText(/^Must be/).waitFor();
    await page.getByRole('button', { name: 'Set all to their defaults' }).click();
    expect(await nic.inputValue()).toBe(usual);
    for (const box of await page.getByRole('checkbox').all()) await box.click();
    await page.getByText('Choose at least one system.').waitFor();
  });
});

/** As the overview has it. */
async function medianOfTheTrace(): Promise<string | null> {
  await open.page.getByRole('tab', { name: 'Overview' }).click();
  const facts = open.page.getByLabel('The trace in numbers').locator('div', { hasText: 'Median latency' });
  const median = await facts.locator('.fact-value').textContent();
  await open.page.getByRole('tab', { name: 'Simulate' }).click();
  return median;
}

describe('simulating the trace', () => {
  test('sets the recorded latency beside the simulated ones', async () => {
    open = await openPage({
      csv: await syntheticCsv(3000),
      name: 'trace.csv',
      state: { tab: 'simulate', form: TWO_SYSTEMS },
    });
    await open.page.getByRole('radio', { name: 'This trace, all of it' }).waitFor();
    await run().click();
    const chart = results().getByRole('figure', { name: 'Latency CDF, simulated and recorded' });
    await chart.waitFor();
    expect(await chart.getByRole('list', { name: 'Curves' }).getByRole('button').allTextContents()).toEqual([
      'FaaSNet',
      'Baseline',
      expect.stringMatching(/recorded/i),
    ]);
    const recorded = await cells('Recorded in the trace');
    expect(recorded[1]).toBe(await medianOfTheTrace());
    await open.picture('simulate-trace');
  });
});

describe('a run under way', () => {
  const request = {
    workload: { kind: 'burst', containers: 128, functions: 1, imageMB: null, memoryMB: null },
    system: 'faasnet',
    parameters: {},
    seed: 1,
  } as const;
  const running: RunSummary = { runId: 1, request, state: 'running', message: null, result: null };

  test('shows its progress, events per second and time left, and can be cancelled', async () => {
    open = await openPage({
      csv: null,
      answers: {
        runs: () => [running],
        cancelRun: () => {
          open.host.emit('runChanged', { ...running, state: 'cancelled' });
          return {};
        },
      },
    });
    const { page, host } = open;
    await page.getByText('Waiting for its turn…').waitFor();
    host.emit('runProgress', { runId: 1, fraction: 0.25, eventsPerSecond: 1_234_567, secondsLeft: 12 });
    await page.getByText('25 %, 1,234,567 events/s, 12 s left').waitFor();
    await open.picture('simulate-running');
    await page.getByRole('button', { name: 'Cancel FaaSNet' }).click();
    await page.getByText('Cancelled.').waitFor();
    await page.getByRole('button', { name: 'Run FaaSNet again' }).waitFor();
  });

  test('that fails says why', async () => {
    open = await openPage({ csv: null, answers: { runs: () => [running] } });
    await open.page.getByText('Waiting for its turn…').waitFor();
    open.host.emit('runChanged', {
      ...running,
      state: 'failed',
      message: 'The cluster has no VM that is large enough.',
    });
    await open.page.getByText('Failed: The cluster has no VM that is large enough.').waitFor();
  });

  test('that cannot be started says why', async () => {
    const refuse = () => {
      throw new RequestError('Too many containers.', 'At most 1,000,000.');
    };
    open = await openPage({ csv: null, answers: { startRun: refuse } });
    await run().click();
    await open.page.getByRole('alert').getByText('Too many containers.').waitFor();
  });

  test('is made again by a page that comes back to a host without it', async () => {
    open = await openPage({ csv: null, state: { requests: [request], tab: 'simulate' } });
    await results().waitFor();
    expect((await cells('FaaSNet'))[0]).toMatch(/ s$/);
  });
});

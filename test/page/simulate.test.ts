import { afterEach, describe, expect, it } from 'vitest';
import type { RunRequest, RunSummary } from '../../src/protocol/queries';
import { RequestError } from '../../src/protocol/rpc';
import { duration } from '../../src/text';
import { INITIAL_VIEW } from '../../webview/state/view';
import { type OpenPage, openPage } from './harness';
import { SimulatePage } from './simulatePage';
import { syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const TWO_SYSTEMS = { ...INITIAL_VIEW.form, systems: ['faasnet', 'baseline'] };

const simulate = () => new SimulatePage(open.page);
const run = (name?: RegExp | string) => simulate().run(name);
const results = () => simulate().results;
const runRows = () => open.page.getByRole('region', { name: 'Runs', exact: true }).getByRole('listitem');

describe('simulating a burst', () => {
  it('compares the systems, marks all numbers as simulated, and exports the table', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    await run().click();
    await results().getByRole('figure', { name: 'Completion over time, simulated' }).waitFor();
    const [faasnet, baseline] = [await simulate().cells('FaaSNet'), await simulate().cells('Baseline')];
    const seconds = (text: string) => Number(text.replace(' s', ''));
    expect(Number(faasnet[7].replace('×', ''))).toBeCloseTo(seconds(baseline[0]) / seconds(faasnet[0]), 0);
    expect(baseline[7]).toBe('1×');
    await results().getByText('All numbers are simulated').waitFor();
    await results().getByRole('heading', { name: 'Assumptions' }).waitFor();

    await simulate().exportAs('Copy as Markdown');
    await page.getByText('Table copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('**Simulated** provisioning latency: Burst of 128 containers, 1 function');
    expect(copied).toContain(`| FaaSNet | ${faasnet[0]} |`);
    await simulate().exportAs('Save as CSV…');
    await page.getByText('Saved as simulated-provisioning.csv.').waitFor();
    await page.getByRole('button', { name: 'Open', exact: true }).click();
    await expect.poll(() => open.host.calls.at(-1)).toEqual({ name: 'openSaved', request: { id: 0 } });
    expect((open.host.calls[0].request as { text: string }).text).toMatch(
      /\r\nsimulated,"Burst of 128 containers, 1 function",FaaSNet,faasnet,1,1,128,/,
    );
  });

  it('changes the baseline, and deletes a run', async () => {
    open = await openPage({ csv: null, state: { form: TWO_SYSTEMS } });
    const { page } = open;
    await run().click();
    await simulate().choose('Speed-up relative to', /FaaSNet$/);
    await expect.poll(async () => (await simulate().cells('FaaSNet'))[7]).toBe('1×');
    expect(Number((await simulate().cells('Baseline'))[7].replace('×', ''))).toBeLessThan(1);
    expect(await runRows().count()).toBe(1);
    await page.getByRole('button', { name: 'Burst of 128: menu' }).click();
    await page.getByRole('menuitem', { name: 'Delete' }).click();
    await page.getByRole('heading', { name: 'No simulation yet' }).waitFor();
    await expect.poll(() => (open.savedState() as { requests: unknown[] }).requests.length).toBe(0);
  });

  it('reports errors at their fields', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    await page.getByRole('textbox', { name: 'Containers' }).fill('none');
    await page.getByText('The range is 1 to 5,000,000.').waitFor();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Containers' }).getAttribute('aria-invalid'))
      .toBe('true');
    await page.getByText('1 field to correct').waitFor();
    await page.getByRole('textbox', { name: 'Containers' }).fill('16');
    const nic = page.getByRole('textbox', { name: 'NIC (MB/s)' });
    const usual = await nic.inputValue();
    await nic.fill('-5');
    await page.getByText(/^Must be/).waitFor();
    await page.getByRole('button', { name: 'Reset 1' }).click();
    await expect.poll(() => nic.inputValue()).toBe(usual);
    for (const box of await page.getByRole('group', { name: 'Systems', exact: true }).getByRole('checkbox').all())
      await box.click();
    await page.getByText('Choose at least one system.').waitFor();
    await page.getByRole('button', { name: 'All', exact: true }).click();
    await run('Run 6 systems').waitFor();
  });
});

/** Median latency of a trace whose latencies are in milliseconds, as the page writes it. */
function medianOf(csv: string): string {
  const [head, ...lines] = csv.trimEnd().split('\n');
  const column = head.split(',').indexOf('latency');
  const sorted = lines.map((line) => Number(line.split(',')[column])).sort((a, b) => a - b);
  const middle = (sorted.length - 1) / 2;
  return duration((sorted[Math.floor(middle)] + sorted[Math.ceil(middle)]) / 2 / 1000);
}

describe('simulating the trace', () => {
  it('compares simulated latencies with the recorded one', async () => {
    const csv = await syntheticCsv(3000);
    open = await openPage({ csv, name: 'trace.csv', state: { tab: 'simulate', form: TWO_SYSTEMS } });
    await open.page.getByRole('radio', { name: 'Replay' }).waitFor();
    await run().click();
    const chart = results().getByRole('figure', { name: 'Latency CDF, simulated and recorded' });
    await chart.waitFor();
    // The chart is there once the first run is done.
    await expect
      .poll(() => chart.getByRole('list', { name: 'Curves' }).getByRole('button').allTextContents())
      .toEqual(['FaaSNet', 'Baseline', expect.stringMatching(/recorded/i)]);
    const recorded = await simulate().cells('Recorded in the trace');
    expect(recorded[1]).toBe(medianOf(csv));
    await open.picture('simulate-trace');
  });

  it('leads with how well the fitted replay reproduces the trace', async () => {
    open = await openPage({
      csv: await syntheticCsv(3000),
      name: 'trace.csv',
      state: { tab: 'simulate', form: TWO_SYSTEMS },
    });
    const { page } = open;
    const fit = page.getByRole('region', { name: 'Fit to the trace' });
    await fit.getByText(/^Fitted to the trace and simulated on baseline: reproduces the recorded p50/).waitFor();
    await fit.getByText('p99 error').waitFor();
    await fit.getByRole('img', { name: /^Latency CDF: recorded, and simulated again/ }).waitFor();
    await open.picture('simulate-calibration');
    await fit.getByText('Fitted parameters, errors and assumptions').click();
    const chart = fit.getByRole('figure', { name: 'Latency CDF, recorded and fitted' });
    await chart.waitFor();
    expect(await chart.getByRole('list', { name: 'Curves' }).getByRole('button').allTextContents()).toEqual([
      expect.stringMatching(/recorded/i),
      'Baseline, fitted and simulated',
    ]);
    const row = (name: string) =>
      fit.getByRole('region', { name: 'Errors of the fit' }).getByRole('row', { name }).getByRole('cell');
    expect(await row('Error').first().textContent()).toMatch(/ %$/);
    expect(await fit.getByRole('row', { name: /^Error of a naive guess/ }).count()).toBe(1);
    await run().click();
    const possible = results().getByRole('region', { name: 'What the trace leaves possible, simulated' });
    expect(
      await possible
        .getByRole('row', { name: /^FaaSNet/ })
        .getByRole('cell')
        .first()
        .textContent(),
    ).toMatch(/ s to .* s$/);

    await simulate().choose('The trace was recorded on', 'Unknown: do not fit the replay');
    await fit.getByText('The replay is not fitted to the trace').waitFor();
    expect(await fit.getByRole('img').count()).toBe(0);
    await run().click();
    await results().getByText('Not fitted to the trace: parameters give an image size').waitFor();
  });

  it('marks runs of an earlier version of the trace, and runs them again', async () => {
    const csv = await syntheticCsv(300);
    open = await openPage({ csv, name: 'trace.csv', state: { tab: 'simulate', form: TWO_SYSTEMS } });
    const { page, host } = open;
    await page.getByRole('radio', { name: 'Replay' }).waitFor();
    await run().click();
    await results().getByRole('figure', { name: 'Completion over time, simulated' }).waitFor();
    await host.edit(csv.trimEnd().split('\n').slice(0, -100).join('\n'));
    await expect.poll(() => runRows().filter({ hasText: 'outdated' }).count()).toBe(1);
    const note = results().getByText('Simulated from an earlier version of the trace');
    await note.waitFor();
    await open.picture('simulate-outdated');
    await run(/^Run 2 systems/).click();
    await expect.poll(() => runRows().count()).toBe(2);
    await note.waitFor({ state: 'detached' });
    await results()
      .getByText(/^200 containers\. Last start/)
      .waitFor({ state: 'attached' });
    await host.edit(csv);
    await expect.poll(() => runRows().filter({ hasText: 'outdated' }).count()).toBe(1);
    await runRows().filter({ hasNotText: 'outdated' }).getByRole('button', { name: 'Replay', exact: true }).click();
    await results()
      .getByText(/^300 containers\. Last start/)
      .waitFor({ state: 'attached' });
    expect(await note.count()).toBe(0);
  });
});

describe('runs that a command has started', () => {
  it('fill the form', async () => {
    const workload = { kind: 'burst', containers: 1000, functions: 2, imageMB: 428, memoryMB: null } as const;
    const asked = ['faasnet', 'baseline'].map((system) => ({
      workload,
      system,
      parameters: { nicMBps: 50 },
      seed: 7,
      seeds: 1,
    }));
    open = await openPage({ csv: null, focus: { kind: 'runs', requests: asked } });
    const { page } = open;
    const field = (name: string) => page.getByRole('textbox', { name, exact: true });
    await expect.poll(() => field('Containers').inputValue()).toBe('1000');
    await expect.poll(() => field('Functions').inputValue()).toBe('2');
    await expect.poll(() => field('Image (MB)').inputValue()).toBe('428');
    await expect.poll(() => field('Seed').inputValue()).toBe('7');
    await page.getByText('1 changed', { exact: true }).waitFor();
    await run('Run 2 systems').waitFor();
    expect((await simulate().cells('FaaSNet')).length).toBeGreaterThan(0);
    await open.picture('simulate-asked');
  });

  it('of a range of the trace set the filter', async () => {
    const workload = { kind: 'trace', from: 1_620_600_000, to: 1_620_700_000, functionId: null } as const;
    const request = { workload, system: 'faasnet', parameters: {}, seed: 1, seeds: 1 };
    open = await openPage({ csv: await syntheticCsv(300), focus: { kind: 'runs', requests: [request] } });
    const replay = open.page.getByRole('radio', { name: 'Replay' });
    await expect.poll(() => replay.isChecked()).toBe(true);
    await open.page
      .getByTitle('The cold starts that are replayed')
      .getByText(/^time:/)
      .waitFor();
  });
});

describe('the form', () => {
  const field = (name: string) => open.page.getByRole('textbox', { name, exact: true });

  it('is filled by a preset, and names the one it equals', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    const preset = page.getByRole('combobox', { name: /^Preset of the paper/ });
    await simulate().choose(/^Preset of the paper/, /^Figure 17/);
    await expect.poll(() => field('Containers').inputValue()).toBe('2500');
    await expect.poll(() => field('Image (MB)').inputValue()).toBe('428');
    await page.getByText('1 changed', { exact: true }).waitFor();
    await open.picture('simulate-preset');
    await field('Containers').fill('2400');
    await expect.poll(() => preset.inputValue()).toBe('');
  });

  it('gives means with confidence intervals over several seeds', async () => {
    open = await openPage({ csv: null, state: { form: TWO_SYSTEMS } });
    await field('Number of seeds').fill('3');
    await run().click();
    await open.page.getByText('± is the 95 % confidence interval').waitFor();
    expect((await simulate().cells('FaaSNet'))[0]).toMatch(/^[\d.]+ s ± [\d.]+ m?s$/);
    await open.picture('simulate-seeds');
    await results()
      .getByText(/3 seeds from 1\. All numbers are simulated/)
      .waitFor();
    await simulate().exportAs('Copy as Markdown');
    await open.page.getByText('Table copied.').waitFor();
    expect(await open.page.evaluate(() => navigator.clipboard.readText())).toMatch(/ s ± /);
    await field('Number of seeds').fill('0');
    await open.page.getByText('Must be 1 to 1,000.').waitFor();
  });

  it('starts with the parameters of the settings, and reports errors in them', async () => {
    open = await openPage({ csv: null, settings: { parameters: { nicMBps: 50 }, problem: null } });
    const { page, host } = open;
    await page.getByText('1 changed', { exact: true }).waitFor();
    const nic = page.getByRole('textbox', { name: 'NIC (MB/s)' });
    await expect.poll(() => nic.inputValue()).toBe('50');
    await nic.fill('60');
    await page.getByRole('button', { name: 'Reset 1' }).click();
    await expect.poll(() => nic.inputValue()).toBe('50');
    host.emit('simulationSettings', { parameters: {}, problem: 'There is no parameter "nicMBp".' });
    await page.getByRole('alert').getByText('There is no parameter "nicMBp".').waitFor();
    await expect.poll(() => nic.inputValue()).toBe('125');
    await page.getByRole('button', { name: 'Open the setting' }).click();
    await expect
      .poll(() => host.calls.map(({ request }) => request))
      .toEqual([{ setting: 'faasnet.simulation.parameters' }]);
  });

  it('finds a parameter by any of its words', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    const search = page.getByRole('searchbox', { name: 'Find a parameter' });
    await search.fill('vcpus unpacking');
    await page.getByText('1 parameter found.').waitFor();
    const found = page.getByRole('textbox', { name: /^vCPUs that unpacking an image keeps busy/ });
    await found.fill('2');
    await search.fill('');
    await page.getByText('1 changed', { exact: true }).waitFor();
    expect(await found.count()).toBe(0);
    await search.fill('no such parameter');
    await page.getByText('No parameter found.').waitFor();
    await search.fill('fail');
    await page.getByRole('textbox', { name: 'VMs that fail at given times' }).fill('3@1.5');
    await page.getByText('1 changed, VMs fail').waitFor();
    await page.getByRole('button', { name: 'About Kraken' }).click();
    await page.getByText(/^Whole layers in pieces over a mesh/).waitFor();
    await open.picture('simulate-search');
  });

  it('is saved as a run file', async () => {
    open = await openPage({ csv: null, state: { form: { ...TWO_SYSTEMS, seed: '4' } } });
    await open.page.getByRole('button', { name: 'Save run file…' }).click();
    await open.page.getByText('Saved as saved.ftsim.json.').waitFor();
    const { requests } = open.host.calls[0].request as { requests: RunRequest[] };
    expect(requests.map(({ system, seed }) => [system, seed])).toEqual([
      ['faasnet', 4],
      ['baseline', 4],
    ]);
  });
});

describe('the table of results', () => {
  it('scrolls to every column on a narrow page, with the names of the runs in sight', async () => {
    open = await openPage({ csv: null, width: 400, state: { form: TWO_SYSTEMS } });
    await run().click();
    const table = results().getByRole('region', { name: 'Percentiles and speed-ups, simulated' });
    await table.waitFor();
    const [box, name] = await table.evaluate((element) => {
      element.scrollLeft = element.scrollWidth;
      const rowName = element.querySelector('tbody th');
      const last = element.querySelector('tbody td:last-child');
      return [element, rowName, last].map((one) => one?.getBoundingClientRect().toJSON());
    });
    expect(name.left).toBeCloseTo(box.left, 0);
    const last = await table.locator('tbody tr').first().locator('td').last().boundingBox();
    expect(last!.x + last!.width).toBeLessThanOrEqual(box.right + 1);
    const tooWide = await open.page.evaluate(() =>
      [...document.querySelectorAll('.results *')]
        .filter((one) => !one.closest('.data-table') && one.getBoundingClientRect().right > innerWidth)
        .map((one) => one.outerHTML.slice(0, 80)),
    );
    expect(tooWide).toEqual([]);
    await table.scrollIntoViewIfNeeded();
    await open.picture('simulate-narrow-table');
  });
});

describe('a running simulation', () => {
  const request = {
    workload: { kind: 'burst', containers: 128, functions: 1, imageMB: null, memoryMB: null },
    system: 'faasnet',
    parameters: {},
    seed: 1,
    seeds: 1,
  } as const;
  const running: RunSummary = {
    runId: 1,
    request,
    state: 'running',
    message: null,
    result: null,
    trace: null,
    outdated: null,
  };

  it('shows its progress, events per second and time left, and can be cancelled', async () => {
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
    await page.getByText('Queued…').waitFor();
    host.emit('runProgress', { runId: 1, fraction: 0.25, eventsPerSecond: 1_234_567, secondsLeft: 12 });
    await page.getByText('25 %, 1,234,567 events/s, 12 s left').waitFor();
    await open.picture('simulate-running');
    await page.getByRole('button', { name: 'Cancel FaaSNet' }).click();
    await page.getByText('Cancelled.').waitFor();
    await page.getByRole('button', { name: 'Run FaaSNet again' }).waitFor();
  });

  it('reports a failure', async () => {
    open = await openPage({ csv: null, answers: { runs: () => [running] } });
    await open.page.getByText('Queued…').waitFor();
    open.host.emit('runChanged', {
      ...running,
      state: 'failed',
      message: 'The cluster has no VM that is large enough.',
    });
    await open.page.getByText('Failed: The cluster has no VM that is large enough.').waitFor();
  });

  it('reports that it cannot be started', async () => {
    const refuse = () => {
      throw new RequestError('Too many containers.', 'At most 1,000,000.');
    };
    open = await openPage({ csv: null, answers: { startRun: refuse } });
    await run().click();
    await open.page.getByRole('alert').getByText('Too many containers.').waitFor();
  });

  it('is started again by a restored page', async () => {
    open = await openPage({ csv: null, state: { requests: [request], tab: 'simulate' } });
    await results().waitFor();
    expect((await simulate().cells('FaaSNet'))[0]).toMatch(/ s$/);
  });
});

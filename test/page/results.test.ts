import { afterEach, describe, expect, it } from 'vitest';
import { INITIAL_VIEW } from '../../webview/state/view';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';

let open: OpenPage;
afterEach(() => open.close());

const SYSTEMS = ['faasnet', 'dadi-p2p', 'on-demand', 'kraken', 'baseline', 'optimal'];

/** A page with finished runs of a burst, by every system. */
const stateWith = (overTime = INITIAL_VIEW.overTime, seeds = 1) => ({
  tab: 'simulate',
  overTime,
  requests: SYSTEMS.map((system) => ({
    workload: { kind: 'burst', containers: 64, functions: 2, imageMB: null, memoryMB: null },
    system,
    parameters: { vms: 100 },
    seed: 1,
    seeds,
  })),
});

const overTime = () => open.page.getByRole('region', { name: 'Over time, simulated' });
const chart = (name: string) => overTime().getByRole('figure', { name: `${name}, simulated` });
const rowOf = (table: string, run: string) =>
  open.page
    .getByRole('region', { name: `${table}, simulated` })
    .getByRole('row', { name: new RegExp(`^${run}`) })
    .getByRole('cell')
    .allTextContents();

async function choose(label: string): Promise<void> {
  await overTime().getByRole('combobox', { name: 'Over time' }).click();
  await open.page.getByRole('option', { name: label, exact: true }).click();
}

describe('the over-time chart', () => {
  it('shows one series of all runs, and its peak with the unit', async () => {
    open = await openPage({ csv: null, state: stateWith() });
    const first = chart('Registry: bytes sent');
    await first.waitFor();
    await expect.poll(() => first.getByRole('list', { name: 'Curves' }).getByRole('button').count()).toBe(6);
    await first.getByText(/^Peak: FaaSNet[^;]*: [\d.]+ MB\/s at [\d.]+ s; /).waitFor({ state: 'attached' });
    for (const [label, unit] of [
      ['Registry: requests', '1/s'],
      ['Into VMs: mean of the active ones', 'MB/s'],
      ['Out of VMs: peak of any', 'MB/s'],
      ['Levels of the tallest function tree', '6'],
    ]) {
      await choose(label);
      await chart(label)
        .getByText(new RegExp(`^Peak: FaaSNet[^;]*${unit} at`))
        .waitFor({ state: 'attached' });
    }
    await expect
      .poll(() => (open.savedState() as { overTime: { series: string } }).overTime.series)
      .toBe('mostTreeLevels');
  });

  it('shows one VM of the reader’s choice by simulating again', async () => {
    open = await openPage({ csv: null, state: stateWith() });
    await choose('Into one VM');
    await chart('Into VM 0').waitFor();
    const field = overTime().getByRole('textbox', { name: 'VM', exact: true });
    await field.fill('5');
    await chart('Into VM 5').waitFor();
    await field.fill('101');
    await overTime().getByText('Must be 0 to 100.').waitFor();
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('100');
    await chart('Into VM 100')
      .getByText(/Kraken[^;]* [\d.]+ MB\/s at/)
      .waitFor({ state: 'attached' });
    await overTime()
      .getByText(/100 is the root of DADI\+P2P or the origin of Kraken/)
      .waitFor();
  });
});

describe('the totals of a run', () => {
  it('give bytes by source, requests, VMs and changes of trees', async () => {
    open = await openPage({ csv: null, state: stateWith() });
    await expect
      .poll(async () => (await rowOf('Bytes and requests', 'Kraken')).slice(0, 3))
      .toEqual(['1.52 GB', '2', '1.52 GB']);
    const [registry, requests, seeds, peers, saved] = await rowOf('Bytes and requests', 'FaaSNet');
    expect([registry, requests, seeds]).toEqual(['114 MB', '456', '0 bytes']);
    expect(peers).toBe(saved);
    expect((await rowOf('The cluster', 'FaaSNet'))[0]).toBe('64');
  });

  it('are means with confidence intervals over several seeds', async () => {
    open = await openPage({ csv: null, state: stateWith(INITIAL_VIEW.overTime, 3) });
    await expect.poll(async () => (await rowOf('The cluster', 'FaaSNet'))[1]).toMatch(/^[\d,]+ ± [\d,]+$/);
    await expect.poll(async () => (await rowOf('Bytes and requests', 'Kraken'))[0]).toBe('1.52 GB ± 0 bytes');
  });
});

describe('the results', () => {
  it.each(LOOKS)('are accessible in the %s theme at %d px', async (theme, width) => {
    open = await openPage({
      csv: null,
      theme,
      width,
      height: 1400,
      state: stateWith({ series: 'vmInBytes', vm: '3' }),
    });
    await chart('Into VM 3').waitFor();
    await overTime().scrollIntoViewIfNeeded();
    await open.picture(`results-${theme}-${width}`);
    await open.page.getByRole('region', { name: 'The cluster, simulated' }).scrollIntoViewIfNeeded();
    await open.picture(`results-totals-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });
});

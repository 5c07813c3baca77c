import { afterEach, describe, expect, it } from 'vitest';
import { parseSweep, unitCount } from '../../src/sweep';
import { INITIAL_VIEW } from '../../webview/state/view';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const form = () => open.page.getByRole('region', { name: 'Sweep' });
const tick = (name: string | RegExp) => form().getByRole('checkbox', { name }).click();
const values = (title: string) => form().getByRole('group', { name: `Values: ${title}` });
const fill = (title: string, field: RegExp, text: string) =>
  values(title).getByRole('textbox', { name: field }).fill(text);
const create = () => open.page.getByRole('button', { name: 'Create sweep file…' });
/** The text of the file that was written. */
const written = () => (open.host.calls.findLast(({ name }) => name === 'saveSweep')!.request as { text: string }).text;

describe('a sweep from the form', () => {
  it('takes ticked parameters with their ranges, counts its units, and is written as a file', async () => {
    open = await openPage({ csv: null, state: { form: { ...INITIAL_VIEW.form, systems: ['faasnet', 'baseline'] } } });
    const { page } = open;
    await page.getByRole('textbox', { name: 'Functions' }).fill('2');
    await page.getByRole('button', { name: 'Sweep…' }).click();
    await form()
      .getByText(/^Burst of 128 containers, 2 functions; 2 systems\./)
      .waitFor();
    expect(await page.getByRole('button', { name: 'Back to the form' }).evaluate((one) => one.matches(':focus'))).toBe(
      true,
    );
    await page.getByText('Tick what varies').waitFor();
    await tick('Cold starts of a burst');
    await page.getByText('5 values × 2 systems × 1 seed').waitFor();
    await values('Cold starts of a burst').getByText('32, 64, 128, 256, 512').waitFor();
    await form().getByRole('searchbox', { name: 'Find a parameter' }).fill('size of an image');
    await tick(/^Size of an image/);
    await fill('Size of an image', /^To/, '3,200');
    await fill('Size of an image', /^From/, '0');
    await page.getByText('1 field to correct').waitFor();
    await form().getByText('Must be 0.1 to 100,000 MB. The nearest is 0.1.').waitFor();
    await fill('Size of an image', /^From/, '12.5');
    await fill('Size of an image', /^Count/, '0');
    await page.getByText('the axis imageMB has a count of 0; expected a whole number from 1 to').waitFor();
    await fill('Size of an image', /^Count/, '9');
    await form().getByRole('textbox', { name: 'Number of seeds' }).fill('8');
    await page.getByText('720 units').waitFor();
    await page.getByText('5 × 9 values × 2 systems × 8 seeds').waitFor();
    await open.picture('sweep-form');
    await create().click();
    await page.getByText('Saved as burst.ftsweep.json.').waitFor();
    const sweep = parseSweep(written());
    expect(unitCount(sweep)).toBe(720);
    expect(sweep.base).toMatchObject({
      workload: { kind: 'burst', containers: 128, functions: 2 },
      systems: ['faasnet', 'baseline'],
      seeds: 8,
    });
    expect(sweep.axes.map(({ name, values: all }) => [name, all.at(0), all.at(-1)])).toEqual([
      ['containers', 32, 512],
      ['imageMB', 12.5, 3200],
      ['system', 'faasnet', 'baseline'],
    ]);
  });

  it('lists values, and keeps what was typed when the page is opened again', async () => {
    open = await openPage({ csv: null, state: { form: { ...INITIAL_VIEW.form, systems: ['faasnet'] } } });
    await open.page.getByRole('button', { name: 'Sweep…' }).click();
    await tick(/^VMs in the pool/);
    await values('VMs in the pool').getByRole('radio', { name: 'List' }).click();
    await fill('VMs in the pool', /^Values/, '100, 200 1,000');
    await open.page.getByText('3 units').waitFor();
    await expect.poll(() => JSON.stringify(open.savedState())).toContain('"100, 200 1,000"');
    const state = open.savedState();
    await open.close();
    open = await openPage({ csv: null, state });
    await open.page.getByText('3 units').waitFor();
    await create().click();
    await open.page.getByText('Saved as burst.ftsweep.json.').waitFor();
    expect(parseSweep(written()).axes[0]).toEqual({ name: 'vms', values: [100, 200, 1000] });
    await fill('VMs in the pool', /^Values/, '0.5 1,5');
    await form()
      .getByText(/^Enter a whole number, 1 to 1,000,000/)
      .waitFor();
    expect(await create().getAttribute('aria-disabled')).not.toBe('false');
    await open.page.getByRole('button', { name: 'Back to the form' }).click();
    await open.page.getByRole('button', { name: /^Run 1 system/ }).waitFor();
  });

  it.each(LOOKS)('is accessible in the %s theme at %d px', async (theme, width) => {
    const axis = { listed: false, values: '', from: '1', to: '9', count: '3', scale: 'log' };
    const axes = ['vms', 'imageMB'].map((name) => ({ ...axis, name }));
    const others = [
      { ...axis, name: 'nicMBps', from: 'x' },
      { ...axis, name: 'set', listed: true, values: 'fanOut=3' },
    ];
    open = await openPage({ csv: null, theme, width, state: { sweep: { open: true, axes: [...axes, ...others] } } });
    await open.page.getByText('1 field to correct').waitFor();
    await open.picture(`sweep-form-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
    await values("Bandwidth of a VM's NIC, each way").getByRole('textbox', { name: /^From/ }).fill('5');
    await open.page.getByText('3 × 3 × 3 × 1 values × 6 systems × 1 seed').waitFor();
    await expectAccessible(open.page);
  });

  it('of a trace takes filters, and names the trace with its hash', async () => {
    open = await openPage({
      csv: await syntheticCsv(300),
      name: 'day.csv',
      width: 400,
      state: { tab: 'simulate', where: 'latency>1s', sweep: { open: true, axes: [] } },
    });
    const { page } = open;
    await tick('Filter of a replay');
    expect(await form().getByRole('checkbox', { name: 'Cold starts of a burst' }).count()).toBe(0);
    await page.getByText('1 field to correct').waitFor();
    await fill('Filter of a replay', /one on each line/, 'runtme:python');
    await page
      .getByText(/runtme/)
      .first()
      .waitFor();
    expect(await create().isDisabled()).toBe(true);
    await fill('Filter of a replay', /one on each line/, 'runtime:python\n\nruntime:nodejs latency>2s');
    await page.getByText('2 values × 6 systems × 1 seed').waitFor();
    await open.picture('sweep-form-narrow');
    await create().click();
    await page.getByText('Saved as day.csv.ftsweep.json.').waitFor();
    const { base, axes } = parseSweep(written());
    expect(base.workload).toMatchObject({ kind: 'trace', where: 'latency>1s', recordedOn: expect.any(String) });
    expect(base.trace).toEqual({ name: 'day.csv', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(axes[0]).toEqual({ name: 'where', values: ['runtime:python', 'runtime:nodejs latency>2s'] });
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { RunRequest } from '../../src/protocol/queries';
import { RequestError } from '../../src/protocol/rpc';
import { INITIAL_VIEW } from '../../webview/state/view';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { SimulatePage } from './simulatePage';
import type { ThemeName } from './themes';

let open: OpenPage;
afterEach(() => open.close());

/** A steady load with a spike. */
const PROFILE = { name: 'rates.csv', csv: 't_sec,rps\n0,4\n60,4\n61,60\n62,4\n180,4\n' };
const FORM = { ...INITIAL_VIEW.form, workload: 'profile', systems: ['faasnet', 'on-demand'] } as const;
const RUN_SECONDS = 'Run time of a request (s)';

const field = (name: string) => open.page.getByRole('textbox', { name, exact: true });
const preview = () => open.page.getByRole('figure', { name: 'Request rate' });
const simulate = () => new SimulatePage(open.page);
const runButton = () => simulate().run();
const results = () => simulate().results;

describe('a request-rate profile', () => {
  it('can be chosen and simulated by keyboard alone', async () => {
    open = await openPage({
      csv: null,
      profile: PROFILE,
      state: { tab: 'simulate', form: { ...FORM, workload: 'burst' } },
    });
    const { page } = open;
    await page.getByRole('radio', { name: 'Burst' }).focus();
    await page.keyboard.press('ArrowRight');
    await page.getByText('No profile is chosen yet.').waitFor();
    await page.keyboard.press('Tab');
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Choose a profile…');
    await page.keyboard.press('Enter');
    await preview().getByText('776 requests in 180 s, peak 60 per second. 5 points.').waitFor({ state: 'attached' });
    await page.getByText('rates.csv', { exact: true }).waitFor();
    await field(RUN_SECONDS).focus();
    await page.keyboard.type('0.5');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.type('60');
    await runButton().focus();
    await page.keyboard.press('Enter');
    await results().getByRole('figure', { name: 'Response time over time, simulated' }).waitFor();
    await results().getByText('Requests of rates.csv, 500 ms each, after a lead-in of 60 s.').waitFor();
  });

  it('gives response times, and counts cold and warm requests', async () => {
    open = await openPage({
      csv: null,
      profile: PROFILE,
      state: { tab: 'simulate', form: { ...FORM, profile: PROFILE } },
    });
    const { page } = open;
    await runButton().click();
    await results().getByRole('figure', { name: 'Response time CDF, simulated' }).waitFor();
    await results().getByRole('figure', { name: 'Response time over time, simulated' }).getByRole('img').waitFor();
    await results().getByRole('figure', { name: 'Container start CDF, simulated' }).getByRole('img').waitFor();
    const [cold, warm, , containers] = (await simulate().cells('FaaSNet')).slice(10, 14).map(Number);
    expect(containers).toBeGreaterThanOrEqual(cold);
    await results()
      .getByText(/^From the order of a container to its start/)
      .waitFor({ state: 'attached' });
    expect(cold + warm).toBe(776);
    expect(warm).toBeGreaterThan(cold);
    await results().getByText('Response time (provisioning and run) and speed-up, simulated').waitFor();
    await results().getByRole('columnheader', { name: 'run', exact: true }).waitFor();
    await simulate().exportAs('Copy as Markdown');
    await page.getByText('Table copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('**Simulated** response time, provisioning and run: Requests of rates&#46;csv');
    await simulate().exportAs('Save as CSV…');
    await page.getByText('Saved as simulated-responses.csv.').waitFor();
    await page.getByRole('button', { name: 'Save run file…' }).click();
    const saved = open.host.calls.find(({ name }) => name === 'saveRunFile')!.request as { requests: RunRequest[] };
    expect(saved.requests[0].workload).toMatchObject({ kind: 'profile', ...PROFILE, runSeconds: null });
  });

  it('that cannot be read is reported with line, column and what was expected', async () => {
    const bad = { name: 'broken.csv', csv: 't_sec,rps\n0,1\n1,many\n' };
    open = await openPage({ csv: null, profile: bad, state: { tab: 'simulate', form: FORM } });
    const { page } = open;
    await page.getByRole('button', { name: 'Choose a profile…' }).click();
    const message = 'broken.csv: Line 3, column 2 is "many"; expected requests per second, 0 or more.';
    await page.getByText(message).waitFor();
    await expect.poll(() => preview().count()).toBe(0);
    await expect.poll(() => runButton().isDisabled()).toBe(true);
    await open.picture('profile-broken');
    await expectAccessible(page);
  });

  it('that the host refuses is reported until another is chosen', async () => {
    let tries = 0;
    const chooseProfile = () => {
      if (tries++ > 0) return PROFILE;
      throw new RequestError(
        'huge.csv is too large for a request-rate profile.',
        'A profile has 100,000 lines at most.',
      );
    };
    open = await openPage({ csv: null, state: { tab: 'simulate', form: FORM }, answers: { chooseProfile } });
    const { page } = open;
    await page.getByRole('button', { name: 'Choose a profile…' }).click();
    const message = page.getByText('huge.csv is too large for a request-rate profile. A profile has');
    await message.waitFor();
    await page.getByRole('button', { name: 'Choose a profile…' }).click();
    await preview().waitFor();
    await expect.poll(() => message.count()).toBe(0);
    await page.getByRole('button', { name: 'Choose another profile…' }).waitFor();
  });

  it('comes with the presets of Figures 11 and 12', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    const preset = page.getByRole('combobox', { name: /^Preset of the paper/ });
    await simulate().choose(/^Preset of the paper/, /^Figure 11/);
    await preview().waitFor();
    await expect.poll(() => field(RUN_SECONDS).inputValue()).toBe('2');
    await expect.poll(() => field('Lead-in (s)').inputValue()).toBe('906');
    await open.picture('profile-preset');
    await simulate().choose(/^Preset of the paper/, /^Figure 12/);
    await expect.poll(() => field(RUN_SECONDS).inputValue()).toBe('0.5');
    await preview().getByText('peak 103 per second').waitFor({ state: 'attached' });
    await field('Lead-in (s)').fill('10');
    await expect.poll(() => preset.inputValue()).toBe('');
  });

  it('is restored with its runs', async () => {
    const form = { ...FORM, profile: PROFILE, systems: ['faasnet'] };
    open = await openPage({ csv: null, state: { tab: 'simulate', form } });
    await runButton().click();
    await results().getByRole('figure', { name: 'Response time over time, simulated' }).waitFor();
    await expect.poll(() => (open.savedState() as { requests: unknown[] }).requests.length).toBe(1);
    const state = JSON.parse(JSON.stringify(open.savedState()));
    await open.close();
    open = await openPage({ csv: null, state });
    await preview().waitFor();
    await results().getByRole('figure', { name: 'Response time over time, simulated' }).waitFor();
  });
});

describe('the form and the results of a profile', () => {
  const state = { tab: 'simulate', form: { ...FORM, profile: PROFILE, runSeconds: '0.5' } };

  async function simulated(): Promise<void> {
    await preview().getByRole('img').waitFor();
    await runButton().click();
    await results().getByRole('figure', { name: 'Response time over time, simulated' }).getByRole('img').waitFor();
  }

  it.each<ThemeName>(['dark', 'light', 'highContrast'])('are accessible in the %s theme', async (theme) => {
    open = await openPage({ csv: null, theme, state, height: 1900 });
    await simulated();
    await open.picture(`profile-${theme}`);
    await expectAccessible(open.page);
  });

  it.each([400, 2000])('do not overlap at %d px', async (width) => {
    open = await openPage({ csv: null, width, height: 3000, state });
    await simulated();
    await open.picture(`profile-${width}`);
    await expectNothingOverlaps(open.page);
  });
});

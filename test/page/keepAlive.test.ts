import { afterEach, describe, expect, it } from 'vitest';
import { chooseFor } from './chartMenu';
import { ExplorePage } from './explorePage';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { HEADER, START } from './traces';

let open: OpenPage;
afterEach(() => open.close());

/**
 * Cold starts of 4 s. Their containers had been idle for 296 s (from 4 to 300), for 1196 s (306 to 1502) and for 2494 s
 * (1506 to 4000). The first and the third find none: at 302, the container of 300 is starting.
 */
const STARTS = [HEADER, ...[0, 300, 302, 1502, 4000].map((at) => `${START + at},api,4000,python,128`), ''].join('\n');

const REGIONS = `elapsed_seconds,faas.name,faas.coldstart,faas.init_duration,cloud.region
0,api,true,1,eu
600,api,false,,
1500,api,true,1,eu
1600,api,true,1,us
`;

async function openFunction(options: Omit<Parameters<typeof openPage>[0], 'state'>): Promise<void> {
  open = await openPage({ ...options, state: { tab: 'explore', selected: { id: 0, name: 'api' } } });
  await keepAlive().waitFor();
}

const keepAlive = () => open.page.getByRole('region', { name: 'Keep-alive' });
const answer = () => keepAlive().getByRole('status').textContent();
const choose = (label: string, choice: string) =>
  keepAlive().getByRole('combobox', { name: label }).selectOption({ label: choice });
const text = () => keepAlive().textContent();

describe('the page of a function', () => {
  it('tells which share of its cold starts a longer keep-alive catches', async () => {
    await openFunction({ csv: STARTS });
    await expect.poll(answer).toBe('catches 20 % of 5 cold starts: 1.');
    await choose('Longer keep-alive', '50 min');
    await expect.poll(answer).toBe('catches 40 % of 5 cold starts: 2.');
    await choose('Present keep-alive', '4 min');
    await expect.poll(answer).toBe('catches 60 % of 5 cold starts: 3.');
    expect(await text()).toContain('As far as its cold starts tell, a keep-alive of');
    expect(await text()).toContain('idle for more than 4 min and at most 50 min');
    expect(await text()).toContain('The trace records no warm invocations');
    // The longer one stays above the present one.
    await choose('Present keep-alive', '1 h');
    await expect.poll(answer).toBe('catches 0 % of 5 cold starts: 0.');
    expect(await keepAlive().getByRole('combobox', { name: 'Longer keep-alive' }).inputValue()).toBe(
      String(1.5 * 3600),
    );
    await expect.poll(() => open.savedState()).toMatchObject({ keepAlive: { present: 3600, longer: 3000 } });
  });

  it('follows the filter, with the containers from before the time that is asked about', async () => {
    await openFunction({ csv: STARTS });
    const { filter } = new ExplorePage(open.page);
    await filter.fill('time>=2021-05-08T16:10');
    await filter.press('Enter');
    await expect.poll(answer).toBe('catches 50 % of 2 cold starts: 1.');
  });

  it('counts warm invocations as far as they are known, and containers of the same labels', async () => {
    await openFunction({ csv: REGIONS });
    await expect.poll(answer).toBe('catches 33 % of 3 cold starts: 1.');
    expect(await text()).toContain('As far as its invocations tell');
    expect(await text()).toContain('How long requests ran is not known');
    const { filter } = new ExplorePage(open.page);
    for (const [region, caught] of [
      ['eu', '50 % of 2 cold starts: 1.'],
      ['us', '0 % of 1 cold start: 0.'],
    ]) {
      await filter.fill(`region:${region}`);
      await filter.press('Enter');
      await expect.poll(answer).toBe(`catches ${caught}`);
      expect(await text()).toContain('Which warm invocations have the labels of the filter is not known');
    }
  });

  it('draws all keep-alives, for the keyboard and as a table too', async () => {
    await openFunction({ csv: STARTS });
    const { page } = open;
    const chart = page.getByRole('figure', { name: 'What a longer keep-alive catches of api' });
    const slider = chart.getByRole('slider');
    await slider.focus();
    await page.keyboard.press('End');
    await expect.poll(() => slider.getAttribute('aria-valuetext')).toMatch(/7 d.*40 %/);
    await page.keyboard.press('Enter');
    await expect.poll(answer).toBe('catches 40 % of 5 cold starts: 2.');
    expect(await keepAlive().getByRole('combobox', { name: 'Longer keep-alive' }).inputValue()).toBe(
      String(7 * 86_400),
    );
    await chooseFor(chart, 'View as table');
    const rows = page.getByRole('dialog').getByRole('row');
    await expect.poll(() => rows.nth(1).textContent()).toMatch(/10 min.*0 %/);
    await expect.poll(() => rows.filter({ hasText: '20 min' }).textContent()).toMatch(/20 %/);
  });

  it.each(LOOKS)('with it is accessible and fits (%s, %i px)', async (theme, width) => {
    await openFunction({ csv: STARTS, theme, width });
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
    await keepAlive().scrollIntoViewIfNeeded();
    await open.picture(`keep-alive-${theme}-${width}`);
  });
});

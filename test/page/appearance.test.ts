import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import type { ThemeName } from './themes';
import { HEADER, START, syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const STATE = {
  requests: ['faasnet', 'baseline'].map((system) => ({
    workload: { kind: 'burst', containers: 64, functions: 1, imageMB: null, memoryMB: null },
    system,
    parameters: {},
    seed: 1,
    seeds: 1,
  })),
};

/** Visits every tab, each with everything that it can show. */
async function eachSection(visit: (section: string) => Promise<void>): Promise<void> {
  const { page } = open;
  await page.getByRole('figure', { name: 'Latency CDF by runtime' }).getByRole('img').waitFor();
  await page.getByRole('button', { name: '1 skipped' }).click();
  await page.getByText('could not be read').waitFor();
  await visit('explore');
  await page.getByRole('grid').getByRole('row').nth(1).dblclick();
  await page
    .getByRole('complementary')
    .getByRole('figure', { name: /^Latency CDF/ })
    .getByRole('img')
    .waitFor();
  await visit('function');
  await page.getByRole('tab', { name: 'Simulate' }).click();
  await page.getByRole('radio', { name: 'Burst' }).check();
  await page.getByText(/^Advanced/).click();
  await page.getByRole('figure', { name: 'Completion over time, simulated' }).getByRole('img').waitFor();
  await visit('simulate');
  await page.getByRole('tab', { name: 'Watch' }).click();
  await page.getByRole('button', { name: 'Follow the slowest start' }).click();
  await visit('watch');
}

/** A synthetic trace with bad rows, and a name that is far too long. */
async function fullCsv(): Promise<string> {
  const bad = `x,${START},f,soon,python,1\n`;
  const long = `1,${START},${'very-long-name-'.repeat(30)},900,${'runtime-'.repeat(20)},128\n`;
  expect(HEADER).toContain('latency');
  return (await syntheticCsv(5000)) + bad + long.repeat(90);
}

describe('the page', () => {
  it.each([400, 2000])('has no overlaps at %d px', async (width) => {
    open = await openPage({
      csv: await fullCsv(),
      name: `${'a-long-file-name-'.repeat(9)}.csv`,
      width,
      height: 1000,
      state: STATE,
    });
    await eachSection(async (section) => {
      await open.picture(`${section}-${width}`);
      await expectNothingOverlaps(open.page);
    });
  });
});

describe('every tab', () => {
  it.each<ThemeName>(['dark', 'light', 'highContrast'])('is accessible in the %s theme', async (theme) => {
    open = await openPage({ csv: await fullCsv(), theme, state: STATE });
    await eachSection(async (section) => {
      await open.picture(`${section}-${theme}`);
      await expectAccessible(open.page);
    });
  });
});

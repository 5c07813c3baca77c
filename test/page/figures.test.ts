import type { Locator } from 'playwright-core';
import { afterEach, describe, expect, it } from 'vitest';
import { RequestError } from '../../src/protocol/rpc';
import { CITATION, FIGURES, FITTED_TO, figureById, reproduceFigure, toCsv, toMarkdown } from '../../src/reference';
import { BROWSER_TEST_MS } from '../timeouts.mjs';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import type { ThemeName } from './themes';

let open: OpenPage;
afterEach(() => open.close());

const RUN_ALL_MS = BROWSER_TEST_MS;
const FOCUS = { kind: 'figures' } as const;
const card = (id: string) => open.page.getByRole('article', { name: new RegExp(`^Figure ${id}:`) });
const run = (id: string) => open.page.getByRole('button', { name: `Run: Figure ${id}`, exact: true });
const errors = (id: string) => card(id).getByRole('region', { name: /errors of the simulated numbers/ });
const clipboard = () => open.page.evaluate(() => navigator.clipboard.readText());
const rowsOf = async (table: Locator) => {
  await table.waitFor();
  return Promise.all((await table.locator('tbody tr').all()).map((row) => row.locator('th, td').allTextContents()));
};

describe('a figure', () => {
  it('shows only published numbers until it is simulated', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    await card('14a').waitFor();
    await expect.poll(() => open.page.getByRole('article').count()).toBe(FIGURES.length);
    await card('14a').getByText('Published; not simulated yet.').waitFor();
    const legend = card('14a').getByRole('list', { name: 'Curves' }).getByRole('button');
    expect(await legend.allTextContents()).toEqual(
      ['FaaSNet', 'DADI+P2P', 'On-demand', 'Kraken', 'Baseline'].map((label) => `${label}, published`),
    );
    for (const note of figureById('14a').notes) await card('14a').getByText(note).waitFor();
    await open.page.getByText(CITATION).waitFor();
    await open.page.getByText(FITTED_TO).waitFor();
    await expect
      .poll(() => open.page.getByRole('button', { name: 'Copy as CSV: all figures' }).isDisabled())
      .toBe(true);
  });

  it('is simulated on request, with errors, every point, and copies of both', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    await run('14a').click();
    await errors('14a').waitFor();
    await card('14a').getByText('Lines: simulated, means over 5 seeds from 1.').waitFor();
    const figure = figureById('14a');
    const { rows, summaries } = await reproduceFigure('14a', { seed: 1 });
    const outcomes = (await rowsOf(errors('14a'))).map((cells) => cells[1]);
    expect(outcomes).toEqual(summaries.map(({ met }) => (met ? 'yes' : 'no')));

    await card('14a').getByText('Every point, published and simulated').click();
    const points = await rowsOf(card('14a').getByRole('region', { name: /every point/ }));
    expect(points).toHaveLength(rows.length);
    const { x, published, simulated } = rows[0];
    expect(points[0].slice(2, 5)).toEqual([`${x}`, `${published.toFixed(1)} s`, `${simulated!.toFixed(1)} s`]);
    const legend = await card('14a').getByRole('list', { name: 'Curves' }).getByRole('button').allTextContents();
    expect(legend.filter((label) => label.endsWith(', simulated'))).toHaveLength(summaries.length);

    await card('14a').getByRole('button', { name: 'Copy as Markdown: Figure 14a' }).click();
    await open.page.getByText('Figure 14a copied.').waitFor();
    expect(await clipboard()).toBe(toMarkdown(figure, rows, summaries));
    await card('14a').getByRole('button', { name: 'Copy as CSV: Figure 14a' }).click();
    await expect.poll(clipboard).toBe(toCsv(rows));
  });

  it('says which parameters it tests, and which not', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    await card('15').getByText('What this figure tests').click();
    const faasnet = card('15').getByRole('region', { name: 'What this figure tests of FaaSNet' });
    await faasnet.getByRole('listitem').filter({ hasText: 'Rate at which a start processes its blocks' }).waitFor();
    expect(await faasnet.getByText(/^Does not react to/).textContent()).toContain("Bandwidth of a VM's NIC");
    await open.picture('figures-tested');
  });

  it('draws published numbers as markers and simulated ones as lines', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    await run('20').click();
    await errors('20').waitFor();
    const samples = await card('20')
      .getByRole('list', { name: 'Curves' })
      .locator('path')
      .evaluateAll((paths) => paths.map((path) => path.outerHTML.replace(/ stroke="[^"]*"/, '')));
    expect(samples).toHaveLength(6);
    expect(new Set(samples).size).toBe(6);
  });

  it('can be read point by point with the keyboard', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    const points = card('14a').getByRole('slider');
    await points.focus();
    await points.press('ArrowRight');
    await expect.poll(() => points.getAttribute('aria-valuetext')).toMatch(/^16: .*FaaSNet, published 6.01 s/);
  });

  it('with a second quantity has a second plot', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    await card('12').getByRole('figure', { name: 'Figure 12: Levels of the function tree' }).waitFor();
    await expect.poll(() => card('12').getByRole('figure').count()).toBe(2);
  });
});

describe('simulating figures', () => {
  it('runs one figure at a time, shows progress, and can be cancelled', async () => {
    const asked: string[] = [];
    const cancelled: string[] = [];
    open = await openPage({
      csv: null,
      focus: FOCUS,
      answers: {
        reproduce: ({ figure }, signal) => {
          asked.push(figure);
          return new Promise((_, reject) => {
            signal.addEventListener('abort', () => {
              cancelled.push(figure);
              reject(signal.reason);
            });
          });
        },
      },
    });
    const { page, host } = open;
    await page.getByRole('button', { name: 'Run all' }).click();
    await expect.poll(() => asked).toEqual(['11']);
    host.emit('reproduceProgress', { figure: '11', fraction: 0.25 });
    await card('11').getByText('25 % simulated').waitFor();
    await open.picture('figures-running');
    await page.getByRole('button', { name: 'Cancel Figure 11' }).click();
    await run('11').waitFor();
    await expect.poll(() => [asked, cancelled]).toEqual([['11', '12'], ['11']]);
    await page.getByRole('button', { name: 'Cancel all' }).click();
    await expect.poll(() => cancelled).toEqual(['11', '12']);
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(0);
    expect(asked).toEqual(['11', '12']);
  });

  it('reports a failure, and can be tried again', async () => {
    const refuse = () => {
      throw new RequestError('The thread stopped.', 'Try it again.');
    };
    open = await openPage({ csv: null, focus: FOCUS, answers: { reproduce: refuse } });
    await run('16').click();
    await card('16').getByRole('alert').getByText('The thread stopped.').waitFor();
    await run('16').waitFor();
  });

  it('reads a seed, and refuses other text', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    await card('20').waitFor();
    const seed = open.page.getByRole('textbox', { name: 'Seed', exact: true });
    await seed.fill('many');
    await open.page.getByText('A whole number, 0 to 4,294,967,295.').waitFor();
    await expect.poll(() => run('20').isDisabled()).toBe(true);
    await seed.fill('7');
    await run('20').click();
    await errors('20').getByText('means over 5 seeds from 7').waitFor();
    const seeds = open.page.getByRole('textbox', { name: 'Number of seeds' });
    await seeds.fill('0');
    await open.page.getByText('A whole number, 1 to 1,000.').waitFor();
    await seeds.fill('1');
    await open.page.getByRole('button', { name: 'Run again: Figure 20' }).click();
    await errors('20').getByText('numbers, seed 7').waitFor();
  });

  it('starts again on a page that is restored', async () => {
    open = await openPage({ csv: null, focus: FOCUS });
    await run('20').click();
    await errors('20').waitFor();
    await expect
      .poll(() => open.savedState())
      .toMatchObject({ figures: { seed: null, seeds: null, reproduced: ['20'] } });
    const state = open.savedState();
    await open.close();
    open = await openPage({ csv: null, state });
    await errors('20').waitFor();
  });
});

describe('all figures together', () => {
  /** @param seeds means over 5 seeds by default; one takes a fifth of the time */
  const openAll = async ({ seeds, ...options }: { theme?: ThemeName; width?: number; seeds?: number }) => {
    open = await openPage({ csv: null, focus: FOCUS, ...options });
    if (seeds !== undefined) await open.page.getByRole('textbox', { name: 'Number of seeds' }).fill(`${seeds}`);
    await open.page.getByRole('button', { name: 'Run all' }).click();
    const done = () => open.page.getByRole('button', { name: /^Run again/ }).count();
    await expect.poll(done, { timeout: RUN_ALL_MS }).toBe(FIGURES.length);
  };

  it.each([400, 2000])('do not overlap at %d px', async (width) => {
    await openAll({ width });
    await open.picture(`figures-${width}`);
    await expectNothingOverlaps(open.page);
  });

  it.each<ThemeName>(['dark', 'light', 'highContrast'])('are accessible in the %s theme', async (theme) => {
    await openAll({ theme, seeds: 1 });
    await open.picture(`figures-${theme}`);
    await expectAccessible(open.page);
  });

  it('are copied as one table of rows', async () => {
    await openAll({ seeds: 1 });
    await open.page.getByRole('button', { name: 'Copy as CSV: all figures' }).click();
    await open.page.getByText('Simulated figures copied.').waitFor();
    const lines = (await clipboard()).trimEnd().split('\r\n');
    const points = FIGURES.flatMap(({ published }) => published.flatMap((series) => series.points)).length;
    expect(lines).toHaveLength(1 + points);
    expect(lines.filter((line) => line.startsWith('figure,'))).toHaveLength(1);
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseFor } from './chartMenu';
import { ExplorePage } from './explorePage';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { HEADER, START } from './traces';

let open: OpenPage;
afterEach(() => open.close());

/** Five cold starts with two stages, three warm invocations and a record of another kind. */
const STAGES_AND_WARM = readFileSync('test/fixtures/formats/alibaba-fc-request-metrics.jsonl', 'utf8');

/** Cold starts of two clusters on day 3, with four stages and no warm invocations. */
const RELATIVE = [
  'day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost,deployCodeCost,deployDependencyCost,schedulingCost,podID',
  ...Array.from({ length: 6 }, (_, at) => {
    const seconds = 3 * 86_400 + 4 * 3600 + 12 * 60 + at;
    const cost = at % 2 === 0 ? '1.0,0.1,0.2,0.3,0.4' : '4.0,0.1,0.2,0.3,3.4';
    return `3,${seconds},${1 + (at % 2)},${100 + (at % 2)},7,r${at},${cost},pool22-300-128-000${at}`;
  }),
  '',
].join('\n');

const fact = (term: string, within: Pick<Locator, 'locator'> = open.page) =>
  within
    .locator('dl')
    .locator('div', { has: open.page.getByText(term, { exact: true }) })
    .locator('.fact-value');

const columns = () => open.page.getByRole('grid').getByRole('columnheader').allTextContents();

describe('a trace with warm invocations and stages', () => {
  it('shows the cold-start rate, and accounts for other records', async () => {
    open = await openPage({ csv: STAGES_AND_WARM, name: 'requests.jsonl' });
    const explore = new ExplorePage(open.page);
    await expect.poll(() => explore.detail('Cold starts').textContent()).toBe('63 % of invocations');
    const { page } = open;
    await page.getByRole('button', { name: /assumptions?$|about this file/ }).click();
    await page.getByText('Every row could be read; 3 warm invocations, 1 × FCLogs record, no blank lines.').waitFor();
    await page.getByRole('figure', { name: 'Cold-start rate over time' }).waitFor();
    // Without a column of runtimes, columns are split by stage.
    await expect.poll(() => page.getByRole('radio', { name: 'Stage' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Runtime' }).count()).toBe(0);
  });

  it('shows the means of its stages, and filters by one that takes longer', async () => {
    open = await openPage({ csv: STAGES_AND_WARM, name: 'requests.jsonl' });
    const explore = new ExplorePage(open.page);
    const bar = (stage: string) => explore.bar('Stages, mean', new RegExp(`^${stage}`));
    await expect
      .poll(() => bar('Code').getAttribute('title'))
      .toMatch(/^Code: mean 94\.9 ms, all 94\.9 ms; p50 [\d.]+ ms, p99 [\d.]+ ms\./);
    await bar('Code').click();
    await expect.poll(() => explore.filter.inputValue()).toBe('stage.code>=94.9ms');
    await expect.poll(() => bar('Code').getAttribute('aria-pressed')).toBe('true');
    const selected = Number(await explore.fact('Cold starts').textContent());
    expect(selected).toBeGreaterThan(0);
    expect(selected).toBeLessThan(5);
    await bar('Code').click();
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('5');
  });

  it('has columns for its rate and stages in the table of functions, and sorts by them', async () => {
    open = await openPage({ csv: STAGES_AND_WARM, name: 'requests.jsonl', state: { tab: 'explore' } });
    await expect.poll(columns).toEqual(expect.arrayContaining(['Cold rate', 'Code', 'Runtime init', 'Memory']));
    const { page } = open;
    const head = page.getByRole('grid').getByRole('columnheader', { name: 'Runtime init' });
    await head.getByRole('button').click();
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    const row = page.getByRole('grid').getByRole('row').nth(1);
    await expect.poll(() => row.getByRole('gridcell').first().textContent()).toBe('mailer');
    await row.dblclick();
    const detail = page.getByRole('complementary', { name: 'Selected function' });
    await expect.poll(() => fact('Cold-start rate', detail).textContent()).toBe('100 %');
    await expect.poll(() => fact('Median runtime init', detail).textContent()).toBe('1.04 s');
  });

  it('sorts by a column that the trace has if the saved one is of another trace', async () => {
    const csv = `${HEADER}\n${START},api,1000,nodejs,128\n${START},api,1000,nodejs,128\n${START},web,1000,go,128\n`;
    open = await openPage({ csv, state: { tab: 'explore', sort: 'stage:pull', descending: true } });
    const head = open.page.getByRole('grid').getByRole('columnheader', { name: 'Cold starts' });
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    expect(await columns()).not.toContain('Cold rate');
  });
});

describe('a trace of relative times', () => {
  it('shows days, and never a date', async () => {
    open = await openPage({ csv: RELATIVE, name: 'day_03.csv' });
    const explore = new ExplorePage(open.page);
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('6');
    const { page } = open;
    expect(await explore.description('Cold starts over time')).toContain('day 3 04:12:00 – ');
    expect(await page.locator('body').innerText()).not.toMatch(/1970|Jan/);
    await chooseFor(explore.chart('Cold starts over time'), 'View as table');
    await page.getByRole('dialog').getByRole('rowheader', { name: 'day 3 04:12:05' }).waitFor();
  });
});

describe('a value of a label', () => {
  it('limits headline, charts and functions to its cold starts until it is cleared', async () => {
    open = await openPage({ csv: RELATIVE, name: 'day_03.csv' });
    const { page } = open;
    const explore = new ExplorePage(page);
    await explore.bar('Cluster', /^2/).click();
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('3');
    await expect.poll(() => explore.fact('Median').textContent()).toBe('4 s');
    await expect.poll(() => explore.fact('Functions').textContent()).toBe('1');
    await expect.poll(() => explore.description('Cold starts over time')).toContain('3 cold starts');
    await page.getByText('Median latency: All cold starts 4 s. 3 cold starts.').waitFor({ state: 'attached' });
    await expect.poll(() => explore.bar('Stages, mean', /^Scheduling/).textContent()).toContain('3.4 s');
    await expect.poll(() => open.savedState()).toMatchObject({ where: 'cluster:2' });
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('2');
    await page.getByRole('button', { name: 'Remove Cluster 2' }).click();
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe('3');
  });

  it('of the runtime does the same', async () => {
    const rows = ['api,1000,nodejs', 'api,2000,nodejs', 'web,9000,go'].map((row, at) => `${START + at},${row},128`);
    open = await openPage({ csv: [HEADER, ...rows, ''].join('\n') });
    const explore = new ExplorePage(open.page);
    await explore.legend('nodejs').getByRole('button').click();
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('2');
    await explore.legend('nodejs').getByRole('button').click();
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('3');
  });
});

describe('several files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'several-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('list an unreadable line with its file, and show it there', async () => {
    const files = ['one.csv', 'two.csv'].map((name) => path.join(folder, name));
    writeFileSync(files[0], `${HEADER}\n${START},api,1000,nodejs,128\n`);
    writeFileSync(files[1], `${HEADER}\n${START},api,1000,nodejs,128\n${START},api,soon,nodejs,128\n`);
    open = await openPage({ csv: '', files });
    await open.page.getByRole('button', { name: '1 skipped' }).click();
    const button = open.page.getByRole('button', { name: 'Show line 3 of two.csv' });
    expect(await button.textContent()).toBe('two.csv, 3');
    await button.click();
    await expect
      .poll(() => open.host.calls)
      .toMatchObject([{ name: 'revealLines', request: { lines: [3], total: 1, file: 'two.csv' } }]);
  });

  it('are filtered by file: in words, with completion, and with a click on a bar', async () => {
    const days = { 'day 1.csv': [1000, 2000, 3000], 'day 2.csv': [5000, 7000], 'week.csv': [9000] };
    const files = Object.entries(days).map(([name, latencies], day) => {
      const rows = latencies.map((latency, at) => `${START + 100 * day + at},api,${latency},nodejs,128\n`);
      writeFileSync(path.join(folder, name), `${HEADER}\n${rows.join('')}`);
      return path.join(folder, name);
    });
    open = await openPage({ csv: '', files });
    const explore = new ExplorePage(open.page);
    const bar = (name: string) => explore.bar('File', name);
    await expect.poll(() => bar('day 1.csv').getAttribute('title')).toBe('day 1.csv: 3 of 3 cold starts');
    await bar('day 2.csv').click();
    await expect.poll(() => explore.filter.inputValue()).toBe('file:"day 2.csv"');
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('2');
    await expect.poll(() => explore.fact('Median').textContent()).toBe('6 s');
    await expect.poll(() => bar('day 2.csv').getAttribute('aria-pressed')).toBe('true');
    await explore.filter.fill('file:day*');
    await explore.filter.press('Enter');
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('5');
    await explore.filter.fill('');
    await explore.filter.pressSequentially('file:we');
    const options = open.page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
    await expect.poll(() => options.allTextContents()).toEqual([expect.stringMatching(/^week\.csv/)]);
    await options.first().click();
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe('1');
    await open.picture('several-files');
  });
});

describe('the header', () => {
  it('says what was recognised and assumed, and asks the host to change it', async () => {
    open = await openPage({ csv: STAGES_AND_WARM, name: 'requests.jsonl' });
    await open.page.getByRole('button', { name: 'Alibaba Function Compute request metrics. Change' }).waitFor();
    await open.page.getByRole('button', { name: /assumptions?$|about this file/ }).click();
    const list = open.page.getByRole('list', { name: 'Assumptions' });
    await list.getByRole('button', { name: /^a function is / }).click();
    await expect.poll(() => open.host.calls).toEqual([{ name: 'changeAssumption', request: { key: 'function' } }]);
    expect(await list.getByText(/latency in/).count()).toBe(0);
  });
});

describe.each([
  ['stages and warm invocations', STAGES_AND_WARM],
  ['labels and relative times', RELATIVE],
])('a page with %s', (_, csv) => {
  it.each(LOOKS)('is accessible and fits (%s, %i px)', async (theme, width) => {
    open = await openPage({ csv, theme, width });
    await open.page.getByRole('region', { name: 'Stages, mean' }).waitFor();
    await open.page.getByRole('grid').getByRole('row').nth(1).waitFor();
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });
});

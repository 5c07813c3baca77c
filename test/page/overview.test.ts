import { afterEach, describe, expect, it } from 'vitest';
import { chooseFor } from './chartMenu';
import { ExplorePage } from './explorePage';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { HEADER, START, syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

/** A day and a half of cold starts of two functions, with some lines that are not cold starts. */
const DAMAGED = [
  HEADER,
  `${START},api,1000,nodejs,128`,
  `${START + 30},api,3000,nodejs,128`,
  '',
  `${START + 45},batch,soon,python,256`,
  `${START + 50},batch,9000,python,256`,
  'only one field',
  `${START + 100_000},batch,11000,python,256`,
  '',
].join('\n');

const explore = () => new ExplorePage(open.page);
const fact = (term: string) => explore().fact(term);
/** The times that the charts span, in words. */
const span = async () => (await explore().description('Cold starts over time')).split(': ')[0];
/** START is 16:00 on 8 May 2021; the last cold start is 100,000 s later. */
/** To the end of the last column: few cold starts have wide ones. */
const SPAN = '8 May, 16:00 – 9 May 2021, 20:00 UTC';

describe('the headline', () => {
  it('counts cold starts, and lists the unreadable lines', async () => {
    open = await openPage({ csv: DAMAGED, name: 'damaged.csv' });
    const { page } = open;
    await page.getByRole('heading', { name: 'damaged.csv' }).waitFor();
    await expect.poll(() => fact('Cold starts').textContent()).toBe('4');
    await expect.poll(() => fact('Functions').textContent()).toBe('2');
    await expect.poll(span).toEqual(SPAN);
    await expect.poll(() => fact('Median').textContent()).toBe('6 s');
    await expect.poll(() => page.getByText('SYNTHETIC').count()).toBe(0);
    await page.getByRole('button', { name: '1 assumption' }).click();
    await expect.poll(() => page.getByText('From disk').count()).toBe(1);
    await page.getByRole('button', { name: '2 skipped' }).click();
    await page.getByText('2 rows could not be read').waitFor();
    await page.getByRole('button', { name: 'Show line 5' }).click();
    await expect
      .poll(() => open.host.calls)
      .toMatchObject([{ name: 'revealLines', request: { lines: [5], total: 1 } }]);
  });

  it('marks a synthetic trace, and lets the reader change the unit of its latencies', async () => {
    open = await openPage({ csv: await syntheticCsv(2000), name: 'made-up.csv' });
    const { page } = open;
    await page.getByText('SYNTHETIC', { exact: true }).waitFor();
    await page.getByRole('button', { name: '1 assumption' }).click();
    await page.getByRole('button', { name: 'latency in milliseconds (detected). Change' }).click();
    await expect.poll(() => open.host.calls).toEqual([{ name: 'changeAssumption', request: { key: 'unit' } }]);
  });

  it('names the unit of times in milliseconds', async () => {
    open = await openPage({ csv: DAMAGED, name: 'in-seconds.csv' });
    await fact('Cold starts').waitFor();
    expect(await span()).toEqual(SPAN);
    await open.close();
    open = await openPage({ csv: DAMAGED.replaceAll(/^\d+/gm, '$&000'), name: 'in-milliseconds.csv' });
    await open.page.getByRole('button', { name: '2 assumptions' }).click();
    await open.page.getByText('times in milliseconds (detected)').waitFor();
    await expect.poll(span).toEqual(SPAN);
  });

  it('warns of dates without an offset from UTC', async () => {
    const dated = (zone: string) =>
      DAMAGED.replaceAll(/^\d+/gm, (seconds) => new Date(Number(seconds) * 1000).toISOString().replace('Z', zone));
    open = await openPage({ csv: dated('Z'), name: 'dated.csv' });
    await expect.poll(span).toEqual(SPAN);
    expect(await open.page.getByText('are UTC').count()).toBe(0);
    await open.close();
    open = await openPage({ csv: dated(''), name: 'dated.csv' });
    await open.page.getByRole('button', { name: /assumptions/ }).click();
    await open.page.getByText('dates without an offset are UTC').waitFor();
    await expect.poll(span).toEqual(SPAN);
  });

  it.each(LOOKS)('warns of implausible times (%s, %i px)', async (theme, width) => {
    const csv = DAMAGED.replace(`${START + 100_000}`, '$&000');
    open = await openPage({ csv, name: 'two-units.csv', theme, width });
    await open.page.getByText('some are far too large for that', { exact: false }).waitFor();
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });

  it('follows an edit, and names the editor as its source', async () => {
    open = await openPage({ csv: DAMAGED, name: 'damaged.csv' });
    await expect.poll(() => fact('Cold starts').textContent()).toBe('4');
    await open.page.getByRole('button', { name: '1 assumption' }).click();
    await open.host.edit(`${DAMAGED}${START + 5},new,1000,go,64\n`);
    await expect.poll(() => fact('Cold starts').textContent()).toBe('5');
    await expect.poll(() => open.page.getByText('From the editor, with unsaved edits').count()).toBe(1);
  });
});

describe('a chart', () => {
  it('can be shown as tables', async () => {
    open = await openPage({ csv: DAMAGED, name: 'trace.csv' });
    const chart = open.page.getByRole('figure', { name: 'Latency CDF by runtime' });
    await chooseFor(chart, 'View as table');
    const rows = chart.getByRole('table').getByRole('row').filter({ hasText: 'python' });
    await expect.poll(() => rows.last().textContent()).toBe('python11 s100 %');
  });
});

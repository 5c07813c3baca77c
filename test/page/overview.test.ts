import { afterEach, describe, expect, it } from 'vitest';
import { chooseFor } from './chartMenu';
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

const fact = (term: string) =>
  open.page
    .getByLabel('The trace in numbers')
    .locator('div', { has: open.page.getByText(term, { exact: true }) })
    .locator('.fact-value');

describe('the headline', () => {
  it('counts cold starts, and lists the unreadable lines', async () => {
    open = await openPage({ csv: DAMAGED, name: 'damaged.csv' });
    const { page } = open;
    await page.getByRole('heading', { name: 'damaged.csv' }).waitFor();
    await expect.poll(() => fact('Cold starts').textContent()).toBe('4');
    await expect.poll(() => fact('Functions').textContent()).toBe('2');
    await expect.poll(() => fact('Span').textContent()).toBe('1 d 3 h');
    await expect.poll(() => fact('Median latency').textContent()).toBe('6 s');
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
    const span = await fact('Span').textContent();
    await open.close();
    open = await openPage({ csv: DAMAGED.replaceAll(/^\d+/gm, '$&000'), name: 'in-milliseconds.csv' });
    await open.page.getByRole('button', { name: '2 assumptions' }).click();
    await open.page.getByText('times in milliseconds (detected)').waitFor();
    await expect.poll(() => fact('Span').textContent()).toBe(span);
  });

  it('warns of dates without an offset from UTC', async () => {
    const dated = (zone: string) =>
      DAMAGED.replaceAll(/^\d+/gm, (seconds) => new Date(Number(seconds) * 1000).toISOString().replace('Z', zone));
    open = await openPage({ csv: dated('Z'), name: 'dated.csv' });
    await expect.poll(() => fact('Span').textContent()).toBe('1 d 3 h');
    expect(await open.page.getByText('are UTC').count()).toBe(0);
    await open.close();
    open = await openPage({ csv: dated(''), name: 'dated.csv' });
    await open.page.getByRole('button', { name: /assumptions/ }).click();
    await open.page.getByText('dates without an offset are UTC').waitFor();
    await expect.poll(() => fact('Span').textContent()).toBe('1 d 3 h');
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

describe('the charts over time', () => {
  it('zoom by dragging, with finer bins, and back', async () => {
    open = await openPage({ csv: await syntheticCsv(20_000), name: 'trace.csv' });
    const { page } = open;
    const chart = page.getByRole('figure', { name: 'Cold starts over time' });
    await chart.getByText('1 point = 5 min').waitFor();
    const box = (await chart.getByRole('img').boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.5, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.55, box.y + box.height / 2, { steps: 5 });
    await page.mouse.up();
    await chart
      .getByText('1 point = 10 s')
      .or(chart.getByText('1 point = 15 s'))
      .or(chart.getByText('1 point = 30 s'))
      .waitFor();
    await expect.poll(() => page.getByRole('list', { name: 'Shown' }).textContent()).toMatch(/Time.*UTC/);
    await chart.getByRole('button', { name: 'Reset zoom' }).click();
    await chart.getByText('1 point = 5 min').waitFor();
  });

  it('can be read and zoomed by keyboard', async () => {
    open = await openPage({ csv: DAMAGED, name: 'trace.csv' });
    const { page } = open;
    const points = page.getByRole('slider', { name: /^Cold starts over time/ });
    await points.focus();
    await expect.poll(() => points.getAttribute('aria-valuetext')).toMatch(/cold starts 3 \(point 1 of/);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Show these 3 lines in the editor' }).click();
    await expect
      .poll(() => open.host.calls)
      .toMatchObject([{ name: 'revealLines', request: { lines: [2, 3, 6], total: 3 } }]);
    await points.focus();
    for (let times = 0; times < 12; times++) await page.keyboard.press('+');
    await page.getByRole('figure', { name: 'Cold starts over time' }).getByText('1 point = 1 s').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('list', { name: 'Shown' }).count()).toBe(0);
  });

  it('zoom by keyboard around the point of the cursor, at any speed', async () => {
    open = await openPage({ csv: await syntheticCsv(20_000), name: 'trace.csv' });
    const { page } = open;
    const points = page.getByRole('slider', { name: /^Cold starts over time/ });
    await points.focus();
    for (let times = 0; times < 3; times++) await page.keyboard.press('PageUp');
    const before = (await points.getAttribute('aria-valuetext'))!;
    for (let times = 0; times < 5; times++) await page.keyboard.press('+');
    const width = () => {
      const { zoom } = open.savedState() as { zoom: { from: number; to: number } | null };
      return zoom ? zoom.to - zoom.from : null;
    };
    // An odd number of whole seconds makes it one or two wider.
    await expect.poll(width).toBeLessThanOrEqual(86_400 / 2 ** 5 + 2);
    const total = /of \d+\)$/.exec(before)![0];
    await expect.poll(() => points.getAttribute('aria-valuetext')).not.toContain(total);
    expect(await points.getAttribute('aria-valuetext')).toContain(before.slice(0, before.indexOf(' UTC')));
  });

  it('show the lines of the clicked point', async () => {
    const everySecond = Array.from({ length: 9 }, (_, second) => `${START + second},api,1000,nodejs,128`);
    open = await openPage({ csv: [HEADER, ...everySecond, ''].join('\n'), name: 'trace.csv' });
    const chart = open.page.getByRole('figure', { name: 'Cold starts over time' });
    const box = (await chart.getByRole('img').boundingBox())!;
    await open.page.mouse.click(box.x + box.width * 0.6, box.y + box.height / 2);
    await open.page.getByRole('button', { name: 'Show this line in the editor' }).click();
    await expect.poll(() => open.host.calls).toMatchObject([{ name: 'revealLines', request: { total: 1 } }]);
  });

  it('can be shown as tables', async () => {
    open = await openPage({ csv: DAMAGED, name: 'trace.csv' });
    const chart = open.page.getByRole('figure', { name: 'Latency CDF by runtime' });
    await chooseFor(chart, 'View as table');
    const rows = chart.getByRole('table').getByRole('row').filter({ hasText: 'python' });
    await expect.poll(() => rows.last().textContent()).toBe('python11 s100 %');
  });
});

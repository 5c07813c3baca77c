import { afterEach, describe, expect, it } from 'vitest';
import { count, duration, percent } from '../../src/text';
import { clock, csvOf, exploredRows, peakPerMinute, quantileOf, type Row, seconds } from './exploredRows';
import { ExplorePage } from './explorePage';
import { type OpenOptions, type OpenPage, openPage, painted } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';

let open: OpenPage;
let explore: ExplorePage;
afterEach(() => open.close());

const ROWS = exploredRows();

async function openRows(options: Partial<OpenOptions> = {}): Promise<void> {
  open = await openPage({ csv: csvOf(ROWS), name: 'rows.csv', width: 1440, ...options });
  explore = new ExplorePage(open.page);
  await explore.chart('Latency over time').waitFor();
}

const text = () => explore.filter.inputValue();

/** Waits until the page shows exactly these rows, computed here from the rows themselves. */
async function expectSelection(rows: readonly Row[]): Promise<void> {
  await expect.poll(() => explore.fact('Cold starts').textContent()).toBe(count(rows.length));
  const latencies = rows.map(({ latency }) => latency);
  const functions = new Set(rows.map(({ fn }) => fn));
  await expect.poll(() => explore.fact('Functions').textContent()).toBe(count(functions.size));
  // While a gesture goes on, quantiles are marked as being within 1 %.
  await expect.poll(() => explore.fact('Median').textContent()).toBe(duration(quantileOf(latencies, 0.5)));
  expect(await explore.fact('p90').textContent()).toBe(duration(quantileOf(latencies, 0.9)));
  expect(await explore.fact('p99').textContent()).toBe(duration(quantileOf(latencies, 0.99)));
  expect(await explore.fact('Peak / min').textContent()).toBe(count(peakPerMinute(rows)));
  await expect.poll(() => explore.functions.getAttribute('aria-rowcount')).toBe(String(functions.size + 1));
}

/** Cold starts of a value, as its bar tells. */
const barCount = async (list: string, value: string) => {
  const title = await explore.bar(list, new RegExp(`^${value}`)).getAttribute('title');
  return /: ([\d,]+) of/.exec(title!)![1];
};

describe('a rectangle dragged over the heat map', () => {
  it('filters every number of the page by time and latency', async () => {
    await openRows();
    await expectSelection(ROWS);
    await explore.drag('Latency over time', [0.2, 0.15], [0.6, 0.75]);
    const [, from, to, low, high] = /^time:([\d:]+)\.\.([\d:]+) latency:([\d.a-z]+)\.\.([\d.a-z]+)$/.exec(
      await text(),
    )!;
    const inTime = ({ time }: Row) => time >= clock(from) && time < clock(to);
    const inLatency = ({ latency }: Row) => latency >= seconds(low) && latency < seconds(high);
    const selected = ROWS.filter((row) => inTime(row) && inLatency(row));
    expect(selected.length).toBeGreaterThan(300);
    await expectSelection(selected);
    expect(await explore.detail('Cold starts').textContent()).toBe(`of ${count(ROWS.length)}`);
    const target = seconds((await open.page.getByLabel('Target', { exact: true }).inputValue()).trim());
    const above = selected.filter(({ latency }) => latency > target).length;
    expect(await explore.fact(/^Above/).textContent()).toBe(percent(above / selected.length));
    for (const runtime of ['python', 'nodejs', 'go', 'java']) {
      const of = selected.filter((row) => row.runtime === runtime);
      await expect.poll(() => barCount('Runtime', runtime)).toBe(count(of.length));
      await expect.poll(() => explore.legend(runtime).textContent()).toContain(count(of.length));
    }
    for (const memory of [128, 256, 512]) {
      expect(await barCount('Memory', `${memory} MB`)).toBe(
        count(selected.filter((row) => row.memory === memory).length),
      );
    }
    // A chart leaves its own term out: columns count by latency alone, the histogram by time alone.
    await expect
      .poll(() => explore.description('Cold starts over time'))
      .toContain(`${count(ROWS.filter(inLatency).length)} cold starts`);
    await expect
      .poll(() => explore.description('Latency histogram'))
      .toContain(`${count(ROWS.filter(inTime).length)} selected cold starts`);
    expect(await explore.chips.count()).toBe(2);
    await open.picture('explore-rectangle');
  });

  it('is undone, redone, and cleared', async () => {
    await openRows();
    await explore.drag('Latency over time', [0.3, 0.5], [0.5, 0.52]);
    await expect.poll(text).toMatch(/^time:[\d:]+\.\.[\d:]+$/);
    const first = await text();
    await explore.drag('Latency histogram', [0.5, 0.2], [0.5, 0.6]);
    await expect.poll(text).toMatch(/^time:\S+ latency:\S+$/);
    const second = await text();
    const { page } = open;
    await page.keyboard.press('Control+z');
    await expect.poll(text).toBe(first);
    await page.keyboard.press('Control+z');
    await expect.poll(text).toBe('');
    await expectSelection(ROWS);
    await page.keyboard.press('Control+Shift+Z');
    await page.getByRole('button', { name: /^Redo/ }).click();
    await expect.poll(text).toBe(second);
    await page.keyboard.press('Alt+ArrowLeft');
    await expect.poll(text).toBe(first);
    await page.keyboard.press('Alt+ArrowRight');
    await expect.poll(text).toBe(second);
    await explore.chips
      .first()
      .getByRole('button', { name: /^Remove Time/ })
      .click();
    await expect.poll(text).toMatch(/^latency:\S+$/);
    await page.getByRole('button', { name: 'Reset', exact: true }).click();
    await expectSelection(ROWS);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(text).toMatch(/^latency:\S+$/);
  });

  it('is given up with Escape', async () => {
    await openRows();
    const box = (await explore.keys('Cold starts over time').boundingBox())!;
    await open.page.mouse.move(box.x + 200, box.y + 50);
    await open.page.mouse.down();
    await open.page.mouse.move(box.x + 400, box.y + 50);
    await expect.poll(text).toMatch(/^time:/);
    await open.page.keyboard.press('Escape');
    await expect.poll(text).toBe('');
    await open.page.mouse.up();
    await expectSelection(ROWS);
    expect(await open.page.getByRole('button', { name: /^Undo/ }).isDisabled()).toBe(true);
  });
});

describe('a brush', () => {
  it('is moved and resized by its middle and its edges, and by keys', async () => {
    await openRows({ state: { where: 'time:07:00..08:00' } });
    const brush = open.page.getByRole('slider', { name: /^Time filter/ });
    await brush.waitFor();
    const box = (await brush.boundingBox())!;
    const { mouse } = open.page;
    await mouse.move(box.x + box.width / 2, box.y + 30);
    await mouse.down();
    await mouse.move(box.x + box.width / 2 + box.width, box.y + 30, { steps: 4 });
    await mouse.up();
    await painted(open.page);
    await expect.poll(text).toBe('time:08:00..09:00');
    const moved = (await brush.boundingBox())!;
    await mouse.move(moved.x + moved.width - 1, moved.y + 20);
    await mouse.down();
    await mouse.move(moved.x + moved.width / 2, moved.y + 20, { steps: 4 });
    await mouse.up();
    await painted(open.page);
    await expect.poll(text).toMatch(/^time:08:00\.\.08:(29|3\d)$/);
    const end = clock((await text()).slice(-5));
    await brush.focus();
    await open.page.keyboard.press('ArrowRight');
    await expect.poll(text).not.toMatch(/^time:08:00\.\./);
    const [from, to] = (await text()).slice(5).split('..').map(clock);
    const step = from - clock('08:00');
    expect(step).toBeGreaterThan(0);
    expect(to).toBe(end + step);
    await open.page.keyboard.press('Shift+ArrowRight');
    await expect.poll(async () => clock((await text()).split('..')[1])).toBe(to + step);
    await expectSelection(ROWS.filter(({ time }) => time >= from && time < to + step));
    await expect
      .poll(() =>
        open.page
          .getByRole('status')
          .filter({ hasText: /cold starts: Time/ })
          .textContent(),
      )
      .toContain(`of ${count(ROWS.length)}`);
    await open.page.keyboard.press('Escape');
    await expect.poll(text).toBe('');
  });

  it('is zoomed into by a double click, and out again', async () => {
    await openRows({ state: { where: 'time:07:00..08:00' } });
    const brush = open.page.getByRole('slider', { name: /^Time filter/ });
    await brush.waitFor();
    const box = (await brush.boundingBox())!;
    await open.page.mouse.dblclick(box.x + box.width / 2, box.y + 30);
    await expect.poll(() => open.savedState()).toMatchObject({ zoom: { from: clock('07:00'), to: clock('08:00') } });
    await explore
      .chart('Cold starts over time')
      .getByText('per 10 s')
      .or(explore.chart('Cold starts over time').getByText('per 15 s'))
      .waitFor();
    expect(await text()).toBe('time:07:00..08:00');
    await open.page.getByRole('button', { name: 'Show the whole time' }).click();
    await expect.poll(() => open.savedState()).toMatchObject({ zoom: null });
  });
});

describe('a click', () => {
  it('on a part of the legend or a bar filters by it, with Shift by several', async () => {
    await openRows();
    await explore.legend('python').getByRole('button').click();
    await expect.poll(text).toBe('runtime:python');
    await expectSelection(ROWS.filter(({ runtime }) => runtime === 'python'));
    await explore.bar('Runtime', /^go/).click({ modifiers: ['Shift'] });
    await expect.poll(text).toBe('runtime:python,go');
    await expectSelection(ROWS.filter(({ runtime }) => runtime === 'python' || runtime === 'go'));
    expect(await explore.bar('Runtime', /^go/).getAttribute('aria-pressed')).toBe('true');
    await explore.bar('Memory', /^256 MB/).click();
    await expect.poll(text).toBe('runtime:python,go memory:256MB');
    await explore.bar('Runtime', /^python/).click({ modifiers: ['Shift'] });
    await expectSelection(ROWS.filter(({ runtime, memory }) => runtime === 'go' && memory === 256));
    await explore.bar('Runtime', /^go/).click();
    await explore.bar('Memory', /^256 MB/).click();
    await expect.poll(text).toBe('');
  });

  it('on a function filters by it and leaves the others in the table', async () => {
    await openRows();
    const row = (at: number) => explore.functions.locator(`[aria-rowindex="${at}"]`);
    await row(3).waitFor();
    const name = await row(3).getByRole('gridcell').first().textContent();
    await row(3).click();
    await expect.poll(text).toBe(`fn:${name}`);
    await expect.poll(() => explore.fact('Functions').textContent()).toBe('1');
    await expect.poll(() => row(3).getAttribute('aria-selected')).toBe('true');
    const other = await row(2).getByRole('gridcell').first().textContent();
    await row(2).click({ modifiers: ['Shift'] });
    await expect.poll(text).toBe(`fn:${name},${other}`);
    const both = ROWS.filter(({ fn }) => fn === name || fn === other);
    await expect.poll(() => explore.fact('Cold starts').textContent()).toBe(count(both.length));
  });

  it('on a column, a cell and a bin filters by it, a second one no more', async () => {
    await openRows();
    await explore.click('Cold starts over time', [0.5, 0.5]);
    await expect.poll(text).toMatch(/^time:[\d:]+\.\.[\d:]+$/);
    const [from, to] = (await text()).slice(5).split('..').map(clock);
    await expect
      .poll(() => explore.fact('Cold starts').textContent())
      .toBe(count(ROWS.filter(({ time }) => time >= from && time < to).length));
    await explore.click('Cold starts over time', [0.7, 0.5], true);
    await expect.poll(async () => clock((await text()).split('..')[1])).toBeGreaterThan(to);
    await open.page.getByRole('button', { name: 'Reset', exact: true }).click();
    await explore.click('Latency over time', [0.25, 0.8]);
    await expect.poll(text).toMatch(/^time:\S+ latency:\S+$/);
    await open.page.getByRole('button', { name: 'Reset', exact: true }).click();
    await explore.click('Latency histogram', [0.3, 0.7]);
    await expect.poll(text).toMatch(/^latency:\S+$/);
  });
});

describe('keys on the charts', () => {
  it('read exact values, select, and zoom', async () => {
    await openRows();
    const { page } = open;
    const keys = explore.keys('Cold starts over time');
    await keys.focus();
    await page.keyboard.press('Home');
    const value = () => keys.getAttribute('aria-valuetext');
    await expect.poll(value).toMatch(/^8 May 2021, 06:00 – 06:01 UTC: cold starts \d+/);
    const width = 60;
    const within = (from: number) => ROWS.filter(({ time }) => time >= from && time < from + width).length;
    expect(await value()).toContain(`cold starts ${within(clock('06:00'))}`);
    await page.keyboard.press('ArrowRight');
    await expect.poll(value).toContain(`06:01 – 06:02 UTC: cold starts ${within(clock('06:01'))}`);
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(text).toBe('time:06:01..06:04');
    await expectSelection(ROWS.filter(({ time }) => time >= clock('06:01') && time < clock('06:04')));
    await page.keyboard.press('Escape');
    await expect.poll(text).toBe('');
    await page.keyboard.press('Enter');
    await expect.poll(text).toBe('time:06:03..06:04');
    await page.keyboard.press('Enter');
    await expect.poll(text).toBe('');
    await page.keyboard.press('+');
    await page.keyboard.press('+');
    const zoomed = () => (open.savedState() as { zoom: { from: number; to: number } | null }).zoom;
    await expect.poll(() => (zoomed() ? zoomed()!.to - zoomed()!.from : null)).toBeLessThanOrEqual(3600 + 2);
    expect(zoomed()!.from).toBeLessThanOrEqual(clock('06:03'));
    expect(zoomed()!.to).toBeGreaterThanOrEqual(clock('06:04'));
    await explore
      .chart('Cold starts over time')
      .getByText(/^per \d+ s/)
      .waitFor();
    await page.keyboard.press('0');
    await explore.chart('Cold starts over time').getByText('per 1 min').waitFor();
  });

  it('read and select cells of the heat map, and bins of the histogram', async () => {
    await openRows();
    const { page } = open;
    const heat = explore.keys('Latency over time');
    await heat.focus();
    const column = async () => (await heat.getAttribute('aria-valuetext'))!;
    await expect
      .poll(column)
      .toMatch(/^8 May 2021, [\d:]+ – [\d:]+ UTC: .+ (\d+), cold starts \d+, p99 ≈ .+, p50 ≈ .+, above \d+ s/);
    for (let times = 0; times < 3; times++) await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await expect.poll(text).toMatch(/^time:\S+ latency[:<]\S+$/);
    await page.keyboard.press('Escape');
    await expect.poll(text).toBe('');
    const histogram = explore.keys('Latency histogram');
    await histogram.focus();
    await expect
      .poll(() => histogram.getAttribute('aria-valuetext'))
      .toMatch(/cold starts \d+, share .+ %, this or less .+ %$/);
    await page.keyboard.press('End');
    await page.keyboard.press('Enter');
    await expect.poll(text).toMatch(/^latency>=\S+$/);
    const from = seconds((await text()).slice(9));
    await expectSelection(ROWS.filter(({ latency }) => latency >= from));
  });
});

describe('the target', () => {
  it('is typed, dragged and moved by keys, and its share follows', async () => {
    await openRows();
    const { page } = open;
    const share = (target: number) => percent(ROWS.filter(({ latency }) => latency > target).length / ROWS.length);
    const field = page.getByLabel('Target', { exact: true });
    await field.fill('2s');
    await page.keyboard.press('Enter');
    await expect.poll(() => explore.fact('Above 2 s').textContent()).toBe(share(2));
    const line = page.getByRole('slider', { name: 'Target latency' });
    await expect.poll(() => line.getAttribute('aria-valuetext')).toBe(`2 s: ${share(2)} above`);
    const box = (await line.boundingBox())!;
    await page.mouse.move(box.x - 300, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x - 300, box.y - 40, { steps: 4 });
    await page.mouse.up();
    await painted(page);
    await expect.poll(async () => seconds(await field.inputValue())).toBeGreaterThan(3);
    const dragged = seconds(await field.inputValue());
    await expect.poll(() => line.getAttribute('aria-valuetext')).toBe(`${duration(dragged)}: ${share(dragged)} above`);
    expect(await text()).toBe('');
    await line.focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(async () => seconds(await field.inputValue())).toBeGreaterThan(dragged);
    await field.fill('ten');
    await page.keyboard.press('Enter');
    await expect.poll(() => field.getAttribute('aria-invalid')).toBe('true');
    await field.fill('');
    await page.keyboard.press('Enter');
    await expect.poll(() => explore.fact(/^Above/).count()).toBe(1);
  });
});

describe('zooming', () => {
  it('with Ctrl and the wheel asks for finer columns around the pointer, and filters nothing', async () => {
    await openRows();
    const { page } = open;
    const box = (await explore.keys('Latency over time').boundingBox())!;
    await page.mouse.move(box.x + box.width / 4, box.y + 40);
    await page.keyboard.down('Control');
    for (let times = 0; times < 4; times++) await page.mouse.wheel(0, -300);
    await page.keyboard.up('Control');
    await explore
      .chart('Cold starts over time')
      .getByText(/^per \d+ s/)
      .waitFor();
    const zoom = () => (open.savedState() as { zoom: { from: number; to: number } }).zoom;
    // Each turn of the wheel is saved.
    await expect.poll(() => zoom().from).toBeGreaterThan(clock('06:00'));
    expect(zoom().from).toBeLessThan(clock('07:01'));
    expect(zoom().to).toBeGreaterThan(clock('07:00'));
    await expectSelection(ROWS);
  });
});

describe('how the charts are drawn', () => {
  it('is chosen: the split, the colour, and the lines', async () => {
    await openRows();
    const { page } = open;
    await page.getByRole('radio', { name: 'Selection' }).check();
    await expect.poll(() => page.getByRole('list', { name: 'Parts' }).textContent()).toContain('selection');
    await page.getByRole('radio', { name: 'Column share' }).check();
    await page.getByText(/^share of a column/).waitFor();
    const picture = () => explore.description('Latency over time');
    await expect.poll(picture).toContain('Lines: p50, p99.');
    await page.getByRole('group', { name: 'Lines' }).getByRole('button', { name: 'p95' }).click();
    await expect.poll(picture).toContain('Lines: p50, p95, p99.');
    await page.getByRole('group', { name: 'Lines' }).getByRole('button', { name: 'p50' }).click();
    await expect.poll(picture).toContain('Lines: p95, p99.');
    await expect
      .poll(() => open.savedState())
      .toMatchObject({ explore: { stackBy: 'selection', heat: 'share', percentiles: [0.95, 0.99] } });
    await open.picture('explore-choices');
  });
});

describe('a filter that no cold start passes', () => {
  it('says which word excludes all, and offers to remove it', async () => {
    await openRows({ state: { where: 'runtime:python memory:128MB latency>1h' } });
    const note = open.page.getByRole('status').filter({ hasText: 'No cold start passes the filter.' });
    const without = ROWS.filter(({ runtime, memory }) => runtime === 'python' && memory === 128);
    await note.getByText(`Without “Latency > 1 h”: ${count(without.length)} cold starts.`).waitFor();
    await open.picture('explore-empty');
    await note.getByRole('button', { name: 'Remove Latency > 1 h' }).click();
    await expectSelection(without);
  });
});

describe('the lines of a selection', () => {
  it('are shown in the editor', async () => {
    await openRows({ state: { where: 'latency>20s' } });
    const selected = ROWS.flatMap(({ latency }, at) => (latency > 20 ? [at + 2] : []));
    await open.page.getByRole('button', { name: `Show these ${count(selected.length)} lines in the editor` }).click();
    await expect
      .poll(() => open.host.calls)
      .toMatchObject([{ name: 'revealLines', request: { lines: selected, total: selected.length } }]);
  });
});

describe('the tab', () => {
  it.each(LOOKS)('is accessible and fits with a filter (%s, %i px)', async (theme, width) => {
    await openRows({ theme, width, state: { where: 'time:07:00..08:30 latency:1s..30s runtime:python,go' } });
    await open.page.getByRole('slider', { name: /^Latency filter/ }).waitFor();
    await explore.functions.getByRole('row').nth(2).waitFor();
    await open.picture(`explore-filtered-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });
});

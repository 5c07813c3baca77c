import { afterEach, describe, expect, it } from 'vitest';
import { RequestError } from '../../src/protocol/rpc';
import { ExplorePage } from './explorePage';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { partialOf, syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

describe('reading the trace', () => {
  it('shows progress, and can be cancelled and started again', async () => {
    const csv = await syntheticCsv(1000);
    const status = { state: 'reading', bytes: 30e6, totalBytes: 60e6, rows: 500_000, partial: null } as const;
    open = await openPage({ csv, status });
    const { page, host } = open;
    const bar = page.getByRole('progressbar');
    await expect.poll(() => bar.getAttribute('value')).toBe('0.5');
    await page.getByText('500,000 cold starts, 30 MB of 60 MB').waitFor();
    host.emit('status', { ...status, bytes: 45e6 });
    await expect.poll(() => bar.getAttribute('value')).toBe('0.75');
    await open.picture('reading');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Reading was cancelled.').waitFor();
    await page.getByRole('button', { name: 'Read the trace' }).click();
    await page.getByRole('figure', { name: 'Cold starts over time', exact: true }).waitFor();
    expect(host.calls.map(({ name }) => name)).toEqual(['cancelReading', 'readAgain']);
  });

  it('shows the numbers read so far until all are read', async () => {
    const csv = await syntheticCsv(20_000);
    const size = csv.length;
    const status = async (lines: number) => {
      const partial = await partialOf(csv, lines);
      const share = partial.rows / 20_000;
      return { state: 'reading', bytes: share * size, totalBytes: size, rows: partial.rows, partial } as const;
    };
    open = await openPage({ csv, status: await status(6201) });
    const { page, host } = open;
    const facts = page.getByLabel('The trace in numbers, so far');
    await facts.getByText('6,200', { exact: true }).waitFor();
    await facts.getByText('31 % of the file').waitFor();
    await expect.poll(() => facts.getByText('so far, within 1 %').count()).toBe(2);
    await page.getByText('SYNTHETIC').waitFor();
    const partial = page.getByRole('figure', { name: 'Cold starts over time, so far' });
    await expect.poll(() => partial.getAttribute('data-state')).toBe('partial');
    await partial.getByText('So far: 6,200 rows, 31 % of the file.').waitFor();

    host.emit('status', await status(12_401));
    await partial.getByText('So far: 12,400 rows, 62 % of the file.').waitFor();
    host.emit('status', await status(20_001));
    await partial.getByText('All rows read: 20,000.').waitFor();
    await page.getByText('Reading the trace: sorting 20,000 cold starts.').waitFor();

    await host.edit(csv);
    const whole = page.getByRole('figure', { name: 'Cold starts over time', exact: true });
    await expect.poll(() => whole.getAttribute('data-state')).toBe('ready');
    await expect.poll(() => partial.count()).toBe(0);
    await expect.poll(() => facts.count()).toBe(0);
  });

  it.each(LOOKS)('is accessible in the %s theme, %d px wide', async (theme, width) => {
    const csv = await syntheticCsv(20_000);
    const partial = await partialOf(csv, 6201);
    const status = { state: 'reading', bytes: 0.31 * csv.length, totalBytes: csv.length, rows: 6200, partial } as const;
    open = await openPage({ csv, status, theme, width });
    await open.page.getByRole('figure', { name: 'Cold starts over time, so far' }).getByRole('img').waitFor();
    await open.picture(`so-far-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });

  it('leaves no numbers when cancelled', async () => {
    const csv = await syntheticCsv(1000);
    const partial = await partialOf(csv, 501);
    const status = { state: 'reading', bytes: 1, totalBytes: 2, rows: 500, partial } as const;
    open = await openPage({ csv, status });
    await open.page.getByLabel('The trace in numbers, so far').waitFor();
    await open.page.getByRole('button', { name: 'Cancel' }).click();
    await open.page.getByText('Reading was cancelled.').waitFor();
    await expect.poll(() => open.page.getByLabel('The trace in numbers, so far').count()).toBe(0);
  });

  it('reports a failure with advice, and can be tried again', async () => {
    const failed = {
      state: 'failed',
      message: 'The file has no column "latency".',
      advice: 'Its header reads: a, b, c.',
    } as const;
    open = await openPage({ csv: await syntheticCsv(1000), status: failed });
    const { page } = open;
    const note = page.getByRole('alert');
    await note.getByText('The file has no column "latency".').waitFor();
    await note.getByText('Its header reads: a, b, c.').waitFor();
    await open.picture('failed');
    await note.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('figure', { name: 'Cold starts over time', exact: true }).waitFor();
    await expect.poll(() => note.count()).toBe(0);
  });
});

describe('a file that is no cold-start trace', () => {
  const failed = {
    state: 'failed',
    message: "This is no cold-start trace: Azure's invocation counts (2019). It tells no cold start.",
    advice: 'Simulate its requests as a request-rate profile.',
  } as const;

  it('is named, and its requests can be simulated', async () => {
    const status = { ...failed, foreign: { id: 'x', hasRequests: true, query: null } };
    open = await openPage({ csv: await syntheticCsv(1000), status });
    const { page, host } = open;
    const note = page.getByRole('alert');
    await note.getByText(failed.message).waitFor();
    await note.getByText(failed.advice).waitFor();
    expect(await note.getByRole('button', { name: 'Copy query' }).count()).toBe(0);
    await expectAccessible(page);
    await note.getByRole('button', { name: 'Simulate as a Request-Rate Profile' }).click();
    await expect.poll(() => host.calls.map(({ name }) => name)).toEqual(['simulateRequests']);
  });

  it('offers the query to use instead', async () => {
    const status = { ...failed, foreign: { id: 'x', hasRequests: false, query: 'fields @timestamp' } };
    open = await openPage({ csv: await syntheticCsv(1000), status });
    const { page } = open;
    const note = page.getByRole('alert');
    expect(await note.getByRole('button', { name: 'Simulate as a Request-Rate Profile' }).count()).toBe(0);
    await note.getByRole('button', { name: 'Copy query' }).click();
    await page.getByText('Query copied.').waitFor();
  });
});

describe('failed requests', () => {
  it('are reported in place of the answer, and can be tried again', async () => {
    let broken = true;
    open = await openPage({
      csv: await syntheticCsv(1000),
      answers: {
        latencyCdf: () => {
          if (!broken) return [];
          throw new RequestError('The worker stopped.', 'It starts again with the next question.');
        },
      },
    });
    const { page } = open;
    const note = page.getByRole('alert');
    await note.getByText('The worker stopped.').waitFor();
    await page.getByRole('figure', { name: 'Cold starts over time', exact: true }).waitFor();
    broken = false;
    await note.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No cold starts to show.').waitFor({ state: 'attached' });
  });

  it('can be tried again if the first call fails', async () => {
    let broken = true;
    open = await openPage({
      csv: null,
      answers: {
        hello: () => {
          if (broken) throw new RequestError('The extension is starting.');
          return { trace: null, status: { state: 'none' }, focus: null, restoreKey: null, timeZone: 'UTC' };
        },
      },
    });
    await open.page.getByText('The extension is starting.').waitFor();
    broken = false;
    await open.page.getByRole('button', { name: 'Try again' }).click();
    await open.page.getByRole('radio', { name: 'Burst' }).waitFor();
  });
});

describe('a dashboard with no trace', () => {
  it('offers a burst', async () => {
    open = await openPage({ csv: null });
    const { page } = open;
    // A burst and a request-rate profile need none.
    await expect.poll(() => page.getByRole('radio', { name: 'Burst' }).isChecked()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Profile' }).isEnabled()).toBe(true);
    expect(await page.getByRole('radio', { name: 'Replay' }).isEnabled()).toBe(false);
    await page.getByRole('tab', { name: 'Explore' }).click();
    await page.getByRole('heading', { name: 'No trace is open here' }).waitFor();
    await page.getByRole('button', { name: 'Simulate a burst' }).click();
    await page.getByRole('textbox', { name: 'Containers' }).waitFor();
  });
});

describe('the view', () => {
  it('is saved and restored', async () => {
    const csv = await syntheticCsv(5000);
    open = await openPage({ csv, name: 'trace.csv', state: { tab: 'explore' } });
    const search = () => open.page.getByRole('searchbox', { name: 'Search by name or runtime' });
    await open.page.getByRole('button', { name: 'Search functions' }).click();
    await search().fill('synthetic-00');
    const grid = () => open.page.getByRole('grid', { name: 'Functions' });
    await grid().getByRole('columnheader', { name: 'p99', exact: true }).getByRole('button').click();
    await grid().getByRole('row').nth(2).click();
    const filter = () => new ExplorePage(open.page).filter;
    await expect.poll(() => filter().inputValue()).toMatch(/^fn:synthetic-00/);
    const name = (await filter().inputValue()).slice(3);
    await open.page.getByRole('button', { name: `Open ${name}` }).click();
    await open.page.getByRole('complementary').getByRole('heading', { name }).waitFor();
    const points = new ExplorePage(open.page).keys('Cold starts over time').first();
    await points.focus();
    await points.press('+');
    await expect
      .poll(() => open.savedState())
      .toMatchObject({
        trace: 'trace.csv',
        tab: 'explore',
        where: `fn:${name}`,
        filter: 'synthetic-00',
        sort: 'p99',
        selected: { name },
        zoom: { from: expect.any(Number) },
      });
    const state = open.savedState();
    await open.close();

    open = await openPage({ csv, name: 'trace.csv', state });
    await open.page.getByRole('heading', { name, exact: true }).waitFor();
    await expect.poll(() => search().inputValue()).toBe('synthetic-00');
    await expect
      .poll(() => grid().getByRole('columnheader', { name: 'p99', exact: true }).getAttribute('aria-sort'))
      .toBe('descending');
    await expect.poll(() => filter().inputValue()).toBe(`fn:${name}`);
    await open.page.getByRole('button', { name: 'Show the whole time' }).waitFor();
  });

  it('keeps the selected function when an edit changes its id', async () => {
    const header = '__time__,functionName,latency,runtime,memoryMB\n';
    open = await openPage({
      csv: `${header}1,a,1000,go,64\n2,b,2000,go,64\n`,
      state: { selected: { id: 1, name: 'b' }, tab: 'explore' },
    });
    await open.page.getByRole('heading', { name: 'b', exact: true }).waitFor();
    await open.host.edit(`${header}1,c,1000,go,64\n1,a,1000,go,64\n2,b,2000,go,64\n3,b,7000,go,64\n`);
    await expect.poll(() => open.savedState()).toMatchObject({ selected: { id: 2, name: 'b' } });
    await open.host.edit(`${header}1,c,1000,go,64\n`);
    await expect.poll(() => open.savedState()).toMatchObject({ selected: null });
  });

  it('follows the focus that the host sends', async () => {
    open = await openPage({ csv: await syntheticCsv(1000) });
    await open.page.getByRole('figure', { name: 'Cold starts over time', exact: true }).waitFor();
    open.host.emit('focus', { kind: 'burst' });
    await open.page.getByRole('textbox', { name: 'Containers' }).waitFor();
    open.host.emit('focus', { kind: 'tree' });
    await open.page.getByRole('button', { name: 'Go to Simulate' }).waitFor();
  });
});

describe('the theme', () => {
  it('repaints the canvases', async () => {
    open = await openPage({ csv: await syntheticCsv(5000), theme: 'dark' });
    const chart = open.page.getByRole('figure', { name: 'Cold starts over time', exact: true });
    const canvas = chart.getByRole('img');
    await canvas.waitFor();
    const painted = () => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
    const dark = await painted();
    await open.setTheme('light');
    await expect.poll(painted).not.toBe(dark);
    await open.setTheme('dark');
    await expect.poll(painted).toBe(dark);
  });
});

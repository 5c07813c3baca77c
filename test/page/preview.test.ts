import { afterEach, describe, expect, it } from 'vitest';
import type { PagePreview, ReadingStatus } from '../../src/protocol/dashboard';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { partialOf, syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const never = new Promise<void>(() => {});
const facts = () => open.page.getByLabel('The trace in numbers, so far');
const chart = () => open.page.getByRole('figure', { name: 'Cold starts over time, so far' });
const cancel = () => open.page.getByRole('button', { name: 'Cancel' });

/** The status after the first `lines` lines, including the header. */
async function readingOf(csv: string, lines: number): Promise<ReadingStatus> {
  const partial = await partialOf(csv, lines);
  const { rows } = partial;
  return { state: 'reading', bytes: csv.split('\n', lines).join('\n').length, totalBytes: csv.length, rows, partial };
}

async function previewOf(csv: string, lines: number): Promise<PagePreview> {
  return { name: 'trace.csv', status: await readingOf(csv, lines) };
}

describe('the preview of a trace', () => {
  it('is shown before the script, follows the reading, and stays until the script takes over', async () => {
    const csv = await syntheticCsv(20_000);
    const preview = await previewOf(csv, 2001);
    let load = () => {};
    const scriptWaitsFor = new Promise<void>((resolve) => {
      load = resolve;
    });
    open = await openPage({ csv, preview, scriptWaitsFor, status: await readingOf(csv, 6201) });
    await open.page.getByRole('heading', { name: 'trace.csv' }).waitFor();
    await open.page.getByText('SYNTHETIC', { exact: true }).waitFor();
    await facts().getByText('2,000', { exact: true }).waitFor();
    await facts().getByText('10 % of the file').waitFor();
    await chart().getByRole('img').waitFor();
    await chart().getByText('So far: 2,000 rows, 10 % of the file.').waitFor();
    await expect.poll(() => open.page.getByText('Opening').count()).toBe(0);
    await expect.poll(() => cancel().count()).toBe(0);

    open.host.emit('status', await readingOf(csv, 4001));
    await facts().getByText('4,000', { exact: true }).waitFor();
    await chart().getByText('So far: 4,000 rows, 20 % of the file.').waitFor();

    load();
    await cancel().waitFor();
    await facts().getByText('6,200', { exact: true }).waitFor();
    await expect.poll(() => facts().count()).toBe(1);
    await expect.poll(() => chart().locator('canvas').count()).toBe(1);
    open.host.emit('status', await readingOf(csv, 12_401));
    await facts().getByText('12,400', { exact: true }).waitFor();
  });

  it('is shown by the script until the host has answered', async () => {
    const csv = await syntheticCsv(2000);
    const hello = () => never as Promise<never>;
    open = await openPage({ csv, preview: await previewOf(csv, 1001), answers: { hello } });
    await cancel().waitFor();
    await facts().getByText('1,000', { exact: true }).waitFor();
    await open.page.getByRole('tab', { name: 'Figures' }).waitFor();
  });

  it('disappears when the reading is cancelled', async () => {
    const csv = await syntheticCsv(2000);
    open = await openPage({ csv, preview: await previewOf(csv, 1001), status: { state: 'cancelled' } });
    await open.page.getByText('Reading was cancelled.').waitFor();
    await expect.poll(() => facts().count()).toBe(0);
  });

  it('has no numbers until some are read', async () => {
    const csv = await syntheticCsv(2000);
    const preview: PagePreview = {
      name: 'trace.csv',
      status: { state: 'reading', bytes: 0, totalBytes: 0, rows: 0, partial: null },
    };
    open = await openPage({ csv, preview, scriptWaitsFor: never });
    await open.page.getByText('Reading the trace: 0 cold starts').waitFor();
    await expect.poll(() => facts().count()).toBe(0);
    open.host.emit('status', await readingOf(csv, 1001));
    await facts().getByText('1,000', { exact: true }).waitFor();
  });

  it('is omitted if the reader had left another tab', async () => {
    const csv = await syntheticCsv(2000);
    open = await openPage({
      csv,
      preview: await previewOf(csv, 1001),
      state: { tab: 'figures' },
      scriptWaitsFor: never,
    });
    await open.page.getByText('Opening trace.csv…').waitFor();
    await expect.poll(() => facts().count()).toBe(0);
  });

  it('is only the name if nothing has been read', async () => {
    open = await openPage({ csv: null, name: 'a <b> trace.csv', scriptWaitsFor: never });
    await open.page.getByText('Opening a <b> trace.csv…').waitFor();
  });

  it.each(LOOKS)('is accessible in the %s theme, %d px wide', async (theme, width) => {
    const csv = await syntheticCsv(20_000);
    const preview = await previewOf(csv, 6201);
    open = await openPage({ csv, preview, theme, width, scriptWaitsFor: never });
    await chart().getByRole('img').waitFor();
    await open.picture(`preview-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });
});

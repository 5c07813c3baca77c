import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { HEADER } from './traces';

let open: OpenPage;
afterEach(() => open.close());

/** A whole hour: 8 May 2021, 10:00 UTC. */
const START = Date.UTC(2021, 4, 8, 10) / 1000;

interface Start {
  readonly time: number;
  readonly name: string;
  /** Seconds. */
  readonly latency: number;
}

/** Five hours of three cold starts a minute, with two bursts. */
const STARTS: readonly Start[] = [
  ...Array.from({ length: 900 }, (_, at) => ({ time: at * 20, name: `quiet-${at % 4}`, latency: 1 })),
  ...Array.from({ length: 300 }, (_, at) => ({ time: 3600 + at / 2, name: 'orders-api', latency: 15 })),
  ...Array.from({ length: 120 }, (_, at) => ({ time: 9000 + at, name: 'thumbnails', latency: 4 })),
];
const CSV = [
  HEADER,
  ...[...STARTS]
    .sort((a, b) => a.time - b.time)
    .map(({ time, name, latency }) => `${START + Math.floor(time)},${name},${latency * 1000},nodejs,128`),
  '',
].join('\n');

const table = () => open.page.getByRole('region', { name: 'Bursts' }).getByRole('table');
const row = (at: number) => table().getByRole('row').nth(at);

describe('the bursts of a trace', () => {
  it('are listed with their numbers, and select their time', async () => {
    open = await openPage({ csv: CSV, name: 'trace.csv' });
    const { page } = open;
    await expect.poll(() => table().getByRole('row').count()).toBe(3);
    const inFirst = STARTS.filter(({ time }) => Math.floor(time) >= 3600 && Math.floor(time) < 3750);
    await expect.poll(() => row(1).textContent()).toContain('orders-api');
    await expect.poll(() => row(1).textContent()).toContain('15 s');
    await expect.poll(() => row(2).textContent()).toContain('thumbnails');
    await row(1).getByRole('button').first().click();
    const where = () => (open.savedState() as { where: string }).where;
    await expect.poll(where).toMatch(/^time:11:00..11:0/);
    await expect.poll(() => table().getByRole('row').count()).toBe(3);
    await expect.poll(() => row(1).getByRole('cell').nth(1).textContent()).toBe(String(inFirst.length));
    await page.getByRole('button', { name: 'Simulate this burst' }).click();
    await page.getByRole('tab', { name: 'Simulate', selected: true }).waitFor();
    await expect.poll(where).toMatch(/^time:11:00..11:0/);
  });

  it('can be looked for in another way', async () => {
    open = await openPage({ csv: CSV, name: 'trace.csv' });
    const { page } = open;
    await expect.poll(() => table().getByRole('row').count()).toBe(3);
    await page.getByRole('button', { name: /^More than 3 × the median/ }).click();
    await page.getByRole('textbox', { name: 'Times the median' }).fill('25');
    await expect.poll(() => table().getByRole('row').count()).toBe(2);
    await page.getByRole('textbox', { name: 'Times the median' }).fill('900');
    await page.getByText(/^No .* has .* cold starts or more\.$/).waitFor();
  });

  it.each(LOOKS)('are accessible and fit (%s, %i px)', async (theme, width) => {
    open = await openPage({ csv: CSV, name: 'trace.csv', theme, width });
    await expect.poll(() => table().getByRole('row').count()).toBe(3);
    await row(1).getByRole('button').first().click();
    await open.page.getByRole('button', { name: 'Simulate this burst' }).waitFor();
    await open.picture(`bursts-${theme}-${width}`);
    await expectAccessible(open.page);
    await expectNothingOverlaps(open.page);
  });
});

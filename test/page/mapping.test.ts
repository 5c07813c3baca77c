import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { TraceStatus } from '../../src/protocol/dashboard';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { THEMES, type ThemeName } from './themes';

let open: OpenPage;
afterEach(() => open.close());

const HOME_MADE = readFileSync('test/fixtures/tables/home-made-semicolon.csv', 'utf8');
const UNKNOWN: TraceStatus = {
  state: 'failed',
  mapping: 'needed',
  message: 'Line 1: the header lacks the columns __time__, functionName, latency.',
  advice: '',
};

/** Opens the page on a table that no format recognises. */
async function openTable(csv: string, options: { readonly theme?: ThemeName; readonly width?: number } = {}) {
  open = await openPage({ csv, status: UNKNOWN, name: 'starts.csv', ...options });
  await open.page.getByRole('heading', { name: 'How should this file be read?' }).waitFor();
  return open.page;
}

function roleOf(name: string) {
  return open.page.getByRole('combobox', { name: `What ${name} holds`, exact: true });
}

describe('a table of no known format', () => {
  it('is shown with the best guess, its reasons and what comes of it', async () => {
    const page = await openTable(HOME_MADE);
    await expect.poll(() => roleOf('Timestamp').inputValue()).toBe('time');
    expect(await roleOf('Cold start (ms)').inputValue()).toBe('latency');
    expect(await page.getByRole('combobox', { name: 'Unit of Cold start (ms)' }).inputValue()).toBe('ms');
    await page.getByText('dates with points start with the day').waitFor();
    const facts = page.getByLabel('The first rows in numbers');
    await facts.getByText('8', { exact: true }).waitFor();
    await facts.getByText('1.83 s', { exact: true }).waitFor();
    await open.picture('mapping');
  });

  it('says what is missing, and reads again with every change', async () => {
    const page = await openTable(HOME_MADE);
    await roleOf('Cold start (ms)').selectOption('none');
    await page.getByText('No column is the latency.').waitFor();
    const use = page.getByRole('button', { name: 'Use', exact: true });
    expect(await use.isDisabled()).toBe(true);
    await open.picture('mapping-missing');
    await roleOf('Cold start (ms)').selectOption('latency');
    await page.getByRole('combobox', { name: 'Unit of Cold start (ms)' }).selectOption('s');
    await page.getByText('30 min 32 s', { exact: true }).waitFor();
    await page.getByRole('combobox', { name: 'Time zone' }).selectOption('60');
    await page.getByText('from 2025-03-04 08:15:10 UTC').waitFor();
  });

  it('can be read with the keyboard alone, and is remembered', async () => {
    const page = await openTable(HOME_MADE);
    await page.getByText('1.83 s', { exact: true }).waitFor();
    await roleOf('Region').focus();
    await page.keyboard.type('Not');
    await expect.poll(() => roleOf('Region').inputValue()).toBe('none');
    const use = page.getByRole('button', { name: 'Use', exact: true });
    await expect.poll(() => use.isEnabled()).toBe(true);
    await use.focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => open.host.calls.map(({ name }) => name)).toEqual(['useMapping']);
    const [{ request }] = open.host.calls;
    expect(request).toMatchObject({
      choices: { layout: { delimiter: ';', decimalComma: true, header: true }, columns: { 5: { role: 'none' } } },
    });
  });

  it('gives a role of which there is one to the column that got it last', async () => {
    const page = await openTable('when,end,fn,ms\n1741079710,1741079711,a,10.5\n1741079712,1741079713,b,11.5\n');
    await expect.poll(() => roleOf('when').inputValue()).toBe('time');
    await roleOf('end').selectOption('time');
    await expect.poll(() => roleOf('when').inputValue()).toBe('none');
    await page.getByLabel('The first rows in numbers').waitFor();
  });

  it('lists bad rows with their reasons', async () => {
    const page = await openTable(
      `${HOME_MADE.trimEnd()}\r\n04.03.2025 09:15:10;orders-api;soon;nodejs12;512;eu-west-1\r\n`,
    );
    await page.getByText(/Line 10, Cold start \(ms\).*"soon"/).waitFor();
    await open.picture('mapping-bad-rows');
  });

  it('can be cut at another delimiter, and have no header', async () => {
    const page = await openTable(HOME_MADE);
    await page.getByRole('checkbox', { name: 'The first row names the columns' }).click();
    await roleOf('column 1').waitFor();
    await page.getByRole('combobox', { name: 'Fields are separated by' }).selectOption(',');
    await expect.poll(() => page.getByRole('columnheader').count()).toBe(1);
  });

  it('can be mapped in the command line', async () => {
    const page = await openTable(HOME_MADE);
    await page.getByRole('button', { name: /Copy as --map/ }).click();
    await page.getByText('Option copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("--map 'time=Timestamp:dmy,function=Function,latency=Cold start (ms):ms");
  });

  it('can be called for while the trace is read well', async () => {
    open = await openPage({ csv: '__time__,functionName,latency\n1741079710,a,2\n1741079711,b,3\n' });
    await open.page.getByRole('figure', { name: 'Cold starts over time' }).waitFor();
    open.host.emit('focus', { kind: 'mapping' });
    await expect.poll(() => roleOf('__time__').inputValue()).toBe('time');
    await open.page.getByRole('button', { name: 'Cancel' }).click();
    await open.page.getByRole('figure', { name: 'Cold starts over time' }).waitFor();
  });

  it('is no table: its failure is shown', async () => {
    open = await openPage({ csv: 'Dear Ada,\nthis is a letter\n', status: UNKNOWN });
    await open.page.getByText('Reading the trace failed.').waitFor();
  });
});

/** A table of many columns and long names. */
function wide(columns: number): string {
  const names = Array.from({ length: columns - 3 }, (_, at) => `${'a-very-long-column-name-'.repeat(3)}${at}`);
  const row = (at: number) => [
    1741079710 + at,
    'function-of-a-long-name'.repeat(4),
    10.5 + at,
    ...names.map(() => 'x'.repeat(60)),
  ];
  return [['time', 'function', 'cold_start_ms', ...names], row(0), row(1), row(2)]
    .map((cells) => cells.join('\t'))
    .join('\n');
}

describe('the mapping page', () => {
  it.each(Object.keys(THEMES) as ThemeName[])('is accessible in the %s theme', async (theme) => {
    const page = await openTable(HOME_MADE, { theme });
    await page.getByText('1.83 s', { exact: true }).waitFor();
    await open.picture(`mapping-${theme}`);
    await expectAccessible(page);
    await expectNothingOverlaps(page);
  });

  it.each([
    [5, 400],
    [5, 1280],
    [60, 400],
    [60, 1280],
  ])('fits %d columns into %d px', async (columns, width) => {
    const page = await openTable(wide(columns), { width });
    await page.getByLabel('The first rows in numbers').waitFor();
    await open.picture(`mapping-${columns}-columns-${width}`);
    await expectNothingOverlaps(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
  });
});

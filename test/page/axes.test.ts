import { afterEach, describe, expect, it } from 'vitest';
import { INITIAL_VIEW } from '../../webview/state/view';
import { chooseFor } from './chartMenu';
import { ExplorePage } from './explorePage';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { HEADER, START } from './traces';

let open: OpenPage;
afterEach(() => open.close());

/** A trace with these latencies, a second apart: read as seconds, or from a median of 100 as milliseconds. */
const traceOf = (latencies: readonly number[]) =>
  [HEADER, ...latencies.map((latency, second) => `${START + second},f,${latency},wasm,64`), ''].join('\n');

const CASES = {
  'sub-millisecond': [0.0001, 0.0004, 0.0008, 0.0002, 0.00079],
  zero: [900, 0, 950, 700, 0, 820],
  narrow: [937, 955, 976],
  'single-value': [3200],
};

const chart = (name: string) => open.page.getByRole('figure', { name, exact: true });

describe('a latency axis', () => {
  it.each(Object.entries(CASES))('suits %s latencies', async (name, latencies) => {
    open = await openPage({ csv: traceOf(latencies), name: `${name}.csv`, height: 1000 });
    await chart('Latency CDF by runtime').getByRole('img').waitFor();
    await chart('Latency over time').getByRole('img').waitFor();
    await open.picture(`axes-${name}`);
  });

  it('reads 0 and latencies below a millisecond as they are', async () => {
    open = await openPage({ csv: traceOf([0, 0.00079]), name: 'zero.csv' });
    const { page } = open;
    const cells = page.getByRole('slider', { name: /^Latency over time/ });
    await cells.focus();
    await page.keyboard.press('Home');
    await expect.poll(() => cells.getAttribute('aria-valuetext')).toMatch(/p99 ≈ 0 s, p50 ≈ 0 s/);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => cells.getAttribute('aria-valuetext')).toMatch(/p99 ≈ 0\.79\d? ms, p50 ≈ 0\.79\d? ms/);
    const cdf = chart('Latency CDF by runtime');
    await chooseFor(cdf, 'View as table');
    await expect
      .poll(() => cdf.getByRole('row').allTextContents())
      .toEqual([expect.any(String), '0 s0 %', '0 s50 %', '0.79 ms100 %']);
  });

  it.each(LOOKS)('with a place for 0 is accessible in the %s theme at %d px', async (theme, width) => {
    open = await openPage({ csv: traceOf(CASES.zero), name: 'zero.csv', theme, width, height: 1000 });
    await chart('Latency CDF by runtime').getByRole('img').waitFor();
    await open.picture(`axes-zero-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });
});

describe('the span of a trace', () => {
  it('shows both years if they differ', async () => {
    const csv = [HEADER, '1640995200,f,900,python,256', '1715095200,f,950,python,256', ''].join('\n');
    open = await openPage({ csv, name: 'years.csv' });
    const explore = new ExplorePage(open.page);
    await explore.chart('Cold starts over time').waitFor();
    expect(await explore.description('Cold starts over time')).toMatch(/^\d+ \w+ 202[12], /);
    expect(await explore.description('Cold starts over time')).toContain(' 2024, ');
  });
});

describe('a number field', () => {
  it.each([
    ['151,6', 'Write a decimal point: 151.6.'],
    ['0x10', '"0x10" is not a number.'],
    ['1,,0', 'Write a decimal point'],
  ])('reports %s instead of reading another number', async (text, message) => {
    open = await openPage({ csv: null, state: { form: { ...INITIAL_VIEW.form, systems: ['faasnet'] } } });
    const image = open.page.getByRole('textbox', { name: 'Image (MB)' });
    await image.fill(text);
    await open.page.getByText(message).waitFor();
    await expect.poll(() => image.getAttribute('aria-invalid')).toBe('true');
    await expect.poll(() => open.page.getByRole('button', { name: /^Run/ }).first().isDisabled()).toBe(true);
    await open.picture('form-decimal-comma');
  });
});

describe('a run of one cold start', () => {
  it('is counted in the singular, and a function named by spaces is visible', async () => {
    const form = { ...INITIAL_VIEW.form, systems: ['faasnet'], workload: 'burst', containers: '1' };
    const csv = [HEADER, `${START},  ,900,python,256`, ''].join('\n');
    open = await openPage({ csv, state: { tab: 'simulate', form } });
    await open.page.getByRole('button', { name: /^Run/ }).first().click();
    await open.page.getByText(/^1 container\. Last start/).waitFor({ state: 'attached' });
    await open.page.getByRole('tab', { name: 'Explore' }).click();
    await expect.poll(() => open.page.getByRole('grid').getByText('␣␣').count()).toBe(1);
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './harness';
import { csvOfNames, HEADER, START } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const MANY = 12_000;

/** `MANY` functions; the k-th has one cold start of k milliseconds, and function 7 a thousand more. */
function manyFunctions(): string {
  const rows = Array.from({ length: MANY }, (_, k) => `${START + k},function-${k},${k + 1},python,128`);
  const busy = Array.from({ length: 1000 }, (_, k) => `${START + k},function-7,500,nodejs,128`);
  return [HEADER, ...rows, ...busy, ''].join('\n');
}

async function openFunctions(csv: string, width = 1280): Promise<void> {
  open = await openPage({ csv, width, state: { tab: 'explore' } });
  await open.page.getByRole('grid').getByRole('row').nth(1).waitFor();
}

const firstName = () => open.page.getByRole('grid').getByRole('row').nth(1).getByRole('gridcell').first().textContent();

describe('a table of more functions than a page can hold', () => {
  it('renders few rows and reaches the last one', async () => {
    await openFunctions(manyFunctions());
    const grid = open.page.getByRole('grid', { name: 'Functions' });
    await expect.poll(() => grid.getAttribute('aria-rowcount')).toBe(String(MANY + 1));
    expect(await firstName()).toBe('function-7');
    await grid.focus();
    await open.page.keyboard.press('End');
    await expect.poll(() => grid.locator(`[aria-rowindex="${MANY + 1}"]`).textContent()).toContain('function-');
    await expect.poll(() => grid.getByRole('row').count()).toBeLessThan(100);
    await grid.evaluate((element) => element.scrollTo(0, element.scrollHeight / 2));
    await expect.poll(() => grid.locator(`[aria-rowindex="${MANY / 2}"]`).textContent()).toContain('function-');
  });

  it('sorts by the clicked column, and announces the order', async () => {
    await openFunctions(manyFunctions());
    const { page } = open;
    const grid = page.getByRole('grid', { name: 'Functions' });
    const head = grid.getByRole('columnheader', { name: 'max' });
    await head.getByRole('button').click();
    await expect.poll(firstName).toBe(`function-${MANY - 1}`);
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    await head.getByRole('button').click();
    await expect.poll(firstName).toBe('function-0');
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
    await expect
      .poll(() => grid.getByRole('columnheader', { name: 'Cold starts' }).getAttribute('aria-sort'))
      .toBe('none');
  });

  it('filters, and reports when nothing is found', async () => {
    await openFunctions(manyFunctions());
    const { page } = open;
    await page.getByRole('button', { name: 'Search functions' }).click();
    const box = page.getByRole('searchbox', { name: 'Search by name or runtime' });
    await box.fill('FUNCTION-1199');
    await page.getByText('11 functions found').waitFor();
    await box.fill('no such');
    await page.getByText('No name or runtime contains this.').waitFor();
    await box.fill('');
    await page.getByText('12,000 functions').waitFor();
  });

  it('selects by keyboard, and updates charts, lines and form', async () => {
    await openFunctions(manyFunctions());
    const { page } = open;
    await page.getByRole('grid').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    const detail = page.getByRole('complementary', { name: 'Selected function' });
    await detail
      .getByRole('figure', { name: 'Cold starts over time of function-7' })
      .getByText('1,001 cold starts')
      .waitFor({ state: 'attached' });
    await detail.getByRole('button', { name: 'Show its lines' }).click();
    await expect.poll(() => open.host.calls).toMatchObject([{ name: 'revealLines', request: { total: 1001 } }]);
    expect((open.host.calls[0].request as { lines: number[] }).lines.slice(0, 2)).toEqual([9, MANY + 2]);
    await detail.getByRole('button', { name: 'Simulate this function' }).click();
    await expect.poll(() => page.getByTitle('The cold starts that are replayed').textContent()).toContain('function-7');
    await page.getByRole('tab', { name: 'Explore' }).click();
    await page.getByRole('button', { name: 'Clear the selection' }).click();
    await expect.poll(() => detail.count()).toBe(0);
  });
});

describe('a table of functions in a narrow window', () => {
  it('scrolls sideways, and its rows are as wide as their columns', async () => {
    await openFunctions(csvOfNames(['first', 'second']), 400);
    const grid = open.page.getByRole('grid');
    const overhangs = await grid
      .getByRole('row')
      .evaluateAll((rows) =>
        rows.map((row) => row.lastElementChild!.getBoundingClientRect().right - row.getBoundingClientRect().right),
      );
    expect(overhangs.map(Math.round)).toEqual([0, 0, 0]);
    const { clientWidth, scrollWidth } = await grid.evaluate(({ clientWidth, scrollWidth }) => ({
      clientWidth,
      scrollWidth,
    }));
    expect(clientWidth).toBeLessThan(400);
    expect(scrollWidth).toBeGreaterThanOrEqual(1000);
  });
});

describe('hostile names', () => {
  const IMAGE = '<img src=x onerror=document.title="taken">';
  const LONG = `long-${'x'.repeat(500)}`;
  const TURNED = '\u202egnp.exe';
  const ARABIC = 'دالة-التسعير';

  it('stay text that runs nothing, reorders nothing and does not widen the page', async () => {
    await openFunctions(csvOfNames([IMAGE, LONG, TURNED, ARABIC, 'two\nlines', '=cmd()']), 400);
    const { page } = open;
    const grid = page.getByRole('grid');
    await grid.getByText(IMAGE).dblclick();
    await page.getByRole('heading', { name: IMAGE }).waitFor();
    expect(await page.title()).toBe('FaaSNet dashboard');
    await expect.poll(() => page.locator('img').count()).toBe(0);
    await expect.poll(() => grid.getByText('�gnp.exe').count()).toBe(1);
    await expect.poll(() => grid.getByText('two⏎lines').count()).toBe(1);
    await expect.poll(() => grid.getByText(ARABIC).count()).toBe(1);
    await grid.getByText(LONG).dblclick();
    await page.getByRole('heading', { name: LONG }).waitFor();
    await expect.poll(() => grid.getByText(LONG).getAttribute('title')).toBe(LONG);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    await open.picture('functions-hostile-400');
  });
});

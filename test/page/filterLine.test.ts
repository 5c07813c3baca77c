import { afterEach, describe, expect, it } from 'vitest';
import { count } from '../../src/text';
import { csvOf, exploredRows } from './exploredRows';
import { ExplorePage } from './explorePage';
import { type OpenPage, openPage } from './harness';
import { expectAccessible } from './rules';
import { LOOKS } from './themes';

let open: OpenPage;
let explore: ExplorePage;
afterEach(() => open.close());

const ROWS = exploredRows(800);

async function openRows(options: Partial<Parameters<typeof openPage>[0]> = {}): Promise<void> {
  open = await openPage({ csv: csvOf(ROWS), name: 'rows.csv', ...options });
  explore = new ExplorePage(open.page);
  await explore.chart('Latency over time').waitFor();
}

const shown = () => explore.fact('Cold starts').textContent();
const options = () => open.page.getByRole('listbox', { name: 'Completions' }).getByRole('option');
const counted = (test: (row: (typeof ROWS)[number]) => boolean) => count(ROWS.filter(test).length);

describe('the filter line', () => {
  it('applies what is typed as soon as it can be read, as one step', async () => {
    await openRows();
    await explore.filter.pressSequentially('latency>2s runtime:go');
    await expect.poll(shown).toBe(counted(({ latency, runtime }) => latency > 2 && runtime === 'go'));
    expect(await explore.chips.allTextContents()).toEqual(['Latency > 2 s', 'Runtime go']);
    await open.page.keyboard.press('Escape');
    await open.page.keyboard.press('Enter');
    await open.page.getByRole('button', { name: /^Undo/ }).click();
    await expect.poll(() => explore.filter.inputValue()).toBe('');
    await expect.poll(shown).toBe(count(ROWS.length));
  });

  it('marks the wrong word, says what would be right, and keeps the numbers', async () => {
    await openRows({ state: { where: 'runtime:go' } });
    const whole = counted(({ runtime }) => runtime === 'go');
    await expect.poll(shown).toBe(whole);
    await explore.filter.fill('runtime:go laency>2s');
    await open.page.getByText('There is no field “laency” in this trace. Write latency.').waitFor();
    await expect.poll(() => explore.filter.getAttribute('aria-invalid')).toBe('true');
    expect(await open.page.locator('.token-wrong').allTextContents()).toEqual(['laency']);
    expect(await shown()).toBe(whole);
    await open.picture('filter-wrong');
    await expectAccessible(open.page);
    await explore.filter.fill('runtime:go latency>2s');
    await expect.poll(shown).toBe(counted(({ latency, runtime }) => latency > 2 && runtime === 'go'));
    await expect.poll(() => explore.filter.getAttribute('aria-invalid')).toBe('false');
  });

  it('completes fields, values and units with arrow keys, Enter and Tab', async () => {
    await openRows();
    const { page } = open;
    await explore.filter.click();
    await expect.poll(() => options().allTextContents()).toContain('runtime:runtime');
    await page.keyboard.type('run');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => explore.filter.inputValue()).toBe('runtime:');
    const python = counted(({ runtime }) => runtime === 'python');
    await expect.poll(() => options().allTextContents()).toContain(`python${python}`);
    await open.picture('filter-completions');
    await expectAccessible(page);
    await page.keyboard.type('py');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Tab');
    await expect.poll(shown).toBe(python);
    await page.keyboard.type('fn:app-0');
    await expect.poll(() => options().count()).toBeGreaterThan(3);
    await page.keyboard.type('1');
    await expect.poll(() => options().first().textContent()).toMatch(/^app-01\d+/);
    await options().first().click();
    await expect.poll(shown).toBe(counted(({ fn, runtime }) => fn === 'app-01' && runtime === 'python'));
    await page.keyboard.type('latency>2');
    await expect.poll(() => options().allTextContents()).toEqual(['2s', '2ms', '2min', '2h']);
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('listbox').count()).toBe(0);
  });

  it('shows the last good filter again with Escape', async () => {
    await openRows({ state: { where: 'runtime:go' } });
    await explore.filter.fill('runtime:go x>');
    await open.page.keyboard.press('Escape');
    await open.page.keyboard.press('Escape');
    await expect.poll(() => explore.filter.inputValue()).toBe('runtime:go');
  });

  it('leaves Ctrl+Z to the text while typing', async () => {
    await openRows({ state: { where: 'runtime:go' } });
    await explore.bar('Memory', /^256 MB/).click();
    await expect.poll(() => explore.filter.inputValue()).toBe('runtime:go memory:256MB');
    await explore.filter.focus();
    await explore.filter.press('End');
    await open.page.keyboard.type(' x');
    await open.page.keyboard.press('Control+z');
    await expect.poll(() => explore.filter.inputValue()).toMatch(/^runtime:go memory:256MB/);
  });

  it('keeps the words of a saved filter that this trace does not know, marked', async () => {
    await openRows({ state: { where: 'runtime:go region:eu' } });
    await expect.poll(shown).toBe(counted(({ runtime }) => runtime === 'go'));
    await open.page.getByText('There is no field “region” in this trace.', { exact: false }).waitFor();
    await open.page.getByRole('button', { name: 'Remove region:eu' }).click();
    await expect.poll(() => explore.filter.inputValue()).toBe('runtime:go');
  });

  it.each(LOOKS)('completes within the page (%s, %i px)', async (theme, width) => {
    await openRows({ theme, width });
    await explore.filter.fill('latency>1s runtime:');
    await expect.poll(() => options().count()).toBe(4);
    await open.picture(`filter-completions-${theme}-${width}`);
    const box = (await open.page.getByRole('listbox').boundingBox())!;
    expect(box.x + box.width).toBeLessThanOrEqual(width);
  });
});

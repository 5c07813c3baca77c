import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { LOOKS } from './themes';
import { syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const WHERE = 'runtime:python latency>10s';
const select = () => open.page.getByRole('combobox', { name: 'View', exact: true });
const status = () => open.page.getByRole('status');
const where = () => (open.savedState() as { where: string }).where;

async function choose(item: string): Promise<void> {
  await open.page.getByRole('button', { name: 'Views: menu' }).click();
  await open.page.getByRole('menuitem', { name: item }).click();
}

async function openWithFilter(): Promise<void> {
  open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', state: { where: WHERE } });
  await select().waitFor();
}

describe('named views', () => {
  it('are saved, chosen, renamed and deleted', async () => {
    await openWithFilter();
    const { page } = open;
    await choose('Save View…');
    await page.getByRole('textbox', { name: 'Name of the new view' }).fill('Slow Python');
    await page.keyboard.press('Enter');
    await status().getByText('Slow Python saved.').waitFor();
    expect(open.host.views).toEqual([{ name: 'Slow Python', where: WHERE, zoom: null }]);
    await expect.poll(() => select().inputValue()).toBe('Slow Python');

    await choose('Rename View…');
    const name = page.getByRole('textbox', { name: 'New name of Slow Python' });
    await expect.poll(() => name.inputValue()).toBe('Slow Python');
    await page.keyboard.type('Python');
    await page.keyboard.press('Enter');
    await expect.poll(() => select().inputValue()).toBe('Python');
    expect(open.host.views).toMatchObject([{ name: 'Python' }]);

    await choose('Delete View');
    await status().getByText('Python deleted.').waitFor();
    expect(open.host.views).toEqual([]);
  });

  it('are there when the page opens, and bring their filter', async () => {
    const saved = [
      { name: '<b>Slow</b>', where: WHERE, zoom: null },
      { name: 'All', where: '', zoom: null },
    ];
    const answers = { views: () => ({ views: saved }) };
    open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', answers });
    await expect.poll(() => select().inputValue()).toBe('All');
    await select().selectOption('<b>Slow</b>');
    await expect.poll(where).toBe(WHERE);
    await expect.poll(() => select().inputValue()).toBe('<b>Slow</b>');
  });

  it('can be given up with Escape', async () => {
    await openWithFilter();
    await choose('Save View…');
    await open.page.getByRole('textbox', { name: 'Name of the new view' }).fill('a');
    await open.page.keyboard.press('Escape');
    await select().waitFor();
    expect(open.host.views).toEqual([]);
  });

  it('need a trace', async () => {
    open = await openPage({ csv: null });
    await open.page.getByRole('button', { name: /^Run/ }).first().waitFor();
    await open.page.getByRole('tab', { name: 'Explore' }).click();
    await expect.poll(() => select().count()).toBe(0);
  });

  it.each(LOOKS)('are accessible in the %s theme at %d px', async (theme, width) => {
    open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', theme, width, state: { where: WHERE } });
    await select().waitFor();
    await choose('Save View…');
    await open.page.getByRole('textbox', { name: 'Name of the new view' }).fill('Slow Python');
    await open.picture(`views-${theme}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });
});

describe('a link to a view', () => {
  it('is copied', async () => {
    await openWithFilter();
    await open.page.getByRole('button', { name: 'Copy Link to View' }).click();
    await status().getByText('Link copied.', { exact: false }).waitFor();
    const text = await open.page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(text).searchParams.get('where')).toBe(WHERE);
  });

  it('opens the page with its filter and time range', async () => {
    const focus = { kind: 'view', where: WHERE, zoom: { from: 1_620_550_000, to: 1_620_553_600 } } as const;
    open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', focus, state: { tab: 'simulate' } });
    await select().waitFor();
    await expect.poll(where).toBe(WHERE);
    await expect.poll(() => open.savedState()).toMatchObject({ tab: 'explore', zoom: focus.zoom });
  });

  it('shows a filter that the file does not know as one that is wrong, and nothing else happens', async () => {
    const focus = { kind: 'view', where: 'nothing:<img src=x> "', zoom: null } as const;
    open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', focus });
    await select().waitFor();
    await expect.poll(where).toBe(focus.where);
    expect(await open.page.locator('img[src="x"]').count()).toBe(0);
  });
});

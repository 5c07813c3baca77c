import { afterEach, describe, expect, it } from 'vitest';
import { type OpenPage, openPage } from './harness';
import { expectAccessible, expectNothingOverlaps } from './rules';
import { syntheticCsv } from './traces';

let open: OpenPage;
afterEach(() => open.close());

const TABS = ['Explore', 'Compare', 'Simulate', 'Watch', 'Figures'] as const;

async function show(tab: (typeof TABS)[number], width: number) {
  open = await openPage({ csv: await syntheticCsv(2000), name: 'trace.csv', width });
  const { page } = open;
  await page.getByRole('tab', { name: tab }).click();
  await page.getByRole('tabpanel').waitFor();
  await expect.poll(() => page.locator('[aria-busy="true"], .waiting').count()).toBe(0);
}

/** Runs in the page: the focused element, and whether a person sees that it has the focus. */
function focused(): { readonly name: string; readonly isSeen: boolean } {
  let element = document.activeElement as HTMLElement;
  while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement as HTMLElement;
  const outlined = (one: Element) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one);
    const focus = getComputedStyle(document.documentElement).getPropertyValue('--vscode-focusBorder').trim();
    const [r, g, b] = [1, 3, 5].map((at) => Number.parseInt(focus.slice(at, at + 2), 16));
    const isBorder = borderColor.includes(`rgb(${r}, ${g}, ${b})`);
    return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0) || boxShadow !== 'none' || isBorder;
  };
  const around: Element[] = [];
  for (let one: Element | null = element; one && around.length < 4; ) {
    around.push(one);
    one = one.parentElement ?? (one.getRootNode() as ShadowRoot).host ?? null;
  }
  const host = (element.getRootNode() as ShadowRoot).host ?? element;
  const name = `${host.localName} ${host.getAttribute('aria-label') ?? host.textContent?.trim().slice(0, 40) ?? ''}`;
  return { name, isSeen: element === document.body || around.some(outlined) };
}

describe.each(TABS)('the %s tab', (tab) => {
  it.each([400, 700])('fits %d px, as a large zoom leaves, and is accessible there', async (width) => {
    await show(tab, width);
    await open.picture(`everyone-${tab}-${width}`);
    await expectNothingOverlaps(open.page);
    await expectAccessible(open.page);
  });

  it('shows where the focus is, from the first control to the last', async () => {
    await show(tab, 1280);
    const { page } = open;
    await page.getByRole('tab', { name: tab }).focus();
    const unseen: string[] = [];
    for (let step = 0; step < 60; step++) {
      await page.keyboard.press('Tab');
      const { name, isSeen } = await page.evaluate(focused);
      if (!isSeen) unseen.push(name);
      if (name.startsWith('body')) break;
    }
    expect(unseen).toEqual([]);
  });
});

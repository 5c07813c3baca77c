import { describe, expect, it } from 'vitest';
import { Dashboard } from './support/dashboard';
import { byFunction, readSample, SAMPLE } from './support/sampleTrace';
import { openWindow, reportsNoFault } from './support/window';
import { THEMES, type Theme } from './support/workbench';

/** Also takes the pictures of the README, which `npm run screenshots` saves. */
const window = openWindow({ viewport: { width: 1280, height: 860 } });

function dashboard(): Dashboard {
  return new Dashboard(window.workbench.dashboard);
}

describe('the pictures of the README', () => {
  it('show a hover', async () => {
    const { workbench } = window;
    await workbench.openFile(SAMPLE);
    await workbench.codeLens(/cold starts/).waitFor();
    const [, ofFunction] = byFunction(readSample())[2];
    await workbench.hoverLine(ofFunction[2].line);
    await workbench.picture('hover', 'readme');
  });

  it('show the dashboard', async () => {
    const { workbench } = window;
    await workbench.openFile('synthetic-day.csv');
    // Before the charts appear: when they get wider, they ask for other points.
    await workbench.runCommand('View: Toggle Primary Side Bar Visibility');
    await workbench.page.getByRole('treeitem', { name: SAMPLE }).waitFor({ state: 'hidden' });
    await workbench.runCommand('FaaSNet: Open Trace Dashboard');
    await dashboard().chart('Cold starts over time').waitFor();
    await dashboard().settled();
    await workbench.picture('dashboard', 'readme');
    await dashboard().show('Explore');
    await dashboard().functions.getByRole('gridcell').first().dblclick();
    await dashboard()
      .page.getByRole('complementary', { name: 'Selected function' })
      .getByRole('figure')
      .first()
      .waitFor();
    await dashboard().settled();
    await workbench.picture('functions');
    await dashboard().page.getByRole('button', { name: 'Clear the selection' }).click();
  });

  it('show a simulation', async () => {
    const { workbench } = window;
    await dashboard().show('Simulate');
    await dashboard().page.getByRole('radio', { name: 'Burst' }).check();
    await dashboard().field('Containers').fill('128');
    await dashboard().run.click();
    await dashboard().results('Baseline');
    await dashboard().chart('Latency CDF, simulated').waitFor();
    await expect.poll(() => dashboard().page.getByRole('progressbar').count()).toBe(0);
    await dashboard().settled();
    await dashboard()
      .page.getByRole('heading', { name: 'Simulated results' })
      .evaluate((heading) => heading.scrollIntoView());
    await workbench.picture('simulation', 'readme');
  });

  it('show a run that is watched', async () => {
    await dashboard().show('Watch');
    await dashboard().slider.focus();
    await window.workbench.page.keyboard.press('End');
    await window.workbench.page.keyboard.press('PageDown');
    // Some VMs are ready, others are not.
    await dashboard()
      .moment.filter({ hasText: / [1-9]\d* ready, [1-9]\d* (starting|fetching)/ })
      .waitFor();
    await dashboard().page.getByRole('button', { name: 'Follow the slowest start' }).click();
    await dashboard().page.getByText('Critical path', { exact: false }).waitFor();
    await window.workbench.picture('function-tree');
  });

  it('show the figures of the paper', async () => {
    await window.workbench.runCommand("FaaSNet: Reproduce the ATC'21 Figures");
    const { page } = dashboard();
    const card = page.getByRole('article', { name: /^Figure 14a:/ });
    await page.getByRole('button', { name: 'Run: Figure 14a', exact: true }).click();
    await card.getByRole('region', { name: /errors of the simulated numbers/ }).waitFor();
    await page.getByRole('button', { name: 'Run: Figure 14b', exact: true }).click();
    await page.getByRole('button', { name: 'Run again: Figure 14b', exact: true }).waitFor();
    await dashboard().settled();
    await card.evaluate((element) => element.scrollIntoView());
    await window.workbench.picture('figures');
  });
});

describe('colours', () => {
  it.each(Object.keys(THEMES) as Theme[])('follow the theme: %s', async (theme) => {
    const { workbench } = window;
    await workbench.setTheme(theme);
    const body = dashboard().page.locator(`body[data-vscode-theme-kind="${KINDS[theme]}"]`);
    await body.waitFor();
    const [page, text] = await body.evaluate((element) => {
      const style = getComputedStyle(element);
      return [style.backgroundColor, style.color];
    });
    expect(contrast(page, text)).toBeGreaterThan(theme === 'high contrast' ? 7 : 4.5);
    for (const tab of ['Explore', 'Simulate', 'Watch'] as const) {
      await dashboard().show(tab);
      await dashboard().settled();
      await workbench.picture(`${theme} ${tab}`);
    }
    const colors = await dashboard()
      .page.locator('.watch-symbol')
      .evaluateAll((symbols) => [...new Set(symbols.map((symbol) => getComputedStyle(symbol).color))]);
    expect(colors.length).toBeGreaterThan(1);
    for (const color of colors) expect(contrast(page, color), color).toBeGreaterThan(3);
  });
});

describe('a narrow window', () => {
  it('shows no page wider than itself', async () => {
    await window.workbench.page.setViewportSize({ width: 460, height: 860 });
    for (const tab of ['Explore', 'Simulate', 'Watch'] as const) {
      await dashboard().show(tab);
      await dashboard().settled();
      const html = dashboard().page.locator('html');
      await expect.poll(() => html.evaluate((page) => page.scrollWidth - page.clientWidth), { message: tab }).toBe(0);
      await window.workbench.picture(`narrow ${tab}`);
    }
  });
});

reportsNoFault(window);

const KINDS: Record<Theme, string> = {
  dark: 'vscode-dark',
  light: 'vscode-light',
  'high contrast': 'vscode-high-contrast',
};

/** WCAG 2 contrast ratio of two colours in the notation of `getComputedStyle`. */
function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(color: string): number {
  const most = color.startsWith('color(srgb') ? 1 : 255;
  const channels = color
    .match(/[\d.]+/g)!
    .slice(0, 3)
    .map((channel) => Number(channel) / most);
  const [r, g, b] = channels.map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

import { describe, expect, it } from 'vitest';
import { Dashboard } from './support/dashboard';
import { byFunction, quantileSeconds, readSample, rounded, roundedInText, SAMPLE } from './support/sampleTrace';
import { openWindow, reportsNoFault } from './support/window';

/** No test of this file uses the mouse. */
const window = openWindow();
const trace = readSample();
const functions = byFunction(trace);

function dashboard(): Dashboard {
  return new Dashboard(window.workbench.dashboard);
}

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await window.workbench.page.keyboard.press(key);
}

/** Role and name of the focused element of the page, as a screen reader would announce it. */
async function focused(): Promise<string> {
  return dashboard()
    .page.locator('body')
    .evaluate(() => {
      const element = document.activeElement;
      const ofField = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
      const label = element?.getAttribute('aria-label') ?? ofField ?? element?.textContent?.trim() ?? '';
      return `${element?.getAttribute('role') ?? element?.tagName.toLowerCase()} ${label}`;
    });
}

/** Text of the focused field, and whether all of it is selected. */
async function focusedField(): Promise<{ value: string; isAllSelected: boolean }> {
  return dashboard()
    .page.locator('body')
    .evaluate(() => {
      const field = document.activeElement?.shadowRoot?.activeElement as HTMLInputElement | null | undefined;
      const value = field?.value ?? '';
      return { value, isAllSelected: field?.selectionStart === 0 && field.selectionEnd === value.length };
    });
}

/**
 * Replaces the text of the focused field. VS Code handles Select All by a command of its own, which may come late,
 * select half of the new text and let the rest replace it. So this checks the result and tries again.
 */
async function typeOver(text: string): Promise<void> {
  for (let tries = 0; tries < 5 && (await focusedField()).value !== text; tries++) {
    await press('ControlOrMeta+A');
    await expect.poll(async () => (await focusedField()).isAllSelected).toBe(true);
    await window.workbench.page.keyboard.type(text);
  }
  expect((await focusedField()).value).toBe(text);
}

/** Presses a key until the focused element has this name. */
async function tabTo(name: RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  const passed: string[] = [];
  for (let presses = 0; presses < 80; presses++) {
    const now = await focused();
    if (name.test(now)) return;
    passed.push(now.slice(0, 50));
    await press(key);
  }
  throw new Error(`${key} never reached ${name}. It passed: ${passed.join('; ')}`);
}

/** Presses a key that moves the focus, and waits until it has moved: the page may move it later. */
async function moveFocus(key: string): Promise<void> {
  const before = await focused();
  await press(key);
  await expect.poll(focused).not.toBe(before);
}

/** Opens a section of the dashboard by the arrow keys of the tab list. */
async function goTo(tab: string): Promise<void> {
  await tabTo(/^tab /, 'Shift+Tab');
  for (let presses = 0; presses < 4 && (await focused()) !== `tab ${tab}`; presses++) await moveFocus('ArrowRight');
  expect(await focused()).toBe(`tab ${tab}`);
}

describe('by keyboard alone', () => {
  it('shows the hover of a line', async () => {
    await window.workbench.openFile(SAMPLE);
    await window.workbench.codeLens(/cold starts/).waitFor();
    const [name, ofFunction] = functions[1];
    await window.workbench.goToLine(ofFunction[4].line);
    const hover = await window.workbench.hoverByKeys();
    expect(hover).toContain(`5 of ${ofFunction.length} of ${name}`);
    expect(hover).toContain(roundedInText(ofFunction[4].latencyMs / 1000));
    await press('Escape');
  });

  it('takes a CodeLens', async () => {
    await window.workbench.goToLine(1);
    await window.workbench.takeCodeLens('Open dashboard', dashboard().sections);
    expect(await dashboard().fact('Median').innerText()).toBe(rounded(quantileSeconds(trace, 0.5)));
  });

  it('reads the points of a chart, and zooms', async () => {
    await tabTo(/^slider Cold starts over time/);
    const cursor = dashboard().page.getByRole('slider', { name: /^Cold starts over time/ });
    const last = await cursor.getAttribute('aria-valuemax');
    await press('Home');
    await expect.poll(() => cursor.getAttribute('aria-valuenow')).toBe('0');
    await press('End');
    await expect.poll(() => cursor.getAttribute('aria-valuenow')).toBe(last);
    await expect.poll(() => cursor.getAttribute('aria-valuetext')).toMatch(/UTC: cold starts \d+/);
    await press('+');
    await dashboard().page.getByRole('button', { name: 'Show the whole time' }).waitFor();
    await press('0');
    await dashboard().page.getByRole('button', { name: 'Show the whole time' }).waitFor({ state: 'hidden' });
  });

  it('filters the functions, and selects one', async () => {
    await goTo('Explore');
    await tabTo(/Search functions/);
    await press('Enter');
    await tabTo(/Search by name or runtime/);
    await window.workbench.page.keyboard.type('php');
    const expected = functions.filter(([, [first]]) => first.runtime === 'php');
    await dashboard()
      .page.getByText(new RegExp(`^${expected.length} functions? found$`))
      .waitFor();
    await tabTo(/^grid Functions/);
    await press('Enter');
    const [[name]] = expected;
    await dashboard()
      .page.getByRole('complementary', { name: 'Selected function' })
      .getByText(name, { exact: true })
      .waitFor();
  });

  it('runs a simulation', async () => {
    await goTo('Simulate');
    await tabTo(/^input.*(Replay|Burst)/);
    for (let presses = 0; presses < 4 && !/Burst/.test(await focused()); presses++) await moveFocus('ArrowRight');
    expect(await focused()).toMatch(/Burst/);
    await tabTo(/Containers/);
    await typeOver('40');
    await tabTo(/button Run \d systems/);
    await press('Enter');
    expect((await dashboard().cluster('FaaSNet'))['VMs used']).toBe('40');
  });

  it('moves through simulated time', async () => {
    await goTo('Watch');
    await tabTo(/Simulated time/);
    await expect.poll(() => dashboard().slider.evaluate((slider) => slider === document.activeElement)).toBe(true);
    await press('End');
    await expect.poll(() => dashboard().moment.innerText()).toContain('40 VMs on 6 levels: 40 ready.');
    await press('Home');
    await expect.poll(() => dashboard().moment.innerText()).not.toContain('40 ready');
    await press('PageUp');
    await expect.poll(async () => Number(await dashboard().slider.inputValue())).toBeGreaterThan(0);
  });

  it('cancels a simulation', async () => {
    await goTo('Simulate');
    await tabTo(/Containers/);
    await typeOver('2000000');
    await tabTo(/button Run \d systems/);
    await press('Enter');
    // It appears once the runs have begun.
    await dashboard().page.getByRole('button', { name: 'Cancel', exact: true }).waitFor();
    await tabTo(/button Cancel$/);
    await press('Enter');
    await dashboard().page.getByText('Cancelled.').first().waitFor();
  });

  it('switches the theme', async () => {
    await window.workbench.setTheme('high contrast');
    await dashboard().page.locator('body.vscode-high-contrast').waitFor();
    await window.workbench.setTheme('dark');
    await dashboard().page.locator('body.vscode-dark').waitFor();
  });
});

reportsNoFault(window);

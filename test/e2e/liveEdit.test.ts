import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { roundedInText } from './support/sampleTrace';
import { openWindow, reportsNoFault } from './support/window';

const LARGE = 'editable.csv';
const ROWS = 320_000;
const LINE = 200_001;

function latencyOn(line: number): number {
  return 500 + ((line * 7) % 900);
}

/** Small enough for VS Code to open it without asking. The latency is at the end of each line. */
function editableTrace(): string {
  const lines = ['__time__,functionName,latency'];
  for (let line = 2; line < ROWS + 2; line++) {
    lines.push(`${1620489000 + (line >> 5)},f-${line % 4000},${latencyOn(line)}`);
  }
  return `${lines.join('\n')}\n`;
}

const window = openWindow({ files: { [LARGE]: editableTrace() } });

/** Watches whether the status bar shows, from now on, that the trace is being read. */
async function watchForReading(page: Page): Promise<() => Promise<boolean>> {
  await page.evaluate((name) => {
    const seen = { reading: false };
    Reflect.set(globalThis, 'seenByTest', seen);
    const bar = document.querySelector('.statusbar')!;
    const look = () => {
      if (bar.textContent?.includes(`Reading ${name}`)) seen.reading = true;
    };
    new MutationObserver(look).observe(bar, { childList: true, subtree: true, characterData: true });
  }, LARGE);
  return () => page.evaluate(() => (Reflect.get(globalThis, 'seenByTest') as { reading: boolean }).reading);
}

/** Waits until the hover of the line with the text cursor matches. */
async function expectHover(pattern: RegExp): Promise<void> {
  const { page } = window.workbench;
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      return window.workbench.hoverByKeys();
    })
    .toMatch(pattern);
  await page.keyboard.press('Escape');
}

describe('an edit of a large text document', () => {
  it('shows in the hover at once, without reading the file again', async () => {
    const { workbench } = window;
    const { page } = workbench;
    await workbench.openFile(LARGE);
    await workbench.goToLine(1);
    // VS Code shows no CodeLens in a document of so many lines. The header's hover has the same text.
    await expectHover(/320,000 cold starts of 4,000 functions/);
    await workbench.goToLine(LINE);
    await expectHover(new RegExp(`Latency ${roundedInText(latencyOn(LINE) / 1000)} `));
    const wasRead = await watchForReading(page);

    await page.keyboard.press('End');
    await page.keyboard.type('00');
    await expectHover(new RegExp(`Latency ${roundedInText(latencyOn(LINE) / 10)} `));

    await page.keyboard.type('x');
    const warning = workbench.textEditor.locator('.squiggly-warning');
    await warning.first().waitFor();
    await workbench.goToLine(1);
    await expectHover(/319,999 cold starts of 4,000 functions[\s\S]*1 row can't be read/);

    await workbench.goToLine(LINE);
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await warning.first().waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await page.keyboard.type('1620489000,brand-new,1');
    await workbench.goToLine(1);
    await expectHover(/320,001 cold starts of 4,001 functions/);
    expect(await wasRead()).toBe(false);

    // A full read shows in the status bar, and gives the same numbers.
    await workbench.runCommand('FaaSNet: Reload Trace');
    await expect.poll(wasRead).toBe(true);
    await expectHover(/320,001 cold starts of 4,001 functions/);
  });
});

reportsNoFault(window);

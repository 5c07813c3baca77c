import { describe, expect, it } from 'vitest';
import { Dashboard } from './support/dashboard';
import { openWindow, reportsNoFault } from './support/window';

const LARGE = 'large.csv';
const ROWS = 1_800_000;

/** Twice the size up to which VS Code gives extensions the text. Quoted, so that reading takes some seconds. */
function largeTrace(): string {
  const lines = ['"__time__","functionName","latency","runtime","memoryMB"'];
  for (let row = 0; row < ROWS; row++) {
    lines.push(`"${1620489000 + (row >> 5)}","function-${row % 4000}","${500 + (row % 9000)}","python3.8","3008"`);
  }
  return `${lines.join('\n')}\n`;
}

const window = openWindow({ files: { [LARGE]: largeTrace() } });

function dashboard(): Dashboard {
  return new Dashboard(window.workbench.dashboard);
}

describe('a trace of 100 MB', () => {
  it('opens from the explorer, shows progress and the numbers so far, and can be cancelled', async () => {
    await window.workbench.chooseInExplorer(LARGE, 'Open Trace Dashboard');
    const { page } = dashboard();
    await page.getByRole('progressbar', { name: /^Reading the trace: / }).waitFor();
    await page.getByText(/^So far: [\d,]+ rows, \d+ % of the file\./).waitFor();
    const soFar = await page.getByLabel('The trace in numbers, so far').locator('.headline-value').first().innerText();
    expect(Number(soFar.replaceAll(',', ''))).toBeGreaterThan(0);
    expect(Number(soFar.replaceAll(',', ''))).toBeLessThan(ROWS);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByText('Reading was cancelled.').waitFor();
    expect(await page.getByText(/so far/i).count()).toBe(0);
  });

  it('is read when the reader asks again', async () => {
    await dashboard().page.getByRole('button', { name: 'Read the trace' }).click();
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe(ROWS.toLocaleString('en-US'));
    await dashboard().chart('Cold starts over time').waitFor();
  });
});

reportsNoFault(window);

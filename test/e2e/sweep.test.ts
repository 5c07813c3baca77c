import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseSweep, unitCount } from '../../src/sweep';
import { Dashboard } from './support/dashboard';
import { SAMPLE } from './support/sampleTrace';
import { openWindow, reportsNoFault } from './support/window';

const window = openWindow();

describe('a sweep made from the form', () => {
  it('is written beside the trace and opened, with a command above it that runs it', async () => {
    const { workbench } = window;
    await workbench.openFile(SAMPLE);
    await workbench.runCommand('FaaSNet: Open Trace Dashboard');
    const dashboard = new Dashboard(workbench.dashboard);
    await dashboard.show('Simulate');
    const { page } = dashboard;
    await page.getByRole('radio', { name: 'Burst' }).check();
    await dashboard.field('Containers').fill('4');
    await page.getByRole('button', { name: 'Sweep…' }).click();
    await page.getByRole('checkbox', { name: 'Cold starts of a burst' }).click();
    await page.getByText('5 values × 6 systems × 1 seed').waitFor();
    await workbench.picture('sweep-form');
    await page.getByRole('button', { name: 'Create sweep file…' }).click();
    await workbench.acceptFileName('burst.ftsweep.json');
    await workbench.tab('burst.ftsweep.json').waitFor();
    await workbench.codeLens(/^Run$/).waitFor();
    await workbench.picture('sweep-file');
    const text = readFileSync(path.join(workbench.folder, 'burst.ftsweep.json'), 'utf8');
    expect(unitCount(parseSweep(text))).toBe(30);
  });

  reportsNoFault(window);
});

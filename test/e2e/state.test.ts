import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { Dashboard } from './support/dashboard';
import { byFunction, readSample, SAMPLE } from './support/sampleTrace';
import { openWindow, reportsNoFault } from './support/window';

const DAMAGED = 'damaged.csv';
const HEADER = '__time__,functionName,latency,runtime,memoryMB';
const ROWS = ['1620489000,f,1200,python,512', '1620489001,g,nonsense,python,512', '1620489002,f,1300,python,512'];

const window = openWindow({ files: { [DAMAGED]: [HEADER, ...ROWS, ''].join('\n') } });
const [[name]] = byFunction(readSample());

function dashboard(): Dashboard {
  return new Dashboard(window.workbench.dashboard);
}

/** Expects the page to show the reader's choices. */
async function expectAsLeft(): Promise<void> {
  await dashboard().page.getByRole('tab', { name: 'Watch', selected: true }).waitFor();
  await expect.poll(() => dashboard().moment.innerText()).toContain('24 VMs on 5 levels: 24 ready.');
  await dashboard().show('Explore');
  await expect.poll(() => dashboard().search.inputValue()).toBe('python');
  await dashboard()
    .page.getByRole('complementary', { name: 'Selected function' })
    .getByText(name, { exact: true })
    .waitFor();
  await dashboard().show('Watch');
}

/** Expects the header to say that the numbers are those of unsaved edits. */
async function expectUnsaved(): Promise<void> {
  const { page } = dashboard();
  const details = page.getByRole('button', { name: /^(\d+ assumptions?|about this file)$/ });
  if ((await details.getAttribute('aria-expanded')) !== 'true') await details.click();
  await page
    .getByText(/unsaved edits/)
    .first()
    .waitFor();
}

describe("the reader's choices", () => {
  it('survive hiding the tab', async () => {
    await window.workbench.openFile(SAMPLE);
    await window.workbench.runCommand('FaaSNet: Open Trace Dashboard');
    await dashboard().show('Explore');
    await dashboard().functions.getByRole('gridcell', { name, exact: true }).dblclick();
    await dashboard().searchFor('python');
    await dashboard().show('Simulate');
    await dashboard().page.getByRole('radio', { name: 'Burst' }).check();
    await dashboard().field('Containers').fill('24');
    await dashboard().run.click();
    await dashboard().results('FaaSNet');
    await dashboard().show('Watch');
    await dashboard().slider.focus();
    await window.workbench.page.keyboard.press('End');
    await expectAsLeft();

    await window.workbench.openFile('synthetic-day.csv');
    await dashboard().sections.waitFor({ state: 'detached' });
    await window.workbench.runCommand('View: Open Previous Editor in Group');
    await expectAsLeft();
  });

  it('survive reloading the window', async () => {
    await window.workbench.reload();
    await expectAsLeft();
  });
});

describe('a trace that changes', () => {
  it('is shown as edited, with its unreadable rows', async () => {
    const { workbench } = window;
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(DAMAGED);
    await workbench.codeLens(/2 cold starts · 1 function .*1 unreadable/).waitFor();
    await workbench.runCommand('FaaSNet: Open Trace Dashboard');
    await dashboard().page.getByRole('button', { name: '1 skipped' }).click();
    await dashboard()
      .page.getByText(/nonsense/)
      .first()
      .waitFor();
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe('2');

    await workbench.runCommand('View: Move Editor into Right Group');
    // VS Code loads the page again and gives it the focus, which closes a command palette opened before that.
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe('2');
    await workbench.runCommand('View: Focus First Editor Group');
    await workbench.typeAtEnd('1620489003,h,1400,python,512');
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe('3');
    await expectUnsaved();
  });

  it('is read again when its file changes on disk', async () => {
    const { workbench } = window;
    // The dashboard has the focus.
    await workbench.runCommand('View: Focus First Editor Group');
    await workbench.runCommand('File: Revert File');
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe('2');
    await writeFile(path.join(workbench.folder, DAMAGED), [HEADER, ...ROWS, ...ROWS, ...ROWS, ''].join('\n'));
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe('6');
  });

  it('is shown as edited when its hidden dashboard is shown again', async () => {
    const { workbench } = window;
    await workbench.runCommand('View: Close All Editors');
    await workbench.openFile(DAMAGED);
    await workbench.codeLens(/^6 cold starts/).waitFor();
    await workbench.runCommand('FaaSNet: Open Trace Dashboard');
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe('6');
    await workbench.runCommand('View: Open Previous Editor in Group');
    await workbench.codeLens(/^6 cold starts/).waitFor();
    await workbench.typeAtEnd('1620489003,h,1400,python,512');
    await workbench.page.keyboard.press('ControlOrMeta+Home');
    await workbench.codeLens(/^7 cold starts · 2 functions/).waitFor();
    await workbench.runCommand('View: Open Previous Editor in Group');
    await expect.poll(() => dashboard().fact('Cold starts').innerText()).toBe('7');
    await expectUnsaved();
  });
});

reportsNoFault(window);

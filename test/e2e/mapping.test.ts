import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWindow, reportsNoFault } from './support/window';

const TABLE = [
  'Timestamp;Function;Cold start (ms);Memory (MB)',
  '04.03.2025 09:15:10;orders-api;810,5;512',
  '04.03.2025 09:15:58;thumbnailer;1007,0;1024',
  '04.03.2025 09:16:36;orders-api;2139,2;512',
  '',
].join('\r\n');
const STREAM = '/aws/lambda/mailer 2025/03/04/[$LATEST]aa';
const LOG = [
  `${STREAM} 2025-03-04T09:15:10.146Z START RequestId: 11111111-2222-4333-8444-555555555501 Version: $LATEST`,
  `${STREAM} 2025-03-04T09:15:11.146Z REPORT RequestId: 11111111-2222-4333-8444-555555555501\tDuration: 102.61 ms\tBilled Duration: 264 ms\tMemory Size: 512 MB\tMax Memory Used: 47 MB\tInit Duration: 1600.41 ms\t`,
  '',
].join('\n');

const window = openWindow({ files: { 'starts.csv': TABLE, 'mailer.log': LOG } });

describe('a table of one’s own', () => {
  it('opens on the question how it should be read', async () => {
    const { workbench } = window;
    await workbench.openFile('starts.csv');
    await workbench.runCommand('FaaSNet: Open Trace Dashboard');
    const page = workbench.dashboard;
    await page.getByRole('heading', { name: 'How should this file be read?' }).waitFor();
    await page.getByLabel('The first rows in numbers').getByText('1.01 s', { exact: true }).waitFor();
    await workbench.picture('mapping-page');
  });

  it('shows the dashboard once it is used', async () => {
    const page = window.workbench.dashboard;
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await page.getByLabel('The selection in numbers').getByText('1.01 s', { exact: true }).waitFor();
    const settings = await readFile(path.join(window.workbench.folder, '.vscode/settings.json'), 'utf8');
    expect(JSON.parse(settings)['faasnet.formats']).toMatchObject([
      { header: ['Timestamp', 'Function', 'Cold start (ms)', 'Memory (MB)'], mapping: { decimalComma: true } },
    ]);
  });

  it('is remembered after a reload of the window', async () => {
    const { workbench } = window;
    await workbench.reload();
    await workbench.dashboard.getByLabel('The selection in numbers').getByText('1.01 s', { exact: true }).waitFor();
    // The tab of the text is the first one.
    await workbench.tab('starts.csv').click();
    // The CodeLens moves the lines down.
    await workbench.codeLens(/cold starts/).waitFor();
    expect(await workbench.hoverLine(4)).toContain('2 of 2');
  });

  it('can be read otherwise, from the header of the dashboard', async () => {
    const { workbench } = window;
    await workbench.runCommand('FaaSNet: Change How This File Is Read');
    const page = workbench.dashboard;
    await page.getByRole('combobox', { name: 'Unit of Cold start (ms)' }).selectOption('s');
    await page.getByRole('button', { name: 'Use', exact: true }).click();
    await page.getByLabel('The selection in numbers').getByText('16 min 47 s', { exact: true }).waitFor();
  });
});

describe('a Lambda log', () => {
  it('has the hover of its REPORT line', async () => {
    const { workbench } = window;
    await workbench.openFile('mailer.log');
    await workbench.codeLens(/cold start/).waitFor();
    const hover = await workbench.hoverLine(2);
    expect(hover).toContain('mailer');
    expect(hover).toContain('1.6 s');
    await workbench.picture('hover-of-a-lambda-log');
  });
});

reportsNoFault(window);

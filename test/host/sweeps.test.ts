import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { closeEverything, newFolder, showText, until } from './support';

const SWEEP = {
  format: 'faasnet-sweep',
  version: 1,
  workload: { kind: 'burst', containers: 10, functions: 1, imageMB: null, memoryMB: null },
  systems: ['faasnet', 'baseline'],
  axes: [
    { name: 'containers', values: [2, 10] },
    { name: 'imageMB', values: [10, 100] },
  ],
};

async function lensesOf(uri: vscode.Uri): Promise<string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
  return lenses.map(({ command }) => command?.title ?? '');
}

const resultsTab = () =>
  vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label === 'x.ftsweep.json — Results');

describe('a sweep file', () => {
  afterEach(closeEverything);

  it('is run by the command above it, which then shows the results', async () => {
    const folder = await newFolder();
    const sweep = vscode.Uri.joinPath(folder, 'x.ftsweep.json');
    await writeFile(sweep.fsPath, JSON.stringify(SWEEP));
    await showText(sweep);
    await until('the lens', async () => (await lensesOf(sweep)).includes('Run'));
    assert.ok(!(await lensesOf(sweep)).includes('Show results'));
    await vscode.commands.executeCommand('faasnet.runSweep', sweep);
    await until('the results', resultsTab);
    const summary = JSON.parse(await readFile(vscode.Uri.joinPath(folder, 'x.ftresult.json').fsPath, 'utf8'));
    assert.equal(summary.points.length, 8);
    await showText(sweep);
    assert.ok((await lensesOf(sweep)).includes('Show results'));
  });

  it('that is wrong shows no results', async () => {
    const sweep = vscode.Uri.joinPath(await newFolder(), 'x.ftsweep.json');
    await writeFile(sweep.fsPath, '{}');
    await vscode.commands.executeCommand('faasnet.runSweep', { uri: sweep, line: 1 });
    assert.equal(resultsTab(), undefined);
  });
});

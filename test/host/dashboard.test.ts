import assert from 'node:assert/strict';
import { gzipSync } from 'node:zlib';
import * as vscode from 'vscode';
import { closeEverything, HEADER, headlineWith, newFile, newFolder, showText, until } from './support';

const EDITOR_TYPE = 'faasnet.traceDashboard';
const input = () => vscode.window.tabGroups.activeTabGroup.activeTab?.input;
const inputs = () => vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map((tab) => tab.input));

const dashboardsOf = (uri: vscode.Uri) =>
  inputs().filter((one) => one instanceof vscode.TabInputCustom && one.uri.toString() === uri.toString());
const panels = () => inputs().filter((one) => one instanceof vscode.TabInputWebview);

describe('the dashboard', () => {
  afterEach(closeEverything);

  it('can open any CSV, which opens as text by default', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await showText(uri);
    assert.ok(input() instanceof vscode.TabInputText);
    await vscode.commands.executeCommand('vscode.openWith', uri, EDITOR_TYPE);
    await until('the custom editor', () => dashboardsOf(uri).length === 1);
  });

  it('opens once for a file that a command names', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await vscode.commands.executeCommand('faasnet.openDashboard', uri);
    await until('the custom editor', () => dashboardsOf(uri).length === 1);
    await vscode.commands.executeCommand('faasnet.openDashboard', uri);
    assert.equal(dashboardsOf(uri).length, 1);
  });

  it('opens on a compressed trace, whose lines no editor shows', async () => {
    const uri = await newFile(gzipSync(`${HEADER}\n100,f,1500,go,128\n160,f,2500,go,128\n`), 'trace.csv.gz');
    await vscode.commands.executeCommand('faasnet.openDashboard', uri);
    await until('the custom editor', () => dashboardsOf(uri).length === 1);
    const options = { uri, systems: ['faasnet'] };
    const [run] = await vscode.commands.executeCommand<{ readonly state: string }[]>(
      'faasnet.simulateProvisioning',
      options,
    );
    assert.equal(run.state, 'done');
  });

  it('opens on the trace of the active text editor', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await showText(uri);
    await vscode.commands.executeCommand('faasnet.openDashboard');
    await until('the custom editor', () => dashboardsOf(uri).length === 1);
  });

  it('is a panel for other documents', async () => {
    const document = await vscode.workspace.openTextDocument({ content: `${HEADER}\n100,f,1500,go,128\n` });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('faasnet.openDashboard');
    await until('the panel', () => panels().length === 1);
  });

  it('shows the function of a line next to the text', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    const editor = await showText(uri);
    await headlineWith(uri, '1 cold start');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('faasnet.showFunction');
    await until('the custom editor', () => dashboardsOf(uri).length === 1);
    assert.equal(vscode.window.tabGroups.all.length, 2);
  });

  it('opens without an error on a missing file and on one that is not a trace', async () => {
    const broken = await newFile('a,b\n1,2\n');
    await vscode.commands.executeCommand('faasnet.openDashboard', broken);
    await until('the custom editor', () => dashboardsOf(broken).length === 1);
    const missing = vscode.Uri.joinPath(await newFolder(), 'missing.csv');
    await vscode.commands.executeCommand('faasnet.openDashboard', missing);
    await until('the other editor', () => inputs().length === 2);
  });
});

describe('the manifest', () => {
  it('names exactly the registered commands', async () => {
    const extension = vscode.extensions.getExtension('faasnet-trace-lab.faasnet-trace-lab');
    assert.ok(extension);
    await extension.activate();
    const commands: readonly { readonly command: string }[] = extension.packageJSON.contributes.commands;
    const named = commands.map(({ command }) => command).sort();
    const there = (await vscode.commands.getCommands(true)).filter((command) => /^faasnet\.\w+$/.test(command));
    assert.deepEqual(there.sort(), named);
  });
});

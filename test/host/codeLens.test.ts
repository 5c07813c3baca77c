import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, codeLensTitles, HEADER, headlineWith, newFile, showText, until } from './support';

describe('CodeLens on the header line', () => {
  afterEach(closeEverything);

  it('summarizes the trace and links to the dashboard and the simulation', async () => {
    const rows = Array.from({ length: 1200 }, (_, i) => `${100 + i},f${i % 3},${1000 + i},go,128`);
    const uri = await newFile(`${HEADER}\n${rows.join('\n')}\nbad\n`);
    await showText(uri);
    await headlineWith(uri, '1,200 cold starts · 3 functions · p99 2.19 s (ms detected) · 1 unreadable');
    assert.deepEqual((await codeLensTitles(uri)).slice(1), ['Open dashboard', 'Simulate']);
  });

  it('is above the first line that is not blank, and opens the dashboard', async () => {
    const uri = await newFile(`\n\n${HEADER}\n100,f,1500,go,128\n`);
    await showText(uri);
    await headlineWith(uri, '1 cold start');
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri);
    assert.deepEqual(
      lenses.map(({ range }) => range.start.line),
      [2, 2, 2],
    );
    const { command } = lenses[1];
    assert.ok(command);
    await vscode.commands.executeCommand(command.command, ...(command.arguments ?? []));
    await until('the dashboard', () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString();
    });
  });

  it('follows edits', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    const editor = await showText(uri);
    await headlineWith(uri, '1 cold start');
    await editor.edit((edit) => edit.insert(new vscode.Position(2, 0), '101,g,1600,go,128\n'));
    await headlineWith(uri, '2 cold starts · 2 functions');
  });

  it('appears when a header is typed, and gives the reason when an edit breaks it', async () => {
    const document = await vscode.workspace.openTextDocument({ content: '100,f,1500\n' });
    const editor = await vscode.window.showTextDocument(document);
    assert.deepEqual(await codeLensTitles(document.uri), []);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), '__time__,functionName,latency\n'));
    await headlineWith(document.uri, '1 cold start');
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), 'x'));
    await headlineWith(document.uri, "This trace can't be read: Line 1: the header lacks the column __time__");
    const problem = await until('a problem', () => vscode.languages.getDiagnostics(document.uri)[0]);
    assert.match(problem.message, /lacks the column __time__/);
    await editor.edit((edit) => edit.delete(new vscode.Range(0, 0, 0, 1)));
    await headlineWith(document.uri, '1 cold start');
    await until('the problem to go', () => vscode.languages.getDiagnostics(document.uri).length === 0);
  });

  it('gives the reason if a trace cannot be read', async () => {
    const uri = await newFile(`${HEADER}\n`);
    await showText(uri);
    await headlineWith(uri, "This trace can't be read");
  });
});

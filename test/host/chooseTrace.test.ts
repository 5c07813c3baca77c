import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, HEADER, newFile, showText, until } from './support';

/** Answers the next question with the first of its entries that `choose` accepts. Resolves with all entries. */
function answerNextPick(choose: (item: vscode.QuickPickItem) => boolean): Promise<readonly vscode.QuickPickItem[]> {
  const real = vscode.window.showQuickPick;
  return new Promise((resolve) => {
    const answer = async (asked: Promise<readonly vscode.QuickPickItem[]>) => {
      const items = await asked;
      vscode.window.showQuickPick = real;
      resolve(items);
      return items.find(choose);
    };
    vscode.window.showQuickPick = answer as unknown as typeof vscode.window.showQuickPick;
  });
}

const isDashboardOf = (uri: vscode.Uri) => {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputCustom && input.uri.toString() === uri.toString();
};

describe('the choice of a trace', () => {
  afterEach(closeEverything);

  const nearMisses: readonly (readonly [text: string, reason: RegExp])[] = [
    ['__TIME__,functionName,seconds\n100,f,soon\n', /__time__/],
    ['', /empty/],
  ];
  for (const [text, reason] of nearMisses) {
    it(`says why the active file is not a trace (${reason.source}) and opens its dashboard on request`, async () => {
      const uri = await newFile(text);
      await showText(uri);
      const picked = answerNextPick(({ detail }) => detail !== undefined);
      await vscode.commands.executeCommand('faasnet.openDashboard');
      const [first] = await picked;
      assert.ok(first.label.endsWith(uri.path.slice(uri.path.lastIndexOf('/') + 1)), first.label);
      assert.match(first.detail ?? '', reason);
      await until('the dashboard', () => isDashboardOf(uri));
    });
  }

  it('lists each trace once, with its folder unless that is the workspace', async () => {
    await showText(await newFile('a,b\n1,2\n'));
    const picked = answerNextPick(() => false);
    await vscode.commands.executeCommand('faasnet.openDashboard');
    const items = await picked;
    const labels = items.map(({ label, description }) => `${label} ${description}`);
    assert.equal(new Set(labels).size, labels.length, labels.join('\n'));
    for (const { label, description } of items) assert.notEqual(description, label);
    assert.ok(labels.some((label) => label.startsWith('synthetic-small.csv')));
  });

  it('asks nothing when the active file is a table that may be one', async () => {
    const uri = await newFile('when;app;init_ms\n1741079710;a;210,5\n1741079711;b;190,5\n');
    await showText(uri);
    await vscode.commands.executeCommand('faasnet.openDashboard');
    await until('the dashboard', () => isDashboardOf(uri));
  });

  it('asks nothing when the active file is a trace', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await showText(uri);
    await vscode.commands.executeCommand('faasnet.openDashboard');
    await until('the dashboard', () => isDashboardOf(uri));
  });
});

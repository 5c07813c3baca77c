import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { ReproducedFigure } from '../../src/protocol/figures';
import { closeEverything, HEADER, newFile, until } from './support';

const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
const panels = () => tabs().filter(({ input }) => input instanceof vscode.TabInputWebview);
const reproduce = async (argument?: object) =>
  vscode.commands.executeCommand<readonly ReproducedFigure[]>('faasnet.reproduceFigures', argument);

describe("reproducing the ATC'21 figures", () => {
  afterEach(closeEverything);

  it('opens a dashboard without a trace, once', async () => {
    assert.deepEqual(await reproduce(), []);
    await until('the panel', () => panels().length === 1 && panels()[0].isActive);
    await reproduce();
    assert.equal(panels().length, 1);
  });

  it('uses the active dashboard', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await vscode.commands.executeCommand('faasnet.openDashboard', uri);
    await until('the editor', () =>
      tabs().some(({ input, isActive }) => isActive && input instanceof vscode.TabInputCustom),
    );
    await reproduce();
    assert.equal(panels().length, 0);
  });

  it('resolves with the figures that the caller names', async () => {
    const [first] = await reproduce({ figures: ['20'], seed: 3 });
    assert.equal(first.seed, 3);
    assert.equal(first.rows.length, 9);
    for (const { simulated, error } of first.rows) assert.ok(simulated !== null && simulated > 0 && error !== null);
    const [second] = await reproduce({ figures: ['20'], seed: 3 });
    assert.deepEqual(second, first);
  });

  it('refuses an unknown figure and an invalid seed', async () => {
    await assert.rejects(reproduce({ figures: ['99'] }), /no figure "99"/);
    await assert.rejects(reproduce({ figures: ['20'], seed: -1 }), /whole number/);
    await assert.rejects(reproduce({ figures: ['20'], seeds: 0 }), /whole number/);
  });
});

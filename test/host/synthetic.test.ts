import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { coldStarts, quantile } from './oracle';
import { closeEverything, headlineWith, hoverWith, newFolder, showText } from './support';

const generate = (rows: number, seed: number, uri: vscode.Uri) =>
  vscode.commands.executeCommand<vscode.Uri>('faasnet.generateTrace', { rows, seed, uri });

describe('synthetic traces', () => {
  afterEach(closeEverything);

  it('have the same bytes for the same seed, and different ones for another', async () => {
    const folder = await newFolder();
    const bytes = [];
    for (const [name, seed] of [
      ['a', 5],
      ['b', 5],
      ['c', 6],
    ] as const) {
      const uri = vscode.Uri.joinPath(folder, `${name}.csv`);
      assert.equal((await generate(2000, seed, uri)).toString(), uri.toString());
      bytes.push(await readFile(uri.fsPath, 'utf8'));
    }
    assert.equal(bytes[0], bytes[1]);
    assert.notEqual(bytes[0], bytes[2]);
    assert.ok(coldStarts(bytes[0]).every(({ name }) => name.startsWith('synthetic-')));
  });

  it('can be large and are read like any other trace', async () => {
    const uri = vscode.Uri.joinPath(await newFolder(), 'large.csv');
    await generate(300_000, 1, uri);
    const all = coldStarts(await readFile(uri.fsPath, 'utf8'));
    assert.equal(all.length, 300_000);
    await showText(uri);
    const headline = await headlineWith(uri, '300,000 cold starts');
    const p99 =
      quantile(
        all.map(({ latency }) => latency),
        0.99,
      ) / 1000;
    assert.ok(headline.includes(`p99 ${Number(p99.toPrecision(3))} s`), headline);
    await hoverWith(uri, 200_000, `of **${all[199_998].name}**`);
  });

  it('refuse invalid numbers', async () => {
    const uri = vscode.Uri.joinPath(await newFolder(), 'none.csv');
    await assert.rejects(Promise.resolve(generate(0, 1, uri)), /whole number from 1/);
    await assert.rejects(Promise.resolve(vscode.workspace.fs.stat(uri)));
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import { coldStarts, standing } from './oracle';
import { closeEverything, HEADER, hoverMarkdown, hoverText, hoverWith, newFile, showText } from './support';

const SAMPLE = 'synthetic-small.csv';

/** The first number in what a hover says after `before`. */
function numberIn(text: string, pattern: RegExp): number {
  const match = pattern.exec(text);
  assert.ok(match, `no ${pattern} in:\n${text}`);
  return Number(match[1].replaceAll(',', ''));
}

/** "1.84 s", "320 ms" or "2.5 min" in seconds. */
function seconds(text: string): number {
  const [value, unit] = text.trim().split(' ');
  const size = { ms: 0.001, s: 1, min: 60, h: 3600, days: 86_400 }[unit];
  assert.ok(size, `no duration: ${text}`);
  return Number(value.replaceAll(',', '')) * size;
}

/** As written with three significant digits. */
function assertClose(actual: number, expected: number, what: string): void {
  assert.ok(Math.abs(actual - expected) <= 0.0051 * Math.abs(expected), `${what}: ${actual}, not ${expected}`);
}

function row(text: string, name: string): readonly string[] {
  const line = text.split('\n').find((line) => line.startsWith(`| ${name}`));
  assert.ok(line, `no row "${name}" in:\n${text}`);
  return line
    .replaceAll('&nbsp;', '')
    .split('|')
    .map((cell) => cell.trim());
}

describe('hover on a trace', () => {
  afterEach(closeEverything);

  it('tells of a sample what an independent computation tells', async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, 'the runner opens the samples as a workspace');
    const uri = vscode.Uri.joinPath(folder.uri, SAMPLE);
    const all = coldStarts(await readFile(uri.fsPath, 'utf8'));
    await showText(uri);
    for (const index of [0, 1, 17, all.length >> 1, all.length - 1]) {
      const one = all[index];
      const expected = standing(all, one);
      const text = await hoverWith(uri, one.line, 'Cold start');
      assert.equal(numberIn(text, /Cold start\*\* ([\d,]+) of/), expected.position);
      assert.equal(numberIn(text, /Cold start\*\* [\d,]+ of ([\d,]+) of/), expected.count);
      assert.ok(text.includes(one.name));
      assertClose(seconds(/Latency \*\*(.*?)\*\*/.exec(text)![1]), one.latency / 1000, 'latency');
      assert.equal(numberIn(text, /- ([\d,]+) cold starts? of the trace in this second/), expected.inSecond);
      assert.equal(numberIn(text, /- ([\d,]+) containers? of this function started/), expected.inMinute);
      const since = /- (.*) since this function's previous/.exec(text)?.[1];
      if (expected.sincePrevious === null) assert.equal(since, undefined);
      else assertClose(seconds(since!), expected.sincePrevious, 'since previous');
      for (const [name, group] of [
        ['its function', expected.ofFunction],
        ['runtime', expected.ofRuntime],
      ] as const) {
        const [, , share, p50, p95, p99] = row(text, name);
        if (/^\d+ %$/.test(share)) assert.equal(Number.parseInt(share, 10), Math.round(group.share * 100));
        [p50, p95, p99].forEach((cell, i) => {
          assertClose(seconds(cell), group.quantiles[i] / 1000, `${name} ${i}`);
        });
      }
      assert.equal(Number(row(text, 'runtime')[6].replaceAll(',', '')), expected.ofRuntime.count);
    }
  });

  it('does not depend on the language id, nor on the file being saved', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'plaintext',
      content: `\n${HEADER}\n100,f,1500,go,128\n101,f,2500,go,128\n`,
    });
    await vscode.window.showTextDocument(document);
    const text = await hoverWith(document.uri, 4, 'Cold start');
    assert.match(text, /Latency \*\*2\.5 s\*\*/);
    assert.match(text, /1 s since this function's previous/);
  });

  it('explains the header, and says nothing where there is nothing to say', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n\n`);
    await showText(uri);
    const text = await hoverWith(uri, 1, 'Cold-start trace');
    assert.match(text, /1 cold start of 1 function, 1970-01-01 00:01:40 UTC/);
    assert.equal(await hoverText(uri, 3), '');
  });

  it('is silent on other files', async () => {
    const uri = await newFile('a,b,c\n1,2,3\n');
    await showText(uri);
    assert.equal(await hoverText(uri, 2), '');
  });

  it('says of a bad row what is wrong with it', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n101,f,fast,go,128\n`);
    await showText(uri);
    const text = await hoverWith(uri, 3, 'left out');
    assert.match(text, /latency: found "fast", expected/);
  });

  it('shows text of the file as text', async () => {
    const name = '[x](command:workbench.action.closeWindow) <img src=x> https://example.com';
    const uri = await newFile(`${HEADER}\n100,"${name}",1500,"**go**",128\n`);
    await showText(uri);
    assert.ok((await hoverWith(uri, 2, 'Cold start')).includes(name));
    const markdown = await hoverMarkdown(uri, 2);
    assert.ok(!markdown.includes('](command:workbench'));
    assert.ok(!markdown.includes('<img'));
    assert.ok(!markdown.includes('https://'));
  });

  it('follows edits that are not saved', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n101,f,2500,go,128\n`);
    const editor = await showText(uri);
    await hoverWith(uri, 3, '2.5 s');
    await editor.edit((edit) => edit.replace(new vscode.Range(2, 6, 2, 10), '3500'));
    await hoverWith(uri, 3, 'Latency **3.5 s**');
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), '99,g,500,go,128\n'));
    await hoverWith(uri, 4, 'Latency **3.5 s**');
    await hoverWith(uri, 2, 'of **g**');
  });

  it('follows the file on disk', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await showText(uri);
    await hoverWith(uri, 2, '1.5 s');
    await vscode.workspace.fs.writeFile(uri, Buffer.from(`${HEADER}\n100,f,4500,go,128\n`));
    await hoverWith(uri, 2, 'Latency **4.5 s**');
  });

  it('can be turned off', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await showText(uri);
    await hoverWith(uri, 2, 'Cold start');
    const settings = vscode.workspace.getConfiguration('faasnet');
    await settings.update('hover.enabled', false, vscode.ConfigurationTarget.Global);
    try {
      assert.equal(await hoverText(uri, 2), '');
    } finally {
      await settings.update('hover.enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('reads latencies in the unit that is set', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await showText(uri);
    await hoverWith(uri, 2, 'Latency **1.5 s** (read as milliseconds, detected)');
    const settings = vscode.workspace.getConfiguration('faasnet');
    await settings.update('latencyUnit', 'seconds', vscode.ConfigurationTarget.Global);
    try {
      await hoverWith(uri, 2, 'Latency **25 min** (read as seconds, as set)');
    } finally {
      await settings.update('latencyUnit', undefined, vscode.ConfigurationTarget.Global);
    }
    await hoverWith(uri, 2, 'Latency **1.5 s**');
  });
});

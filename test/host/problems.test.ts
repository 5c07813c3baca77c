import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, HEADER, headlineWith, newFile, showText, until } from './support';

const found = (uri: vscode.Uri) => vscode.languages.getDiagnostics(uri);

function problems(uri: vscode.Uri, count: number): Promise<vscode.Diagnostic[]> {
  return until(`${count} problems`, () => {
    const diagnostics = found(uri);
    return diagnostics.length === count && diagnostics;
  });
}

describe('problems of a damaged trace', () => {
  afterEach(closeEverything);

  it('name each bad row and mark the wrong field', async () => {
    const uri = await newFile(
      [
        HEADER,
        '100,f,1500,go,128',
        '101,"a, b",fast,go,128',
        '102,f,-1,go,128',
        '103,f',
        '104,f,1,go,much',
        'soon,f,1,go,128',
        '',
      ].join('\n'),
    );
    const { document } = await showText(uri);
    const diagnostics = await problems(uri, 5);
    const texts = diagnostics.map(({ range }) => document.getText(range));
    assert.deepEqual(texts, ['fast', '-1', '103,f', 'much', 'soon']);
    assert.match(diagnostics[0].message, /Line 3, field 3, latency: found "fast", expected/);
    assert.ok(diagnostics.every(({ source }) => source === 'FaaSNet'));
  });

  it('list the first thousand and count the rest', async () => {
    const bad = Array.from({ length: 1234 }, (_, i) => `${i},f,x,go,128`);
    const uri = await newFile(`${HEADER}\n1,f,1,go,128\n${bad.join('\n')}\n`);
    await showText(uri);
    const diagnostics = await problems(uri, 1001);
    const rest = diagnostics.filter(({ message }) => message.includes('more rows'));
    assert.equal(rest.length, 1);
    assert.match(rest[0].message, /^234 more rows can't be read, or not in full\. The first 1,000 are listed\./);
    assert.equal(rest[0].range.start.line, 0);
    const lines = diagnostics.filter((one) => one !== rest[0]).map(({ range }) => range.start.line);
    assert.deepEqual([lines[0], lines[999]], [2, 1001]);
  });

  it('disappear when they are fixed and when the trace is closed', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n101,f,fast,go,128\n`);
    const editor = await showText(uri);
    await problems(uri, 1);
    await editor.edit((edit) => edit.replace(new vscode.Range(2, 6, 2, 10), '1600'));
    await problems(uri, 0);
    await editor.edit((edit) => edit.replace(new vscode.Range(2, 6, 2, 10), 'slow'));
    await problems(uri, 1);
    await closeEverything();
    await problems(uri, 0);
  });

  it('cover the whole file if no row can be read', async () => {
    const uri = await newFile(`${HEADER}\n`);
    await showText(uri);
    const [only] = await problems(uri, 1);
    assert.equal(only.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(only.range.start.line, 0);
  });

  it('do not appear for a CSV that is not a trace', async () => {
    const other = await newFile('a,b\n1\n');
    await showText(other);
    const trace = await newFile(`${HEADER}\n100,f,1500,go,128\n`);
    await showText(trace);
    await headlineWith(trace, '1 cold start');
    assert.deepEqual(found(other), []);
    assert.deepEqual(found(trace), []);
  });
});

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

const SECONDS = { ms: 0.001, s: 1, min: 60, h: 3600, d: 86_400 };

/**
 * Checks "320 ms" and "1.84 s", written with three significant digits, and "2 h 5 min", whose last unit is rounded
 * down.
 */
function assertDuration(text: string, expected: number, what: string): void {
  const parts = [...text.matchAll(/([\d,.]+) (ms|s|min|h|d)\b/g)];
  assert.ok(parts.length > 0, `no duration: ${text}`);
  const sizes = parts.map(([, , unit]) => SECONDS[unit as keyof typeof SECONDS]);
  const actual = parts.reduce((sum, [, value], i) => sum + Number(value.replaceAll(',', '')) * sizes[i], 0);
  const isRoundedDown = sizes[0] >= 60;
  const tolerance = isRoundedDown ? (sizes[1] ?? sizes[0] / 24) + 0.5 : 0.0051 * Math.abs(expected);
  assert.ok(Math.abs(actual - expected) <= tolerance, `${what}: ${text}, not ${expected} s`);
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

  it('shows what an independent computation shows for a sample', async () => {
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
      assertDuration(/Latency \*\*(.*?)\*\*/.exec(text)![1], one.latency / 1000, 'latency');
      assert.equal(numberIn(text, /- ([\d,]+) cold starts? of the trace in this second/), expected.inSecond);
      assert.equal(numberIn(text, /- ([\d,]+) cold starts? of this function in the minute/), expected.inMinute);
      const since = /- (.*) since this function's previous/.exec(text)?.[1];
      if (expected.sincePrevious === null) assert.equal(since, undefined);
      else assertDuration(since!, expected.sincePrevious, 'since previous');
      for (const [name, group] of [
        ['its function', expected.ofFunction],
        ['runtime', expected.ofRuntime],
      ] as const) {
        const [, , share, p50, p95, p99] = row(text, name);
        if (/^\d+ %$/.test(share)) assert.equal(Number.parseInt(share, 10), Math.round(group.share * 100));
        [p50, p95, p99].forEach((cell, i) => {
          assertDuration(cell, group.quantiles[i] / 1000, `${name} ${i}`);
        });
      }
      assert.equal(Number(row(text, 'runtime')[6].replaceAll(',', '')), expected.ofRuntime.count);
    }
  });

  it('does not depend on the language id or on a saved file', async () => {
    const document = await vscode.workspace.openTextDocument({
      language: 'plaintext',
      content: `\n${HEADER}\n100,f,1500,go,128\n101,f,2500,go,128\n`,
    });
    await vscode.window.showTextDocument(document);
    const text = await hoverWith(document.uri, 4, 'Cold start');
    assert.match(text, /Latency \*\*2\.5 s\*\*/);
    assert.match(text, /1 s since this function's previous/);
  });

  it('explains the header and is silent on blank lines', async () => {
    const uri = await newFile(`${HEADER}\n100,f,1500,go,128\n\n`);
    await showText(uri);
    const text = await hoverWith(uri, 1, 'Cold-start trace');
    assert.match(text, /1 cold start of 1 function, 1970-01-01 00:01:40 UTC/);
    assert.equal(await hoverText(uri, 3), '');
  });

  it('shows stages, extras and the cold-start rate of a log in its own lines', async () => {
    const request = (requestId: string, more: object) =>
      JSON.stringify({
        __time__: '1741079710',
        __topic__: 'FCRequestMetrics:/orders',
        functionName: 'orders',
        requestId,
        memoryMB: '512',
        durationMs: '10',
        isColdStart: 'false',
        ...more,
      });
    const cold = {
      isColdStart: 'true',
      coldStartStartTimestamp: '1741079708500',
      coldStartLatencyMs: '1000',
      prepareCodeLatencyMs: '250',
      runtimeInitializationMs: '750',
    };
    const uri = await newFile(`${request('a', {})}\n${request('b', cold)}\n${request('c', {})}\n`, 'requests.jsonl');
    await showText(uri);
    const text = await hoverWith(uri, 2, 'Cold start');
    assert.match(text, /Latency \*\*1 s\*\* {2}\n|Latency \*\*1 s\*\*\n/);
    assert.deepEqual(row(text, 'code').slice(1, 4), ['code', '250 ms', '25 %']);
    assert.deepEqual(row(text, 'runtime init').slice(1, 4), ['runtime init', '750 ms', '75 %']);
    assert.match(text, /memory 512 MB/);
    assert.match(text, /Cold-start rate of this function: 33\.3 % of 3 invocations/);
  });

  it('counts days of relative times', async () => {
    const header =
      'day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost,deployCodeCost,deployDependencyCost,schedulingCost,podID';
    const uri = await newFile(`${header}\n3,274327.5,1,84,602,r,2.0,0.5,0.5,0.5,0.5,pool22-300-128-0005757833\n`);
    await showText(uri);
    const text = await hoverWith(uri, 2, 'day 3 04:12:07.500');
    assert.deepEqual(row(text, 'scheduling').slice(1, 4), ['scheduling', '500 ms', '25 %']);
    assert.doesNotMatch(text, /1970/);
  });

  it('is silent on other files', async () => {
    const uri = await newFile('a,b,c\n1,2,3\n');
    await showText(uri);
    assert.equal(await hoverText(uri, 2), '');
  });

  it('says what is wrong with a bad row', async () => {
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

  it('follows unsaved edits', async () => {
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

  it('reads times in the unit that is set, and again when that changes', async () => {
    const uri = await newFile(`${HEADER}\n2000,f,1500,go,128\n`);
    await showText(uri);
    await hoverWith(uri, 2, '1970-01-01 00:33:20');
    const settings = vscode.workspace.getConfiguration('faasnet');
    await settings.update('timeUnit', 'milliseconds', vscode.ConfigurationTarget.Global);
    try {
      await hoverWith(uri, 2, '1970-01-01 00:00:02');
    } finally {
      await settings.update('timeUnit', undefined, vscode.ConfigurationTarget.Global);
    }
    await hoverWith(uri, 2, '1970-01-01 00:33:20');
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { RunSummary } from '../../src/protocol/queries';
import { coldStarts } from './oracle';
import { closeEverything, HEADER, newFile, newFolder, until } from './support';

const TRACE = `${HEADER}\n${Array.from({ length: 60 }, (_, i) => `${100 + (i >> 3)},f${i % 2},${1500 + i},go,128`).join('\n')}\n`;

async function run(command: string, argument: object): Promise<readonly RunSummary[]> {
  return vscode.commands.executeCommand<readonly RunSummary[]>(`faasnet.${command}`, argument);
}

/** The result without its computing time. */
function numbers({ result }: RunSummary) {
  assert.ok(result);
  const { wallSeconds, ...rest } = result;
  assert.ok(wallSeconds >= 0);
  return rest;
}

describe('simulation by command', () => {
  afterEach(closeEverything);

  it('replays a trace with each system and shows the dashboard', async () => {
    const uri = await newFile(TRACE);
    const runs = await run('simulateProvisioning', { uri, systems: ['faasnet', 'baseline'], seed: 7 });
    assert.deepEqual(
      runs.map(({ state, request }) => [state, request.system, request.seed]),
      [
        ['done', 'faasnet', 7],
        ['done', 'baseline', 7],
      ],
    );
    const [faasnet, baseline] = runs.map(numbers);
    assert.equal(faasnet.containers, 60);
    assert.equal(faasnet.functions, 2);
    assert.ok(faasnet.provisioningSeconds.mean > 0);
    assert.ok(faasnet.registryBytes < baseline.registryBytes, 'function trees spare the registry');
    assert.ok(faasnet.assumptions.length > 0);
    await until(
      'the dashboard',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputCustom,
    );
  });

  it('gives the same numbers for the same request', async () => {
    const [first, second] = [await newFile(TRACE), await newFile(TRACE)];
    const request = { systems: ['faasnet'], seed: 3 };
    const [a] = await run('simulateProvisioning', { uri: first, ...request });
    const [b] = await run('simulateProvisioning', { uri: second, ...request });
    assert.deepEqual(numbers(a), numbers(b));
  });

  it('replays one function or a range of time', async () => {
    const uri = await newFile(TRACE);
    const [one] = await run('simulateProvisioning', { uri, line: 3, systems: ['faasnet'] });
    assert.equal(numbers(one).containers, 30);
    const [range] = await run('simulateProvisioning', { uri, from: 102, to: 104, systems: ['faasnet'] });
    const expected = coldStarts(TRACE).filter(({ time }) => time >= 102 && time < 104).length;
    assert.equal(numbers(range).containers, expected);
  });

  it('simulates a burst without a trace and shows its tree', async () => {
    const [burst] = await run('simulateBurst', { containers: 100, systems: ['faasnet'], seed: 1 });
    assert.equal(numbers(burst).containers, 100);
    assert.equal(numbers(burst).trees, 1);
    await until(
      'the panel',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview,
    );
    await vscode.commands.executeCommand('faasnet.showFunctionTree');
  });

  it('takes parameters', async () => {
    const slow = { nicMBps: 5 };
    const systems = ['baseline'];
    const [fast] = await run('simulateBurst', { containers: 4, systems });
    const [throttled] = await run('simulateBurst', { containers: 4, systems, parameters: slow });
    assert.ok(numbers(throttled).provisioningSeconds.mean > numbers(fast).provisioningSeconds.mean);
  });

  it('refuses invalid options with a reason', async () => {
    const uri = await newFile(TRACE);
    await assert.rejects(run('simulateBurst', { containers: 0, systems: ['faasnet'] }), /containers/);
    await assert.rejects(run('simulateProvisioning', { uri, systems: ['teleport'] }), /teleport/);
    await assert.rejects(run('simulateProvisioning', { uri, systems: [] }), /one system or more/);
    await assert.rejects(
      run('simulateProvisioning', { uri, line: 1, systems: ['faasnet'] }),
      /no cold start on line 1/,
    );
  });
});

describe('exporting results', () => {
  afterEach(closeEverything);

  it('writes a line for each simulated cold start', async () => {
    const text = TRACE.replaceAll('f1', '=f1');
    const uri = await newFile(text);
    const [{ runId }] = await run('simulateProvisioning', { uri, systems: ['faasnet'] });
    const target = vscode.Uri.joinPath(await newFolder(), 'results.csv');
    await vscode.commands.executeCommand('faasnet.exportResults', { uri, runId, format: 'csv', target });
    const [header, ...lines] = (await readFile(target.fsPath, 'utf8')).trimEnd().split('\r\n');
    assert.match(header, /simulated faasnet provisioningSeconds/);
    assert.equal(lines.length, 60);
    assert.equal(lines.filter((line) => line.split(',')[1] === "'=f1").length, 30);
    const recorded = lines.map((line) => Number(line.split(',')[3])).sort();
    assert.deepEqual(
      recorded,
      coldStarts(text)
        .map(({ latency }) => latency / 1000)
        .sort(),
    );
  });

  it('writes the numbers of a run as JSON', async () => {
    const uri = await newFile(TRACE);
    const [summary] = await run('simulateProvisioning', { uri, systems: ['baseline'] });
    const target = vscode.Uri.joinPath(await newFolder(), 'results.json');
    await vscode.commands.executeCommand('faasnet.exportResults', { uri, format: 'json', target });
    const { simulated, request, result } = JSON.parse(await readFile(target.fsPath, 'utf8'));
    assert.equal(simulated, true);
    assert.deepEqual(request, summary.request);
    assert.deepEqual(result, summary.result);
  });

  it('fails before the first run', async () => {
    const uri = await newFile(TRACE);
    const target = vscode.Uri.joinPath(await newFolder(), 'results.json');
    const exported = vscode.commands.executeCommand('faasnet.exportResults', { uri, format: 'json', target });
    await assert.rejects(Promise.resolve(exported), /no results/);
  });
});

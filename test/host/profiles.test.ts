import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { RunSummary } from '../../src/protocol/queries';
import { resolveParameters, runFileText } from '../../src/simulation';
import { closeEverything, codeLensTitles, HEADER, newFile, newFolder, showText, until } from './support';

/** 2 requests a second for a minute, with one spike. */
const PROFILE = 't_sec,rps\n0,2\n30,2\n31,40\n32,2\n60,2\n';
const REQUESTS = 158;

async function simulate(argument: object): Promise<readonly RunSummary[]> {
  const given = { systems: ['faasnet', 'on-demand'], runSeconds: 0.5, ...argument };
  return vscode.commands.executeCommand<readonly RunSummary[]>('faasnet.simulateProfile', given);
}

function resultOf({ result, message }: RunSummary): NonNullable<RunSummary['result']> {
  assert.ok(result, message ?? 'no result');
  return result;
}

describe('simulating a request-rate profile', () => {
  afterEach(closeEverything);

  it('reports response times, and how many requests were served cold and warm', async () => {
    const uri = await newFile(PROFILE, 'rates.csv');
    const runs = await simulate({ uri });
    assert.deepEqual(
      runs.map(({ request }) => request.system),
      ['faasnet', 'on-demand'],
    );
    const [faasnet, onDemand] = runs.map(resultOf);
    assert.equal(faasnet.containers, REQUESTS);
    assert.equal(faasnet.requests!.cold + faasnet.requests!.warm, REQUESTS);
    assert.ok(faasnet.requests!.warm > faasnet.requests!.cold);
    assert.ok(faasnet.responseSeconds!.max < onDemand.responseSeconds!.max, 'function trees answer sooner');
    assert.equal(faasnet.responseSeconds!.p50, 0.5);
    await until(
      'the panel',
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputWebview,
    );
  });

  it('takes the text of the active editor', async () => {
    const editor = await showText(await newFile(PROFILE, 'edited.csv'));
    const end = editor.document.lineAt(editor.document.lineCount - 1).range.end;
    assert.ok(await editor.edit((edit) => edit.insert(end, '120,2\n')));
    const [run] = await simulate({ systems: ['faasnet'] });
    assert.equal(resultOf(run).containers, REQUESTS + 120);
  });

  it('leaves out the requests of a lead-in', async () => {
    const uri = await newFile(PROFILE, 'rates.csv');
    const [run] = await simulate({ uri, systems: ['faasnet'], leadInSeconds: 120 });
    assert.equal(resultOf(run).containers, REQUESTS);
    assert.ok(resultOf(run).assumptions.some((text) => text.includes('120 requests of the lead-in')));
  });

  it('refuses an invalid profile with line and column', async () => {
    const broken = await newFile('t_sec,rps\n0,1\n1,many\n', 'broken.csv');
    await assert.rejects(
      simulate({ uri: broken }),
      /broken\.csv: Line 3, column 2 is "many"; expected requests per second/,
    );
    await assert.rejects(
      simulate({ uri: await newFile(`${HEADER}\n1,f,2,go,128\n`, 'trace.csv') }),
      /trace\.csv: Line/,
    );
    await assert.rejects(
      simulate({ uri: await newFile('0,1\n'.repeat(1_000_001), 'huge.csv') }),
      /huge\.csv is too large/,
    );
    await assert.rejects(simulate({ uri: await newFile(PROFILE), leadInSeconds: -1 }), /number from 0/);
  });

  it('takes the requests of a file that counts them, of all functions or of one', async () => {
    const header = 'HashOwner,HashApp,HashFunction,Trigger,1,2,3';
    const uri = await newFile(`${header}\no,a,f,http,30,0,60\no,a,g,queue,0,12,\n`, 'azure.csv');
    const [all] = await simulate({ uri, systems: ['faasnet'], leadInSeconds: 0 });
    assert.equal(resultOf(all).containers, 102);
    const [one] = await simulate({ uri, systems: ['faasnet'], leadInSeconds: 0, function: 'g' });
    assert.equal(resultOf(one).containers, 12);
    await assert.rejects(simulate({ uri, function: 'h' }), /has no function "h"/);
  });

  it('is offered by a command that needs a trace, with a file that counts requests', async () => {
    const uri = await newFile('app,func,end_timestamp,duration\na,f,5,1\na,f,9,1\na,f,9,1\n', 'azure-2021.csv');
    const { showErrorMessage } = vscode.window;
    const shown: unknown[] = [];
    vscode.window.showErrorMessage = (async (...parts: unknown[]) => {
      shown.push(...parts);
      return undefined;
    }) as typeof showErrorMessage;
    try {
      await vscode.commands.executeCommand('faasnet.simulateProvisioning', uri);
      await until('the message', () => shown.length > 0);
    } finally {
      vscode.window.showErrorMessage = showErrorMessage;
    }
    assert.match(`${shown[0]}`, /^This is no cold-start trace: Azure's invocation trace \(2021\)\./);
    assert.deepEqual(shown.slice(1), ['Simulate as a Request-Rate Profile']);
  });

  it('offers the simulation above the first line of a file that counts requests', async () => {
    const uri = await newFile('app,func,end_timestamp,duration\na,f,5,1\n', 'azure-2021.txt');
    await showText(uri);
    assert.deepEqual(await codeLensTitles(uri), ["Azure's invocation trace (2021): simulate its requests"]);
  });

  it('exports its requests', async () => {
    const [{ runId }] = await simulate({ uri: await newFile(PROFILE, 'rates.csv'), systems: ['faasnet'], seed: 7 });
    const target = vscode.Uri.joinPath(await newFolder(), 'results.csv');
    await vscode.commands.executeCommand('faasnet.exportResults', { runId, format: 'csv', target });
    const [header, ...rows] = (await readFile(target.fsPath, 'utf8')).trimEnd().split('\r\n');
    assert.match(header, /^requestArrivalSeconds,.*simulated faasnet responseSeconds/);
    assert.equal(rows.length, REQUESTS);
    assert.ok(rows.some((row) => row.endsWith(',container at hand,no')));
  });

  it('has the same result from a run file', async () => {
    const [asked] = await simulate({ uri: await newFile(PROFILE, 'rates.csv'), systems: ['faasnet'], seed: 3 });
    const { workload, seed, seeds } = asked.request;
    assert.ok(workload.kind === 'profile');
    const file = {
      workload,
      systems: ['faasnet'],
      parameters: resolveParameters(),
      failures: [],
      seed,
      seeds,
      trace: null,
    };
    const uri = await newFile(runFileText(file), 'rates.ftsim.json');
    const [again] = await vscode.commands.executeCommand<readonly RunSummary[]>('faasnet.openRunFile', { uri });
    assert.deepEqual(again.request, asked.request);
    assert.deepEqual(resultOf(again).responseSeconds, resultOf(asked).responseSeconds);
  });
});

describe('CodeLens on the header of a request-rate profile', () => {
  afterEach(closeEverything);

  it('offers to simulate it, and does not appear on other files', async () => {
    const { document } = await showText(await newFile(PROFILE, 'rates.csv'));
    assert.deepEqual(await codeLensTitles(document.uri), ['Simulate this request-rate profile']);
    const other = await showText(await newFile('name,count\na,1\n', 'other.csv'));
    assert.deepEqual(await codeLensTitles(other.document.uri), []);
  });
});

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { RunSummary } from '../../src/protocol/queries';
import { resolveParameters, runFileText } from '../../src/simulation';
import { closeEverything, HEADER, newFile } from './support';

const TRACE = `${HEADER}\n${Array.from({ length: 40 }, (_, i) => `${100 + i},f${i % 2},${1500 + i},go,128`).join('\n')}\n`;
const sha256 = createHash('sha256').update(TRACE).digest('hex');
const BASE = { systems: ['faasnet'], parameters: resolveParameters({ nicMBps: 50 }), failures: [], seed: 3, seeds: 2 };
const BURST = { kind: 'burst', containers: 20, functions: 1, imageMB: null, memoryMB: null } as const;

async function open(argument: object): Promise<readonly RunSummary[]> {
  return vscode.commands.executeCommand<readonly RunSummary[]>('faasnet.openRunFile', argument);
}

async function simulateBurst(argument: object = {}): Promise<RunSummary> {
  const given = { containers: 20, systems: ['faasnet'], seed: 3, ...argument };
  return (await vscode.commands.executeCommand<readonly RunSummary[]>('faasnet.simulateBurst', given))[0];
}

const runFile = (file: Parameters<typeof runFileText>[0]) => newFile(runFileText(file), 'saved.ftsim.json');

describe('run files', () => {
  afterEach(closeEverything);

  it('reproduce a result', async () => {
    const [run] = await open({ uri: await runFile({ ...BASE, workload: BURST, trace: null }) });
    const asked = await simulateBurst({ parameters: { nicMBps: 50 }, seeds: 2 });
    assert.deepEqual(run.request, asked.request);
    assert.equal(run.result?.overSeeds?.seeds, 2);
    assert.deepEqual(run.result?.overSeeds, asked.result?.overSeeds);
  });

  it('find their trace, and its function by name', async () => {
    const trace = await newFile(TRACE);
    const workload = { kind: 'trace', from: null, to: 130, functionName: 'f1' } as const;
    const uri = await runFile({ ...BASE, workload, trace: { name: 'elsewhere.csv', sha256 } });
    const [run] = await open({ uri, trace });
    assert.equal(run.result?.containers, 15);
    assert.equal(run.trace?.sha256, sha256);
    assert.equal(run.outdated, null);
  });

  it('are refused if they are invalid', async () => {
    const uri = await newFile('{"format": "faasnet-run", "version": 1}', 'broken.ftsim.json');
    await assert.rejects(open({ uri, trace: await newFile(TRACE) }), /workload is missing/);
  });
});

describe('parameters of the settings', () => {
  const configuration = () => vscode.workspace.getConfiguration('faasnet');
  const set = (value: object | undefined) =>
    configuration().update('simulation.parameters', value, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    await set(undefined);
    await closeEverything();
  });

  it('apply unless the caller overrides them', async () => {
    await set({ nicMBps: 50 });
    assert.equal((await simulateBurst()).result?.parameters.nicMBps, 50);
    assert.equal((await simulateBurst({ parameters: { nicMBps: 60 } })).result?.parameters.nicMBps, 60);
  });

  it('are refused by unknown name, with the nearest known one', async () => {
    await set({ nicMBp: 50 });
    await assert.rejects(simulateBurst(), /faasnet\.simulation\.parameters: There is no parameter "nicMBp".*"nicMBps"/);
  });
});

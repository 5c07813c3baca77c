import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as vscode from 'vscode';
import { TraceFiles } from '../../src/host/traceFiles';
import { newSessions } from './sessions';
import { closeEverything, HEADER, newFolder, until } from './support';

const TRACE = `${HEADER}\n100,f,1500,go,128\n`;
/** More than the four threads of Node's pool. */
const PIPES = 8;

// Windows has no mkfifo.
describe('named pipes', () => {
  const made: string[] = [];
  const workspace = () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    return folder.uri.fsPath;
  };
  const makePipes = (folder: string) => {
    for (let i = 0; i < PIPES; i++) {
      const file = path.join(folder, `q${i}.csv`);
      execFileSync('mkfifo', [file]);
      made.push(file);
    }
  };
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  afterEach(async () => {
    await closeEverything();
    for (const file of made.splice(0)) await rm(file, { force: true });
  });

  it('in the workspace leave the extension host able to read files', async () => {
    const traceFiles = new TraceFiles();
    try {
      makePipes(workspace());
      const trace = path.join(workspace(), 'after-the-pipes.csv');
      made.push(trace);
      await writeFile(trace, TRACE);
      await until('the trace to be found', () => traceFiles.all.some(({ fsPath }) => fsPath === trace));
      assert.equal(await readFile(trace, 'utf8'), TRACE);
    } finally {
      traceFiles.dispose();
    }
  });

  it('fail with a reason when they are opened as a trace, a run file or a profile', async () => {
    const folder = await newFolder();
    makePipes(folder.fsPath);
    const pipe = vscode.Uri.joinPath(folder, 'q0.csv');
    const sessions = newSessions();
    try {
      const { session } = sessions.acquire(pipe);
      await session.untilIdle();
      assert.equal(session.status.state, 'failed');
      assert.match(session.status.state === 'failed' ? session.status.message : '', /named pipe/);
    } finally {
      sessions.dispose();
    }
    for (const command of ['faasnet.openRunFile', 'faasnet.simulateProfile']) {
      const call = vscode.commands.executeCommand(command, { uri: pipe, systems: ['faasnet'] });
      await assert.rejects(Promise.resolve(call), /named pipe/);
    }
  });
});

import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { ComparedFiles } from '../../src/host/dashboard/comparedFiles';
import { compareSides } from '../../src/host/dashboard/compareSides';
import { newSessions } from './sessions';
import { closeEverything, HEADER, newFile } from './support';

const { signal } = new AbortController();
const ASKED = { by: 'p50', least: 1, limit: 10, pixels: 100 } as const;

/** Answers the next question for a file. */
function answerWith(uri: vscode.Uri | undefined): void {
  const { showOpenDialog } = vscode.window;
  vscode.window.showOpenDialog = async () => {
    vscode.window.showOpenDialog = showOpenDialog;
    return uri && [uri];
  };
}

describe('another file to compare with', () => {
  afterEach(closeEverything);

  const trace = (...latencies: readonly number[]) =>
    newFile(`${HEADER}\n${latencies.map((latency, at) => `${100 + at},f,${latency},go,128`).join('\n')}\n`);

  it('is chosen in a dialog, read by a worker of its own, and compared by the worker of the dashboard', async () => {
    const [uri, other] = [await trace(1500, 2500, 3500), await trace(11_500, 12_500, 13_500, 14_500)];
    const sessions = newSessions();
    const files = new ComparedFiles(sessions, { all: [] }, uri);
    try {
      const { session } = sessions.acquire(uri);
      await session.untilFullyRead();
      answerWith(other);
      const chosen = await files.choose();
      assert.ok(chosen);
      assert.ok(other.path.endsWith(chosen.name));
      assert.ok(!chosen.key.includes('/'), chosen.key);
      const found = await compareSides(
        { compareSides: (request, abort) => session.request('compareSides', request, abort) },
        async (key, abort) => {
          const read = await files.read(key, abort);
          assert.notEqual(read, session);
          return { summarizeSide: (request, end) => read.request('summarizeSide', request, end) };
        },
        {
          ...ASKED,
          a: { kind: 'where', where: '', isRest: false },
          b: { kind: 'file', key: chosen.key, where: 'latency<14s' },
        },
        signal,
      );
      assert.deepEqual([found.a.count, found.b.count], [3, 3]);
      assert.equal(found.quantiles[4].difference, 10);
      assert.equal(found.functions.listed[0].name, 'f');
    } finally {
      files.dispose();
      sessions.dispose();
    }
  });

  it('is only one that was chosen or is open', async () => {
    const sessions = newSessions();
    const files = new ComparedFiles(sessions, { all: [] }, null);
    try {
      for (const key of ['', 'file:///etc/passwd', '../x', '__proto__']) {
        await assert.rejects(files.read(key, signal), /not open any more/);
      }
      answerWith(undefined);
      assert.equal(await files.choose(), null);
    } finally {
      files.dispose();
      sessions.dispose();
    }
  });

  it('says why it cannot be read', async () => {
    const sessions = newSessions();
    const files = new ComparedFiles(sessions, { all: [] }, null);
    try {
      const broken = await newFile('a,b\n1,2\n');
      answerWith(broken);
      const chosen = await files.choose();
      assert.ok(chosen);
      await assert.rejects(files.read(chosen.key, signal), (error: Error & { advice: string }) => {
        assert.ok(error.message.startsWith(`${chosen.name}: `), error.message);
        assert.notEqual(error.advice, '');
        return true;
      });
    } finally {
      files.dispose();
      sessions.dispose();
    }
  });
});

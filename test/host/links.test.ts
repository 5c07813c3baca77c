import assert from 'node:assert/strict';
import { appendFile, rename, symlink } from 'node:fs/promises';
import * as vscode from 'vscode';
import { newSessions } from './sessions';
import { closeEverything, HEADER, newFile, newFolder, until } from './support';

const TRACE = `${HEADER}\n100,f,1500,go,128\n`;
const ROW = '101,f,1600,go,128\n';

describe('a trace behind a symbolic link', () => {
  // Making links needs a privilege on Windows.
  before(function () {
    if (process.platform === 'win32') this.skip();
  });
  afterEach(closeEverything);

  const linkTo = async (target: vscode.Uri) => {
    const link = vscode.Uri.joinPath(await newFolder(), 'link.csv');
    await symlink(target.fsPath, link.fsPath);
    return link;
  };

  it('is read again when its target changes', async () => {
    const target = await newFile(TRACE);
    const sessions = newSessions();
    try {
      const { session } = sessions.acquire(await linkTo(target));
      await session.untilIdle();
      assert.equal(session.trace?.overview.account.rows, 1);
      // No event says that the watcher is ready: the file is changed again until a change is noticed.
      const isNoticed = () => session.progress !== null || (session.trace?.overview.account.rows ?? 0) > 1;
      await until('a change to be noticed', async () => {
        await appendFile(target.fsPath, ROW);
        return until('a reading', isNoticed, 2000).then(
          () => true,
          () => false,
        );
      });
      await until('the new rows', () => (session.trace?.overview.account.rows ?? 0) > 1);
    } finally {
      sessions.dispose();
    }
  });

  it('is read again when it is shown after a change that was not reported', async () => {
    const target = await newFile(TRACE);
    const link = await linkTo(target);
    const sessions = newSessions();
    try {
      const { session } = sessions.acquire(link);
      await session.untilIdle();
      const other = await newFile(TRACE + ROW + ROW);
      await rename(other.fsPath, target.fsPath);
      await session.readIfFileChanged();
      await session.untilIdle();
      assert.equal(session.trace?.overview.account.rows, 3);
    } finally {
      sessions.dispose();
    }
  });
});

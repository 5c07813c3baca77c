import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import type { TraceSession, TraceSessions } from '../../src/host/sessions';
import { preview } from '../../src/worker';
import { newSessions } from './sessions';
import { HEADER, newFile } from './support';

const rows = (count: number, name: string) =>
  Array.from({ length: count }, (_, row) => `${100 + row},${name},${1000 + row},go,128`);
const csv = (count: number, name = 'f') => [HEADER, ...rows(count, name), ''].join('\n');

describe('a trace that is being read', () => {
  let sessions: TraceSessions;
  beforeEach(() => {
    sessions = newSessions();
  });
  afterEach(() => sessions.dispose());

  /** Row counts of the partial summaries, in the order they are reported. */
  function shownRows(session: TraceSession): number[] {
    const shown: number[] = [];
    session.onDidChange(() => {
      if (session.status.state === 'reading' && session.status.partial) shown.push(session.status.partial.rows);
    });
    return shown;
  }

  it('first shows the beginning of its file', async () => {
    const uri = await newFile(csv(100_000));
    const { session } = sessions.acquire(uri);
    const shown = shownRows(session);
    await session.untilIdle();
    const sight = await preview(uri.fsPath, 'auto');
    assert.equal(shown[0], sight?.partial?.rows);
    assert.deepEqual(
      shown,
      shown.toSorted((a, b) => a - b),
    );
    assert.equal(session.trace?.table.rowCount, 100_000);
  });

  it('shows nothing more once it is cancelled', async () => {
    const uri = await newFile(csv(100_000));
    const { session } = sessions.acquire(uri);
    const shown = shownRows(session);
    session.cancelReading();
    // Takes as long as the cancelled preview would have taken.
    await preview(uri.fsPath, 'auto');
    await preview(uri.fsPath, 'auto');
    assert.deepEqual(shown, []);
    assert.deepEqual(session.status, { state: 'cancelled' });
    await session.read();
    assert.equal(session.trace?.table.rowCount, 100_000);
  });

  it('shows nothing of a file that is replaced meanwhile', async () => {
    const uri = await newFile(csv(100_000));
    const { session } = sessions.acquire(uri);
    await writeFile(uri.fsPath, csv(10, 'g'));
    const shown = shownRows(session);
    await session.read();
    assert.ok(
      shown.every((count) => count === 10),
      `shown were ${shown}`,
    );
    assert.equal(session.trace?.table.rowCount, 10);
    assert.equal(session.trace?.table.functionNames.at(0), 'g');
  });
});

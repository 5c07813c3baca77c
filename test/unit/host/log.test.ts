import { describe, expect, it } from 'vitest';
import { Log, type LogChannel } from '../../../src/host/log/log';
import type { RunSummary } from '../../../src/protocol/queries';
import { COLD_STARTS_ONLY, TraceError } from '../../../src/trace';
import { FileError } from '../../../src/worker';

const SECRET = 'customer-4711';
const LINES = { blankLines: 0, headerLines: 1, records: 1204, physicalLines: 1204 };
const ACCOUNT = { rows: 1200, ...COLD_STARTS_ONLY, badRows: 3, ...LINES };
const RUN: RunSummary = {
  runId: 3,
  request: {
    workload: {
      kind: 'profile',
      name: 'rates.csv',
      csv: SECRET,
      leadInSeconds: 0,
      runSeconds: null,
      imageMB: null,
      memoryMB: null,
    },
    system: 'faasnet',
    parameters: {},
    seed: 1,
    seeds: 2,
  },
  state: 'failed',
  message: `Line 3 holds "${SECRET}".`,
  result: null,
  trace: null,
  outdated: null,
};

function newLog() {
  const lines: string[] = [];
  let created = 0;
  const write = (level: string) => (line: string) => lines.push(`${level} ${line}`);
  const log = new Log(() => {
    created++;
    return {
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      show: () => {},
      dispose: () => {},
    } as LogChannel;
  });
  return { log, lines, created: () => created };
}

describe('the log', () => {
  it('creates its channel with the first line, once', () => {
    const { log, created } = newLog();
    expect(created()).toBe(0);
    log.fileRead('a.csv', 10, ACCOUNT, 1);
    log.fileRead('a.csv', 10, ACCOUNT, 1);
    expect(created()).toBe(1);
  });

  it('drops lines after it is disposed', () => {
    const { log, lines, created } = newLog();
    log.dispose();
    log.failed('Query runs of a.csv', new Error(SECRET), 1);
    log.show();
    expect(lines).toEqual([]);
    expect(created()).toBe(0);
  });

  it('has one line with the duration for each event', () => {
    const { log, lines } = newLog();
    log.fileRead('a.csv', 52_100, ACCOUNT, 0.0312);
    log.readingFailed('a.csv', new FileError(`${SECRET} is gone.`, ''), 0.5);
    log.readingCancelled('a.csv', 2);
    log.run('a.csv', RUN, 1.5);
    log.workerStopped('a.csv', new TypeError(SECRET), 60);
    log.failed('Command faasnet.simulateBurst', new Error(SECRET), 0.001);
    expect(lines).toEqual([
      'info Read a.csv: 1,200 rows, 3 unreadable, 52,100 bytes, after 0.031 s',
      'error Reading a.csv failed after 0.500 s: FileError',
      'info Reading a.csv was cancelled after 2.000 s',
      'error Run 3 of a.csv (faasnet, profile, 2 seeds from 1): failed, after 1.500 s',
      'warn The worker of a.csv stopped after 60.000 s: TypeError',
      'error Command faasnet.simulateBurst failed after 0.001 s: Error',
    ]);
  });

  it('holds no cell of a file, which error messages quote', () => {
    const { log, lines } = newLog();
    const errors = [
      new TraceError('missingColumn', `The header has: ${SECRET}.`, SECRET),
      new FileError(SECRET, SECRET),
      new RangeError(SECRET),
      SECRET,
    ];
    for (const error of errors) {
      log.readingFailed('a.csv', error, 1);
      log.workerStopped('a.csv', error, 1);
      log.failed('Query lines of a.csv', error, 1);
    }
    log.run('a.csv', RUN, 1);
    expect(lines).toHaveLength(13);
    expect(lines.join('\n')).not.toContain(SECRET);
  });
});

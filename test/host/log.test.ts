import assert from 'node:assert/strict';
import { newSessions } from './sessions';
import { HEADER, newFile, until } from './support';

const SECRET = 'customer-4711';

describe('the log', () => {
  it('has a line for each file read, run and failure, and no text of a cell', async () => {
    const lines: string[] = [];
    const sessions = newSessions((line) => lines.push(line));
    try {
      const good = await newFile(`${HEADER}\n100,${SECRET},1500,${SECRET},128\n101,${SECRET},${SECRET},go,128\n`);
      const { session } = sessions.acquire(good);
      await session.untilIdle();
      const request = {
        workload: { kind: 'trace', from: null, to: null, functionId: null },
        system: 'faasnet',
        parameters: {},
        seed: 1,
        seeds: 1,
      } as const;
      await session.request('startRun', request);
      await until('the run to be logged', () => lines.some((line) => line.startsWith('Run 1 of')));
      await assert.rejects(session.request('startRun', { ...request, system: SECRET }));
      const bad = await newFile(`__time__,${SECRET},latency\n1,2,3\n`);
      await sessions.acquire(bad).session.untilIdle();
    } finally {
      sessions.dispose();
    }
    assert.match(lines[0], /^Read trace-\d+\.csv: 1 row, 1 unreadable, \d+ bytes, after \d+\.\d{3} s$/);
    assert.match(lines[1], /^Run 1 of trace-\d+\.csv \(faasnet, trace, seed 1\): done, 1 container, after \d/);
    assert.match(lines[2], /^Query startRun of trace-\d+\.csv failed after \d+\.\d{3} s: failed$/);
    assert.match(lines[3], /^Reading trace-\d+\.csv failed after \d+\.\d{3} s: missingColumn$/);
    assert.ok(!lines.join('\n').includes(SECRET), lines.join('\n'));
  });
});

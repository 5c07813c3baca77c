import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { copyToSharedMemory } from '../../../src/worker';
import { traceWorker } from '../../../src/worker/traceWorker';

const FILE = 'test/fixtures/tables/home-made-semicolon.csv';
const HOME_MADE = readFileSync(FILE);
const never = new AbortController().signal;
const BY_CONTENT = { header: null, delimiter: null };

/** A worker that has tried to open these bytes. */
async function opened(bytes: Uint8Array) {
  const worker = traceWorker(1, () => {});
  const source = { kind: 'disk', name: 'starts.csv', version: 0, modified: 0 } as const;
  const request = { bytes: { kind: 'pieces', pieces: [copyToSharedMemory(bytes)] }, source, unit: 'auto' } as const;
  await Promise.resolve(worker.open(request, never)).catch(() => {});
  return worker;
}

describe('a table of no known format', () => {
  it('is proposed to be read as guessed, also from a container', async () => {
    for (const bytes of [HOME_MADE, gzipSync(HOME_MADE)]) {
      const worker = await opened(bytes);
      const proposal = await worker.tableSample(BY_CONTENT, never);
      expect(proposal?.first).toEqual(['Timestamp', 'Function', 'Cold start (ms)', 'Runtime', 'Memory (MB)', 'Region']);
      expect(proposal?.rows).toHaveLength(8);
      const outcome = await worker.tryMapping({ choices: proposal!.choices }, never);
      expect(outcome).toMatchObject({
        kind: 'read',
        isWhole: true,
        rows: 8,
        badRows: 0,
        functions: 4,
        from: Date.UTC(2025, 2, 4, 9, 15, 10) / 1000,
        p50: 1.8323,
        table: { mapping: { latency: { column: 'Cold start (ms)', unit: 'ms' } } },
      });
    }
  });

  it('says what is missing, and why no row can be read', async () => {
    const worker = await opened(HOME_MADE);
    const { choices } = (await worker.tableSample(BY_CONTENT, never))!;
    const without = choices.columns.map((choice, at) => (at === 0 ? { role: 'none' as const, unit: '' } : choice));
    expect(await worker.tryMapping({ choices: { ...choices, columns: without } }, never)).toMatchObject({
      kind: 'incomplete',
      problems: [{ role: 'time', text: 'No column is the time.' }],
    });
    const iso = choices.columns.map((choice, at) => (at === 0 ? { ...choice, unit: 'iso' } : choice));
    expect(await worker.tryMapping({ choices: { ...choices, columns: iso } }, never)).toMatchObject({
      kind: 'unreadable',
      problems: [{ line: 2 }, { line: 3 }, { line: 4 }, { line: 5 }, { line: 6 }],
    });
  });

  it('is tried on its first MiB', async () => {
    const row = '04.03.2025 09:15:10;orders-api;810,5;nodejs12;512;eu-west-1\n';
    const [header] = HOME_MADE.toString().split('\r\n');
    const worker = await opened(new TextEncoder().encode(`${header}\n${row.repeat(40_000)}`));
    const { choices } = (await worker.tableSample(BY_CONTENT, never))!;
    const outcome = await worker.tryMapping({ choices }, never);
    const rows = Math.floor((2 ** 20 - header.length - 1) / row.length);
    expect(outcome).toMatchObject({ kind: 'read', isWhole: false, rows, badRows: 0 });
  });

  it('is cut anew where its owner says so', async () => {
    const worker = await opened(HOME_MADE);
    const headerless = await worker.tableSample({ header: false, delimiter: null }, never);
    expect(headerless?.choices.layout.header).toBe(false);
    const commas = await worker.tableSample({ header: null, delimiter: ',' }, never);
    expect(commas?.first).toHaveLength(1);
  });

  it('is proposed again from several files that are read by a remembered mapping', async () => {
    const table = await (await opened(HOME_MADE)).tableSample(BY_CONTENT, never);
    const outcome = await (await opened(HOME_MADE)).tryMapping({ choices: table!.choices }, never);
    const remembered = outcome.kind === 'read' ? [outcome.table] : [];
    const worker = traceWorker(1, () => {});
    const paths = [FILE, FILE];
    const source = { kind: 'disk', name: 'days', version: 0, modified: 0 } as const;
    await worker.open({ bytes: { kind: 'files', paths }, source, unit: 'auto', remembered }, never);
    expect(await worker.tableSample(BY_CONTENT, never)).toMatchObject({ first: table!.first, isRemembered: true });
  });

  it('is no table if it is prose', async () => {
    const worker = await opened(new TextEncoder().encode('Dear Ada,\nthis is a letter\n'));
    expect(await worker.tableSample(BY_CONTENT, never)).toBeNull();
  });
});

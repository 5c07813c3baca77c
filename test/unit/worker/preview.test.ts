import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RunningSummary } from '../../../src/statistics';
import { bytesSource, readTrace } from '../../../src/trace';
import { preview } from '../../../src/worker';
import { zip } from './containers/archives';

const HEADER = '__time__,functionName,latency';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faasnet-sight-'));
});
afterAll(() => rm(folder, { recursive: true }));

async function fileOf(text: string): Promise<string> {
  const file = path.join(folder, 'trace.csv');
  await writeFile(file, text);
  return file;
}

/** The summary after exactly these lines. */
async function summaryOf(lines: readonly string[]) {
  const { table } = await readTrace(bytesSource([Buffer.from(lines.join('\n'))]));
  return { ...new RunningSummary('auto').ofAll(table)!, synthetic: false, relativeTime: false };
}

describe('the preview of a file', () => {
  it.each([
    ['plain', (row: number) => `${100 + row},function-${row % 97},${1000 + row}`],
    ['quoted', (row: number) => `${100 + row},"function\n${row % 97}",${1000 + row}`],
  ])('summarizes the rows of its beginning, %s, up to the last complete one', async (_, line) => {
    const lines = [HEADER, ...Array.from({ length: 40_000 }, (_, row) => line(row))];
    const file = await fileOf(lines.join('\n'));
    const sight = await preview(file, 'auto');
    expect(sight?.totalBytes).toBe((await stat(file)).size);
    expect(sight?.bytes).toBeLessThan(sight!.totalBytes);
    expect(sight?.rows).toBeGreaterThan(1000);
    expect(sight?.rows).toBeLessThan(40_000);
    expect(sight?.partial).toEqual(await summaryOf(lines.slice(0, 1 + sight!.rows)));
  });

  it.each([
    ['compressed', (text: string) => gzipSync(text)],
    ['in UTF-16', (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ])('summarizes the beginning of a file that is %s', async (_, pack) => {
    const lines = [HEADER, ...Array.from({ length: 40_000 }, (_, row) => `${100 + row},f-${row % 97},${1000 + row}`)];
    const file = path.join(folder, 'trace.csv.gz');
    await writeFile(file, pack(lines.join('\n')));
    const sight = await preview(file, 'auto');
    expect(sight?.totalBytes).toBe((await stat(file)).size);
    expect(sight?.bytes).toBeGreaterThan(0);
    expect(sight?.bytes).toBeLessThanOrEqual(sight!.totalBytes);
    expect(sight?.rows).toBeGreaterThan(1000);
    expect(sight?.rows).toBeLessThan(40_000);
    expect(sight?.partial).toEqual(await summaryOf(lines.slice(0, 1 + sight!.rows)));
  });

  it('summarizes nothing of an archive, whose content is told at its end', async () => {
    const file = path.join(folder, 'trace.zip');
    await writeFile(file, await zip({ 'trace.csv': `${HEADER}\n1,f,2\n` }));
    expect(await preview(file, 'auto')).toBeNull();
  });

  it('summarizes all rows of a small file', async () => {
    const lines = [HEADER, '100,f,1500', '160,g,2500', 'no row', '220,f,500'];
    const file = await fileOf(lines.join('\n'));
    const { size } = await stat(file);
    const partial = await summaryOf(lines);
    expect(partial.rows).toBe(3);
    expect(await preview(file, 'auto')).toEqual({ bytes: size, totalBytes: size, rows: 3, partial });
  });

  it('reads latencies in the unit that is set', async () => {
    const sight = await preview(await fileOf(`${HEADER}\n100,f,1500\n`), 'seconds');
    expect(sight?.partial?.latency).toMatchObject({ unit: 'seconds', setting: 'seconds', max: 1500 });
  });

  it.each([
    ['empty', ''],
    ['no trace', 'a,b\n1,2\n'],
    ['a header', HEADER],
    ['without a row that can be read', `${HEADER}\n${'no row\n'.repeat(100_000)}`],
  ])('is null if the file is %s', async (_, text) => {
    const sight = await preview(await fileOf(text), 'auto');
    expect(sight?.partial ?? null).toBeNull();
  });

  it('is null if the file is missing', async () => {
    expect(await preview(path.join(folder, 'missing.csv'), 'auto')).toBeNull();
  });
});

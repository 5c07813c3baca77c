import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { bytesSource, parseMap, readTrace, TraceError, type TraceFile } from '../../../../src/trace';
import { type FormatChoice, type StoredFile, traceText } from '../../../../src/worker';
import { digested } from '../../trace/digest';
import { gzip, HEADER, rows, utf8, zip } from './archives';

/** Files of every format, in containers and several at once. */

const folder = path.resolve(import.meta.dirname, '../../../fixtures/formats');
const samples = globSync('*', { cwd: folder }).toSorted();

const sample = (name: string) => readFileSync(path.join(folder, name));

function stored(name: string, bytes: Uint8Array): StoredFile {
  return { name, source: bytesSource([bytes]), isChosen: true };
}

async function readFiles(files: readonly StoredFile[], choice: FormatChoice = {}): Promise<TraceFile> {
  const { source, complete } = await traceText(files, choice);
  return complete(await readTrace(source, choice));
}

const outcome = (reading: Promise<TraceFile>) =>
  reading.then(
    ({ table, bytes: _, ...file }) => ({ ...file, table: digested(table) }),
    (error) => {
      if (!(error instanceof TraceError)) throw error;
      return error.message;
    },
  );

const traces: string[] = [];
for (const name of samples) if (await readTrace(bytesSource([sample(name)])).catch(() => null)) traces.push(name);

it('finds samples of many formats', () => {
  expect(samples.length).toBeGreaterThan(20);
  expect(traces.length).toBeGreaterThan(10);
});

it.each(samples)('reads compressed what it reads plain: %s', async (name) => {
  const plain = await outcome(readTrace(bytesSource([sample(name)])));
  expect(await outcome(readFiles([stored(`${name}.gz`, gzipSync(sample(name)))]))).toEqual(plain);
  const utf16 = Buffer.from(
    `\ufeff${sample(name)
      .toString()
      .replace(/^\ufeff/, '')}`,
    'utf16le',
  );
  expect(await outcome(readFiles([stored(name, utf16)]))).toEqual(plain);
  if (typeof plain === 'string') return;
  expect(await outcome(readFiles([stored('all.zip', await zip({ [name]: sample(name) }))]))).toEqual(plain);
});

describe('two files', () => {
  it.each(traces)('of one format are one trace: %s', async (name) => {
    const one = await readTrace(bytesSource([sample(name)]));
    const two = await readFiles([stored('a', sample(name)), stored('b', gzipSync(sample(name)))]);
    const { rows, duplicateRows, ...account } = two.account;
    expect(account.records).toBe(2 * one.account.records);
    expect(account.physicalLines).toBe(2 * one.account.physicalLines);
    // A format with ids reads the second file's rows as duplicates.
    const known = duplicateRows - 2 * one.account.duplicateRows;
    const invocations = rows + account.warmRows + known;
    expect(invocations).toBe(2 * (one.account.rows + one.account.warmRows));
    expect(account.badRows).toBe(2 * one.account.badRows);
    const [, second] = two.table.files;
    const lines = Array.from(two.table.line.subarray(second.firstRow), (line) => line - second.lineOffset);
    expect(Array.from(one.table.line)).toEqual(expect.arrayContaining(lines));
    if (known === 0) expect(lines).toEqual(Array.from(one.table.line));
  });

  it('of different formats do not mix', async () => {
    const pairs = [
      ['lambda-report-lines.log', 'openwhisk-activations.json'],
      ['ant-afaas.csv', 'huawei-2025-cold-start.csv'],
      ['faasnet-region.csv', 'lambda-report-lines.log'],
    ];
    for (const [first, second] of pairs) {
      const error = await readFiles([stored(first, sample(first)), stored(second, sample(second))]).catch((e) => e);
      expect(error).toBeInstanceOf(TraceError);
      expect(error.code).toBe('mixed');
      const { title } = (await readTrace(bytesSource([sample(second)]))).format;
      expect(error.message).toContain(
        `${second} can't be read as one trace with ${first}: it is of the format ${title}`,
      );
    }
  });

  it('of a table of no known format are read by one map', async () => {
    const mapping = parseMap('time=when,function=app,latency=took:ms');
    const table = (header: string, row: string) => utf8(`# made up\n${header}\n${row}\n`);
    const a = stored('a.csv', table('when;app;took', '1700000000;f;151,6'));
    const b = stored('b.csv', table('when;app;took', '1700000060;g;12'));
    const file = await readFiles([a, b], { mapping });
    expect(file.account).toMatchObject({ rows: 2, badRows: 0 });
    expect(Array.from(file.table.line, (line, row) => line - file.table.files[row].lineOffset)).toEqual([3, 3]);
    const c = stored('c.csv', table('app;when;took', 'g;1700000060;12'));
    await expect(readFiles([a, c], { mapping })).rejects.toThrow(
      "c.csv can't be read as one trace with a.csv: it has the columns of a.csv in another order or spelling.",
    );
  });
});

it('leaves out of an archive what is no trace, and refuses two formats in it', async () => {
  const days = {
    'day_00.csv': sample('huawei-2025-cold-start.csv'),
    'requests.csv': sample('huawei-2025-requests.csv'),
  };
  const { notes } = await traceText([stored('R1.zip', await zip(days))]);
  expect(notes).toEqual(['R1.zip/requests.csv is no trace and was not read.']);
  const both = await zip({ 'a.csv': HEADER + rows(2), 'b.log.gz': gzip(sample('lambda-report-lines.log').toString()) });
  await expect(traceText([stored('all.zip', both)])).rejects.toThrow(
    /^all\.zip\/b\.log\.gz can't be read as one trace/,
  );
});

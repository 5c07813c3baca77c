import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeProblem, readTrace, type TraceFile } from '../../../../src/trace';
import { openFiles, traceText } from '../../../../src/worker';
import { distinctNames } from '../../../../src/worker/containers/distinctNames';
import { runs } from '../../../depth';
import { gzip, HEADER, inPieces, rows, utf8, zip } from './archives';

async function readTogether(
  files: Readonly<Record<string, string | Uint8Array>>,
  lengths: readonly number[] = [],
): Promise<TraceFile> {
  const { source, complete, located } = await traceText(
    Object.entries(files).map(([name, content]) => ({
      name,
      source: inPieces(typeof content === 'string' ? utf8(content) : content, lengths),
      isChosen: true,
    })),
  );
  return readTrace(source).then(complete, (error) => {
    throw located(error);
  });
}

const failure = (promise: Promise<unknown>): Promise<Error & { advice: string }> =>
  promise.then(
    () => expect.fail('was read'),
    (error) => error,
  );

describe('files of one name', () => {
  const places = (...paths: string[]) => paths.map((file) => ({ path: path.resolve(file), name: path.basename(file) }));
  const names = (files: Parameters<typeof distinctNames>[0]) =>
    distinctNames(files).map(({ name }) => name.replaceAll(path.sep, '/'));

  it.each([
    [
      ['may/log.csv', 'june/log.csv', 'july.csv'],
      ['may/log.csv', 'june/log.csv', 'july.csv'],
    ],
    [
      ['a/x/log.csv', 'b/x/log.csv', 'b/y/log.csv'],
      ['a/x/log.csv', 'b/x/log.csv', 'y/log.csv'],
    ],
    [
      ['a/log.csv', 'a/log.csv'],
      ['log.csv', 'log.csv'],
    ],
    [
      ['a/log.csv', 'a/log.csv', 'b/log.csv'],
      ['a/log.csv', 'a/log.csv', 'b/log.csv'],
    ],
  ])('have folders in their names: %j', (paths, expected) => {
    expect(names(places(...paths))).toEqual(expected);
  });

  it('end at the root', () => {
    const root = path.parse(path.resolve('.')).root;
    const files = [`${root}log.csv`, `${root}a${path.sep}log.csv`].map((file) => ({ path: file, name: 'log.csv' }));
    expect(names(files)[1]).toBe('a/log.csv');
    expect(new Set(names(files)).size).toBe(2);
  });

  it('are told apart by the label of their rows', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'faasnet-names-'));
    try {
      const files = ['may', 'june'].map((month) => path.join(folder, month, 'log.csv'));
      for (const file of files) {
        await mkdir(path.dirname(file));
        await writeFile(file, HEADER + rows(2));
      }
      const opened = await openFiles(files);
      const { source, complete } = await traceText(opened.files);
      const { table } = complete(await readTrace(source));
      await opened.close();
      expect(table.labels.find(({ key }) => key === 'file')?.names).toEqual(
        ['may', 'june'].map((month) => path.join(month, 'log.csv')),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('several files', () => {
  it('are one trace, of which each row knows its file and its line there', async () => {
    const files = {
      'a.csv': HEADER + rows(3),
      'b.csv.gz': gzip(`\n\n${HEADER}${rows(2, 5000, 'g')}`),
      'c.csv': HEADER + rows(4, 9000),
    };
    const { table, account } = await readTogether(files);
    expect(table.rowCount).toBe(9);
    expect([...table.time]).toEqual([1000, 1001, 1002, 5000, 5001, 9000, 9001, 9002, 9003]);
    expect(table.files.map(({ name, firstRow, rows }) => [name, firstRow, rows])).toEqual([
      ['a.csv', 0, 3],
      ['b.csv.gz', 3, 2],
      ['c.csv', 5, 4],
    ]);
    const lineOf = (row: number) => {
      const file = table.files.findLast(({ firstRow }) => firstRow <= row);
      return table.line[row] - (file?.lineOffset ?? 0);
    };
    expect(table.time.length).toBe(9);
    expect(Array.from({ length: 9 }, (_, row) => lineOf(row))).toEqual([2, 3, 4, 4, 5, 2, 3, 4, 5]);
    expect(account).toMatchObject({
      rows: 9,
      badRows: 0,
      blankLines: 2,
      headerLines: 3,
      records: 14,
      physicalLines: 14,
    });
  });

  const fileOf = ({ table }: TraceFile, key: string) => {
    const label = table.labels.find((label) => label.key === key);
    return label && [...label.ids].map((id) => label.names[id]);
  };

  it('are a label of their rows, whose name no other column has', async () => {
    const two = await readTogether({ 'a.csv': HEADER + rows(2), 'b.csv': HEADER, 'c.csv': HEADER + rows(1) });
    expect(fileOf(two, 'file')).toEqual(['a.csv', 'a.csv', 'c.csv']);
    expect((await readTogether({ 'a.csv': HEADER + rows(2) })).table.labels).toEqual([]);
    const converted = (file: string) =>
      `timestamp,faas.name,faas.init_duration,source.file\n2021-05-08T16:20:00Z,f,1,${file}\n`;
    const again = await readTogether({ 'a.csv': converted('x.csv'), 'b.csv': converted('y.csv') });
    expect(fileOf(again, 'file')).toEqual(['x.csv', 'y.csv']);
    expect(fileOf(again, 'traceFile')).toEqual(['a.csv', 'b.csv']);
  });

  it('of one name in two folders are one value', async () => {
    const files = [2, 1].map((count) => ({
      name: 'day.csv',
      source: inPieces(utf8(HEADER + rows(count)), []),
      isChosen: true,
    }));
    const { source, complete } = await traceText(files);
    const { table } = complete(await readTrace(source));
    expect(table.labels.map(({ ids, names }) => [[...ids], names])).toEqual([[[0, 0, 0], ['day.csv']]]);
  });

  it('give the table of their rows in one file, wherever they are cut', async () => {
    const lines = rows(60).trimEnd().split('\n');
    const cuts = fc.uniqueArray(fc.integer({ min: 0, max: 60 }), { minLength: 1, maxLength: 4 });
    const lengths = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 3 });
    const style = fc.record({ lineEnd: fc.constantFrom('\n', '\r\n', '\r'), last: fc.boolean(), mark: fc.boolean() });
    const whole = await readTogether({ 'a.csv': HEADER + rows(60) });
    await fc.assert(
      fc.asyncProperty(cuts, lengths, style, async (cuts, lengths, { lineEnd, last, mark }) => {
        const bounds = [0, ...cuts.toSorted((a, b) => a - b), lines.length];
        const files = bounds.slice(1).map((end, at) => {
          const text = [HEADER.trimEnd(), ...lines.slice(bounds[at], end)].join(lineEnd);
          return [`${at}.csv`, `${mark ? '\ufeff' : ''}${text}${last ? lineEnd : ''}`];
        });
        const { table, account } = await readTogether(Object.fromEntries(files), lengths);
        expect([...table.time]).toEqual([...whole.table.time]);
        expect([...table.functionId]).toEqual([...whole.table.functionId]);
        expect(table.files.map(({ rows }) => rows)).toEqual(bounds.slice(1).map((end, at) => end - bounds[at]));
        for (const { firstRow, rows, lineOffset } of table.files) {
          const found = Array.from(table.line.subarray(firstRow, firstRow + rows), (line) => line - lineOffset);
          expect(found).toEqual(Array.from({ length: rows }, (_, row) => row + 2));
        }
        const { rows, badRows, blankLines, headerLines, records, physicalLines } = account;
        expect(records).toBe(rows + badRows + blankLines + headerLines);
        expect(physicalLines).toBe(60 + files.length);
      }),
      { numRuns: runs(200) },
    );
  });

  it('name the file of a bad row', async () => {
    const { problems } = await readTogether({ 'a.csv': HEADER + rows(3), 'b.csv': `${HEADER}${rows(1)}x,f,1,r,1\n` });
    expect(problems.map(describeProblem)).toEqual([
      'b.csv, line 3, field 1, __time__: found "x", expected a count since 1970, in seconds or finer, or an ISO 8601 date and time.',
    ]);
  });

  it('name the file of a fault that ends the reading', async () => {
    const latin = Buffer.concat([utf8(`${HEADER}${rows(2)}1,`), Buffer.from([0xe9]), utf8(',2,r,1\n')]);
    expect((await failure(readTogether({ 'a.csv': HEADER + rows(3), 'b.csv': latin }))).message).toMatch(
      /^b\.csv, line 4, column 2: the functionName "\\xE9" is not UTF-8 text/,
    );
    expect((await failure(readTogether({ 'a.csv': HEADER, 'b.csv': `${HEADER}x,f,1,r,1\n` }))).message).toMatch(
      /^The one row of the file cannot be read\. b\.csv, line 2, field 1, __time__: found "x"/,
    );
  });

  it('may be empty, or have a header alone', async () => {
    const { table, assumptions } = await readTogether({ 'a.csv': HEADER + rows(3), 'b.csv': '', 'c.csv': HEADER });
    expect(table.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['a.csv', 3],
      ['c.csv', 0],
    ]);
    expect(assumptions.filter(({ key }) => key === 'files').map(({ text }) => text)).toEqual([
      '2 files',
      'b.csv is empty.',
    ]);
  });

  it.each([
    ['__time__,functionName,latency\n', 'it lacks runtime, memoryMB.'],
    ['__time__,functionName,latency,runtime,memoryMB,region\n', 'it has in addition region.'],
    ['__time__,functionName,latency,runtime,region\n', 'it lacks memoryMB, and has in addition region.'],
    ['functionName,__time__,latency,runtime,memoryMB\n', 'it has the columns of a.csv in another order or spelling.'],
  ])('must have the same columns: %j', async (header, difference) => {
    const error = await failure(readTogether({ 'a.csv': HEADER + rows(3), 'b.csv': header }));
    expect(error.message).toBe(`b.csv can't be read as one trace with a.csv: ${difference}`);
    expect(error.advice).not.toBe('');
  });

  it('name the one that is no trace, or that is damaged', async () => {
    const trace = HEADER + rows(3);
    expect((await failure(readTogether({ 'a.csv': trace, 'b.txt': 'about' }))).message).toMatch(/^b\.txt: /);
    expect((await failure(readTogether({ 'a.csv': trace, 'b.gz': gzip(trace).subarray(0, -5) }))).message).toBe(
      'b.gz is incomplete: its gzip data end too early.',
    );
  });

  it('may be archives with several members each', async () => {
    const days = await zip({ 'd/1.csv': HEADER + rows(2), 'd/2.csv': HEADER + rows(3, 5000) });
    const { table } = await readTogether({ 'R1.zip': days, 'z.csv': HEADER + rows(1, 9000) });
    expect(table.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['R1.zip/d/1.csv', 2],
      ['R1.zip/d/2.csv', 3],
      ['z.csv', 1],
    ]);
  });
});

describe('a folder', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'faasnet-days-'));
    await mkdir(path.join(folder, 'days/more'), { recursive: true });
    await mkdir(path.join(folder, 'days/.git'));
    await mkdir(path.join(folder, 'none'));
    const write = (name: string, content: string | Uint8Array) => writeFile(path.join(folder, 'days', name), content);
    await write('day_10.csv.gz', gzip(HEADER + rows(2, 10_000)));
    await write('day_2.csv', HEADER + rows(3, 2000));
    await write('more/day_30.csv', HEADER + rows(1, 30_000));
    await write('.git/day_40.csv', HEADER + rows(1));
    await write('README.md', '# Days');
    await symlink('../../day_2.csv', path.join(folder, 'days/more/gone.csv'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('stands for the traces in it, in the order of their numbers', async () => {
    const opened = await openFiles([path.join(folder, 'days')]);
    const { source, complete, notes } = await traceText(opened.files);
    const { table, bytes } = complete(await readTrace(source));
    expect(table.files.map(({ name, rows }) => [name, rows])).toEqual([
      ['day_2.csv', 3],
      ['day_10.csv.gz', 2],
      ['more/day_30.csv', 1],
    ]);
    expect(notes).toEqual(['README.md is no trace and was not read.']);
    expect(bytes).toBe(opened.bytes.size);
    expect(await opened.hasChanged()).toBe(false);
    await writeFile(path.join(folder, 'days/README.md'), '# All days');
    expect(await opened.hasChanged()).toBe(true);
    await opened.close();
  });

  it('without files is refused', async () => {
    expect((await failure(openFiles([path.join(folder, 'none')]))).message).toBe(
      'There is no file in the folder none.',
    );
  });

  it('is named with the file that is missing', async () => {
    const paths = [path.join(folder, 'days'), path.join(folder, 'missing.csv')];
    expect((await failure(openFiles(paths))).message).toBe('missing.csv: The file is not there any more.');
  });
});

it('stops looking through files when it is cancelled', async () => {
  const abort = new AbortController();
  let opened = 0;
  const files = Array.from({ length: 50 }, (_, day) => ({
    name: `${day}.csv`,
    isChosen: true,
    source: {
      size: 100,
      read: () => {
        if (++opened > 60) abort.abort(new Error('cancelled'));
        return inPieces(utf8(HEADER + rows(1)), []).read(0);
      },
    },
  }));
  await expect(traceText(files, {}, abort.signal)).rejects.toThrow('cancelled');
  expect(opened).toBeLessThan(100);
});

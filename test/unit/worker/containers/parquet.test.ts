import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readTrace } from '../../../../src/trace';
import { FileError, type TraceText, traceText } from '../../../../src/worker';
import { runs } from '../../../depth';
import { digested } from '../../trace/digest';
import { HEADER, inPieces, rows, textOf, utf8, zip } from './archives';

/** Files that DuckDB writes. */

let folder: string;
let database: Awaited<ReturnType<typeof connection>>;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'faasnet-parquet-'));
  database = await connection();
});
afterAll(async () => {
  database.closeSync();
  await rm(folder, { recursive: true });
});

async function connection() {
  return (await DuckDBInstance.create(':memory:')).connect();
}

async function parquet(query: string, options = ''): Promise<Buffer> {
  const file = path.join(folder, 'x.parquet');
  await database.run(`COPY (${query}) TO '${file}' (FORMAT parquet${options})`);
  return readFile(file);
}

function opened(bytes: Uint8Array, name = 'day.parquet', lengths: readonly number[] = []): Promise<TraceText> {
  return traceText([{ name, source: inPieces(bytes, lengths), isChosen: true }]);
}

async function lines(bytes: Uint8Array): Promise<string[]> {
  return (await textOf((await opened(bytes)).source)).trimEnd().split('\n');
}

async function failure(bytes: Uint8Array): Promise<FileError> {
  return lines(bytes).then(
    () => expect.fail('was read'),
    (error) => error,
  );
}

const TRACE = `SELECT 1000 + i / 2 AS __time__, 'f' || i % 7 AS "functionName", 200 + i % 91 AS latency,
  'python3' AS runtime, 256 AS "memoryMB" FROM range(5000) t(i)`;

describe('a Parquet file', () => {
  it.each(['uncompressed', 'snappy', 'gzip', 'zstd', 'lz4', 'lz4_raw', 'brotli'])(
    'gives its rows: %s',
    async (codec) => {
      const plain = await readTrace(inPieces(utf8(HEADER + (await csvOf(TRACE))), []));
      for (const version of ['V1', 'V2']) {
        const bytes = await parquet(TRACE, `, COMPRESSION ${codec}, ROW_GROUP_SIZE 2048, PARQUET_VERSION ${version}`);
        const { source, notes, complete } = await opened(bytes, 'day.parquet', [997]);
        const file = complete(await readTrace(source));
        expect(digested(file.table)).toEqual(digested(plain.table));
        expect(file.bytes).toBe(bytes.length);
        expect(notes).toEqual([]);
      }
    },
  );

  async function csvOf(query: string): Promise<string> {
    const result = await database.runAndReadAll(query);
    return result
      .getRowsJson()
      .map((row) => `${row.join(',')}\n`)
      .join('');
  }

  it('writes times, integers, decimals and texts so that nothing is lost', async () => {
    const bytes = await parquet(`SELECT
      TIMESTAMP '2023-11-14 22:13:20.123456' AS local_us,
      TIMESTAMPTZ '2023-11-14 22:13:20.5+00' AS utc_us,
      '2023-11-14 22:13:20.123456789'::TIMESTAMP_NS AS local_ns,
      '1969-12-31 23:59:59.75'::TIMESTAMP_MS AS before_1970,
      DATE '2024-02-29' AS day,
      9007199254740993::BIGINT AS big,
      18446744073709551615::UBIGINT AS largest,
      -5::TINYINT AS small,
      4294967295::UINTEGER AS u32,
      1234.5678::DECIMAL(12, 4) AS price,
      0.1::DOUBLE AS tenth,
      'NaN'::DOUBLE AS missing,
      0.5::FLOAT AS half,
      true AS yes,
      NULL::INTEGER AS nothing,
      'a "b", c' AS quoted,
      'two
lines' AS lines,
      uuid '12345678-1234-1234-1234-123456789abc' AS id,
      'cold'::ENUM('cold', 'warm') AS kind`);
    const [names, ...rest] = (await textOf((await opened(bytes)).source)).split('\n');
    expect(names).toBe(
      'local_us,utc_us,local_ns,before_1970,day,big,largest,small,u32,price,tenth,missing,half,yes,nothing,quoted,lines,id,kind',
    );
    expect(rest.join('\n')).toBe(
      '2023-11-14T22:13:20.123456,2023-11-14T22:13:20.500000Z,2023-11-14T22:13:20.123456789,1969-12-31T23:59:59.750,' +
        '2024-02-29,9007199254740993,18446744073709551615,-5,4294967295,1234.5678,0.1,,0.5,true,,"a ""b"", c","two\nlines",' +
        '12345678-1234-1234-1234-123456789abc,cold\n',
    );
  });

  it('reads nulls in any place, and columns without any value', async () => {
    const bytes = await parquet(
      `SELECT CASE WHEN i % 3 = 0 THEN NULL ELSE i END AS a, NULL::VARCHAR AS b, 'x' AS c FROM range(3000) t(i)`,
      ', ROW_GROUP_SIZE 2048',
    );
    const expected = Array.from({ length: 3000 }, (_, i) => `${i % 3 === 0 ? '' : i},,x`);
    expect(await lines(bytes)).toEqual(['a,b,c', ...expected]);
  });

  it('reads times of a trace, whatever their unit', async () => {
    for (const type of ['TIMESTAMP', 'TIMESTAMP_MS', 'TIMESTAMP_NS', 'TIMESTAMPTZ']) {
      const bytes = await parquet(
        `SELECT '2023-11-14 22:13:20.25'::${type} AS __time__, 'f' AS "functionName", 0.25 AS latency`,
      );
      const { table } = await readTrace((await opened(bytes)).source);
      expect(table.time[0], type).toBe(1_700_000_000.25);
    }
  });

  it('leaves out nested columns and bytes, and names them', async () => {
    const bytes = await parquet(`SELECT *, [1, 2] AS list, {'a': 1} AS struct, map {'k': 1} AS map, 'x'::BLOB AS blob
      FROM (${TRACE})`);
    const { source, notes } = await opened(bytes);
    expect((await textOf(source)).split('\n')[0]).toBe('__time__,functionName,latency,runtime,memoryMB,blob');
    expect(notes).toEqual(['day.parquet: 3 columns of lists, maps, structs or bytes left out: list, struct, map.']);
    const nested = await failure(await parquet('SELECT [1] AS list'));
    expect(nested.message).toBe(
      'day.parquet has no column of numbers, texts or times: only lists, maps, structs or bytes.',
    );
  });

  it('without rows is a trace without rows', async () => {
    const { source } = await opened(await parquet(`${TRACE} WHERE false`));
    await expect(readTrace(source)).rejects.toThrow('The file has a header and no rows.');
  });

  it('says that it is incomplete or damaged', async () => {
    const bytes = await parquet(TRACE, ', COMPRESSION snappy');
    const cut = await failure(bytes.subarray(0, bytes.length - 20));
    expect(cut).toBeInstanceOf(FileError);
    expect(cut.message).toBe('day.parquet is incomplete: a Parquet file ends with a directory, which is missing.');
    expect((await failure(bytes.subarray(0, 6))).message).toMatch(/^day\.parquet is incomplete/);
    const footer = Buffer.from(bytes).fill(0xff, bytes.length - 60, bytes.length - 8);
    const page = Buffer.from(bytes).fill(0xff, 4, 200);
    for (const broken of [footer, page]) {
      const error = await failure(broken);
      expect(error).toBeInstanceOf(FileError);
      expect(error.message).toMatch(/^day\.parquet /);
    }
  });

  it('ends and words its fault, whichever byte is damaged', async () => {
    const bytes = await parquet(`SELECT * FROM (${TRACE}) LIMIT 40`);
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const broken = Buffer.from(bytes);
        broken[at] ^= change;
        const error = await lines(broken).then(
          () => null,
          (error) => error,
        );
        if (error !== null) expect(error, `byte ${at}: ${error}`).toBeInstanceOf(FileError);
      }),
      { numRuns: runs(3000) },
    );
  });

  it('may be a stored member of a ZIP archive, and one of several files', async () => {
    const bytes = await parquet(TRACE);
    const archive = await zip({ 'day.parquet': bytes }, { compress: false });
    expect((await readTrace((await opened(archive, 'days.zip')).source)).table.rowCount).toBe(5000);
    const both = await traceText([
      { name: 'a.parquet', source: inPieces(bytes, []), isChosen: true },
      { name: 'b.csv', source: inPieces(utf8(HEADER + rows(3)), []), isChosen: true },
    ]);
    const { table } = both.complete(await readTrace(both.source));
    expect(table.files.map(({ rows }) => rows)).toEqual([5000, 3]);
  });
});

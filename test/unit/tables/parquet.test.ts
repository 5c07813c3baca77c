import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { csvRows, type OutputTable } from '../../../src/tables';
import { parquetPieces } from '../../../src/tables/parquet';

const folder = mkdtempSync(path.join(tmpdir(), 'faasnet-parquet-'));
afterAll(() => rmSync(folder, { recursive: true }));

const CELLS = {
  number: [1.5, Number.NaN, 1e-9],
  shortNumber: [0.25, Number.NaN, 3],
  count: [7, 0, 2 ** 31 - 1],
  bytes: [2 ** 40 + 0.4, 0, 5],
  text: ['a "b"', null, '=1'],
  boolean: [true, false, null],
  time: [1741079710.146038, 0, 1e9],
} as const;
const table: OutputTable = {
  rows: 3,
  columns: Object.entries(CELLS).map(([type, cells]) => ({
    name: `a ${type}`,
    type: type as keyof typeof CELLS,
    at: (row) => cells[row],
  })),
};

async function parquet(of: OutputTable): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of parquetPieces(of, 'test rows', () => {})) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** @param what with the word FILE for the table */
async function query(of: OutputTable, what: string): Promise<unknown[][]> {
  const file = path.join(folder, `${Math.floor(performance.now() * 1000)}.parquet`);
  writeFileSync(file, await parquet(of));
  const connection = await (await DuckDBInstance.create()).connect();
  const reader = await connection.runAndReadAll(
    what.replace('FILE', `read_parquet('${file}', file_row_number = true)`),
  );
  connection.closeSync();
  return reader.getRowsJson() as unknown[][];
}

describe('a Parquet file', () => {
  it('has types that DuckDB reads, and empty cells', async () => {
    expect(
      await query(table, 'SELECT column_name, column_type FROM (DESCRIBE SELECT * EXCLUDE file_row_number FROM FILE)'),
    ).toEqual([
      ['a number', 'DOUBLE'],
      ['a shortNumber', 'FLOAT'],
      ['a count', 'INTEGER'],
      ['a bytes', 'BIGINT'],
      ['a text', 'VARCHAR'],
      ['a boolean', 'BOOLEAN'],
      ['a time', 'TIMESTAMP WITH TIME ZONE'],
    ]);
    const values = 'SELECT * EXCLUDE file_row_number REPLACE (epoch_us("a time") AS "a time") FROM FILE';
    expect(await query(table, values)).toEqual([
      [1.5, 0.25, 7, '1099511627776', 'a "b"', true, '1741079710146038'],
      [null, null, 0, '0', null, false, '0'],
      [1e-9, 3, 2147483647, '5', '=1', null, '1000000000000000'],
    ]);
  });

  it('has all rows of several groups, in order', async () => {
    const many: OutputTable = { rows: 120_001, columns: [{ name: 'n', type: 'count', at: (row) => row }] };
    const inOrder = 'SELECT count(*), sum(CASE WHEN n = file_row_number THEN 1 ELSE 0 END) FROM FILE';
    expect(await query(many, inOrder)).toEqual([['120001', '120001']]);
  });

  it('may have no rows', async () => {
    expect(await query({ ...table, rows: 0 }, 'SELECT count(*) FROM FILE')).toEqual([['0']]);
  });

  it('can be cancelled between groups', async () => {
    const pieces = parquetPieces({ ...table, rows: 3 }, 'x', () => {
      throw new Error('cancelled');
    });
    await pieces.next();
    await expect(pieces.next()).rejects.toThrow('cancelled');
  });
});

describe('a CSV file', () => {
  it('has the same cells as text that no spreadsheet runs', () => {
    expect(csvRows(table, 0, 3)).toBe(
      'a number,a shortNumber,a count,a bytes,a text,a boolean,a time\r\n' +
        '1.5,0.25,7,1099511627776,"a ""b""",true,2025-03-04T09:15:10.146038Z\r\n' +
        ',,0,0,,false,1970-01-01T00:00:00Z\r\n' +
        "1e-9,3,2147483647,5,'=1,,2001-09-09T01:46:40Z\r\n",
    );
  });
});

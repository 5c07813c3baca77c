import path from 'node:path';
import type { Checkpoint } from '../numeric';
import { csvRows, type OutputTable, parquetWriter, TABLE_FORMATS, type TableFormat } from '../tables';
import { UsageError } from './errors';

const PAGE_ROWS = 20_000;

/** The format that the ending of a file's name tells. Throws `UsageError` for another ending. */
export function tableFormatOf(file: string): TableFormat {
  const ending = path.extname(file).slice(1).toLowerCase();
  const format = TABLE_FORMATS.find((format) => format === ending);
  if (format) return format;
  throw new UsageError(
    `--out ${file}: the ending of the name tells the format, and ${ending === '' ? 'there is none' : `.${ending} is none`}.`,
    `Name a file that ends in ${TABLE_FORMATS.map((format) => `.${format}`).join(' or ')}.`,
  );
}

/** The bytes of a table's file. @param about what its rows are */
export async function* tablePieces(
  table: OutputTable,
  format: TableFormat,
  about: string,
  checkpoint: Checkpoint,
): AsyncGenerator<string | Uint8Array> {
  if (format === 'parquet') return yield* (await parquetWriter()).parquetPieces(table, about, checkpoint);
  for (let from = 0; from < Math.max(1, table.rows); from += PAGE_ROWS) {
    yield csvRows(table, from, PAGE_ROWS);
    await checkpoint();
  }
}

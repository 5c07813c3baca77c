import path from 'node:path';
import { csvRows, type OutputTable, parquetWriter, TABLE_FORMATS, type TableFormat } from '../tables';
import { turnTaker } from '../worker';
import { UsageError } from './errors';
import { writeOut } from './outputOption';

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

/** A table to be written to a file. */
export interface TableFile {
  readonly file: string;
  readonly format: TableFormat;
  /** Whether to replace the file if it exists. */
  readonly force: boolean;
}

/** Writes a table as `writeOut` does. @param about what its rows are */
export function writeTable({ file, format, force }: TableFile, table: OutputTable, about: string): Promise<number> {
  return writeOut(file, tablePieces(table, format, about), force);
}

async function* tablePieces(
  table: OutputTable,
  format: TableFormat,
  about: string,
): AsyncGenerator<string | Uint8Array> {
  // Signals that end the process are noticed between turns of the event loop.
  const checkpoint = turnTaker();
  if (format === 'parquet') return yield* (await parquetWriter()).parquetPieces(table, about, checkpoint);
  for (let from = 0; from < Math.max(1, table.rows); from += PAGE_ROWS) {
    yield csvRows(table, from, PAGE_ROWS);
    await checkpoint();
  }
}

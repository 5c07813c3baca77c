import { type FileMetaData, parquetMetadataAsync, parquetScan, parquetSchema } from 'hyparquet';
import { AdvisedError } from '../../errors';
import { count, counted } from '../../text';
import type { ByteSource } from '../../trace';
import { ContainerError } from './containerError';
import { type CellColumn, cellColumn, csvField } from './parquetCells';
import { COMPRESSORS } from './parquetCompressors';
import { readRange, withoutFirst } from './ranges';

/**
 * A Parquet file as CSV text, row n on line n + 1 (unless a text holds a line end), so that every format of tables
 * reads it. One row group at a time is in memory. How values are written: `parquetCells.ts`. Columns of lists, maps,
 * structs and bytes of fixed length are left out, and the notes name them. Rejects with a `ContainerError`.
 * @param name what errors call the file
 */
export async function parquetText(
  source: ByteSource,
  name: string,
): Promise<{ readonly text: ByteSource; readonly notes: readonly string[] }> {
  const file = asyncBuffer(source);
  const { metadata, columns, omitted } = await directoryOf(file, name);
  const notes =
    omitted.length === 0
      ? []
      : [
          `${name}: ${counted(omitted.length, 'column')} of lists, maps, structs or bytes left out: ${omitted.map(({ name }) => name).join(', ')}.`,
        ];
  return { text: new RowText(file, metadata, columns, name), notes };
}

type AsyncBuffer = Parameters<typeof parquetMetadataAsync>[0];

function asyncBuffer(source: ByteSource): AsyncBuffer {
  return {
    byteLength: source.size,
    async slice(start, end = source.size) {
      const bytes = await readRange(source, start, Math.min(end, source.size));
      const { buffer } = bytes;
      return bytes.length === buffer.byteLength ? buffer : buffer.slice(0, bytes.length);
    },
  };
}

async function directoryOf(file: AsyncBuffer, name: string) {
  try {
    const metadata = await parquetMetadataAsync(file, { geoparquet: false });
    return { metadata, ...flatColumns(metadata, name) };
  } catch (error) {
    throw damaged(error, name);
  }
}

function flatColumns(metadata: FileMetaData, name: string) {
  const columns: CellColumn[] = [];
  const omitted: { readonly name: string }[] = [];
  for (const child of parquetSchema(metadata).children) {
    const column = child.children.length === 0 ? cellColumn(child.element) : null;
    if (column) columns.push(column);
    else omitted.push(child.element);
  }
  if (columns.length > 0) return { columns, omitted };
  throw new ContainerError(
    `${name} has no column of numbers, texts or times: only lists, maps, structs or bytes.`,
    'Write its fields as columns of their own, and open that file.',
  );
}

function damaged(error: unknown, name: string): Error {
  if (error instanceof AdvisedError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  if (/footer != PAR1|exceeds available buffer|too short/.test(reason)) {
    return new ContainerError(
      `${name} is incomplete: a Parquet file ends with a directory, which is missing.`,
      'Copy or download it again, and wait until it is written completely.',
    );
  }
  return new ContainerError(
    `${name} can't be read as Parquet: ${reason}.`,
    'Copy it again, or export the table to CSV and open that file.',
  );
}

/** A row group is decoded as a whole. Writers make groups of about a million rows. */
const MOST_GROUP_ROWS = 1 << 25;
/** Rows written to the text at a time. */
const PIECE_ROWS = 1 << 12;

class RowText implements ByteSource {
  #produced = 0;
  #rowsRead = 0;
  readonly #rows: number;

  constructor(
    private readonly file: AsyncBuffer,
    private readonly metadata: FileMetaData,
    private readonly columns: readonly CellColumn[],
    private readonly name: string,
  ) {
    this.#rows = Number(metadata.num_rows);
  }

  /** Estimated at 8 characters a cell until rows have been read. */
  get size(): number {
    const perRow = this.#rowsRead > 0 ? this.#produced / this.#rowsRead : 8 * this.columns.length;
    return Math.ceil(this.#rows * perRow);
  }

  get stored() {
    const { byteLength } = this.file;
    const share = this.#rows > 0 ? this.#rowsRead / this.#rows : 1;
    return { bytes: Math.round(byteLength * Math.min(1, share)), totalBytes: byteLength };
  }

  read(from: number): AsyncIterable<Uint8Array> {
    this.#produced = 0;
    this.#rowsRead = 0;
    return withoutFirst(this.#text(), from);
  }

  async *#text(): AsyncGenerator<Uint8Array> {
    const encoder = new TextEncoder();
    const header = encoder.encode(`${this.columns.map(({ name }) => csvField(name)).join(',')}\n`);
    yield header;
    let start = 0;
    for (const { num_rows } of this.metadata.row_groups) {
      const rows = Number(num_rows);
      const cells = await this.#columnsOf(start, rows);
      for (let from = 0; from < rows; from += PIECE_ROWS) {
        const to = Math.min(rows, from + PIECE_ROWS);
        const piece = encoder.encode(linesOf(this.columns, cells, from, to));
        this.#produced += piece.length;
        this.#rowsRead = start + to;
        yield piece;
      }
      start += rows;
    }
  }

  async #columnsOf(start: number, rows: number): Promise<ArrayLike<unknown>[]> {
    if (rows > MOST_GROUP_ROWS) {
      throw new ContainerError(
        `${this.name} has a row group of ${count(rows)} rows, which is decoded as a whole; the most is ${count(MOST_GROUP_ROWS)}.`,
        'Write the table with smaller row groups, and open that file.',
      );
    }
    const cells: ArrayLike<unknown>[] = [];
    try {
      for (const { name, parsers } of this.columns) {
        const { file, metadata } = this;
        const options = { file, metadata, columns: [name], compressors: COMPRESSORS, parsers, useOffsetIndex: false };
        const scan = await parquetScan(options);
        const column = await scan.readColumn({ column: name, rowStart: start, rowEnd: start + rows });
        if (column.length !== rows) {
          throw new Error(`column ${name} has ${column.length} values in a row group of ${rows}`);
        }
        cells.push(column);
      }
    } catch (error) {
      throw damaged(error, this.name);
    }
    return cells;
  }
}

function linesOf(
  columns: readonly CellColumn[],
  cells: readonly ArrayLike<unknown>[],
  from: number,
  to: number,
): string {
  let text = '';
  for (let row = from; row < to; row++) {
    for (let at = 0; at < columns.length; at++) {
      const value = cells[at][row];
      if (at > 0) text += ',';
      if (value !== null && value !== undefined) text += columns[at].text(value);
    }
    text += '\n';
  }
  return text;
}

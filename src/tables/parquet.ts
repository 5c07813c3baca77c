import { ByteWriter, type ColumnSource, ParquetWriter, type SchemaElement } from 'hyparquet-writer';
import type { Checkpoint } from '../numeric';
import type { ColumnType, OutputColumn, OutputTable } from './table';

/** Rows that are encoded at a time: some tens of milliseconds, and a size at which readers are fast. */
const GROUP_ROWS = 50_000;
const MICROSECONDS = 1e6;

const TYPES: Readonly<Record<ColumnType, Omit<SchemaElement, 'name'>>> = {
  number: { type: 'DOUBLE' },
  shortNumber: { type: 'FLOAT' },
  count: { type: 'INT32' },
  bytes: { type: 'INT64' },
  text: { type: 'BYTE_ARRAY', converted_type: 'UTF8', logical_type: { type: 'STRING' } },
  boolean: { type: 'BOOLEAN' },
  time: {
    type: 'INT64',
    converted_type: 'TIMESTAMP_MICROS',
    logical_type: { type: 'TIMESTAMP', isAdjustedToUTC: true, unit: 'MICROS' },
  },
};

/**
 * A table as a Parquet file, in pieces of 50,000 rows; every column may have empty cells.
 * @param about what the rows are, kept in the file under `about`
 * @param checkpoint called after each piece; it may throw to cancel
 */
export async function* parquetPieces(
  { rows, columns }: OutputTable,
  about: string,
  checkpoint: Checkpoint,
): AsyncGenerator<Uint8Array> {
  const writer = new TakenWriter();
  const schema: SchemaElement[] = [
    { name: 'root', num_children: columns.length },
    ...columns.map(({ name, type }) => ({ name, repetition_type: 'OPTIONAL' as const, ...TYPES[type] })),
  ];
  const file = new ParquetWriter({
    writer,
    schema,
    createdBy: 'FaaSNet Trace Lab',
    kvMetadata: [{ key: 'about', value: about }],
  });
  for (let from = 0; from < rows; from += GROUP_ROWS) {
    const group = Math.min(GROUP_ROWS, rows - from);
    const columnData = columns.map((column) => source(column, from, group));
    await file.write({ columnData, rowGroupSize: group });
    yield writer.take();
    await checkpoint();
  }
  await file.finish();
  yield writer.take();
}

/** A writer whose bytes are taken away from time to time. */
class TakenWriter extends ByteWriter {
  take(): Uint8Array {
    const taken = this.getBytes().slice();
    this.index = 0;
    return taken;
  }
}

function source({ name, type, at }: OutputColumn, from: number, rows: number): ColumnSource {
  const data = Array.from({ length: rows }, (_, row) => value(at(from + row), type));
  return { name, data };
}

function value(cell: ReturnType<OutputColumn['at']>, type: ColumnType): unknown {
  if (typeof cell !== 'number') return cell;
  if (!Number.isFinite(cell)) return null;
  if (type === 'time') return BigInt(Math.round(cell * MICROSECONDS));
  return type === 'bytes' ? BigInt(Math.round(cell)) : cell;
}

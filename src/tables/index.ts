export { csvRows } from './csvRows';
export { parquetPieces } from './parquet';
export { runTable } from './runTable';
export { type OutputColumn, type OutputTable, TABLE_FORMATS, type TableFormat } from './table';
export { traceTable } from './traceTable';

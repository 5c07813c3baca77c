export { csvRows } from './csvRows';
export { aboutRun, runTable } from './runTable';
export { sweepTable } from './sweepTable';
export { type OutputColumn, type OutputTable, TABLE_FORMATS, type TableFormat } from './table';
export { traceTable } from './traceTable';

/** Loaded when asked for: its library is large. */
export const parquetWriter = () => import('./parquet');

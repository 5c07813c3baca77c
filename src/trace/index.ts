export { type ByteSource, bytesSource } from './byteSource';
export { sharedFloat64, sharedUint16, sharedUint32 } from './columns';
export { headerColumns, isTraceHeader, type TraceHeader } from './header';
export { detectUnitByMedian, unitsPerSecond } from './latencyUnit';
export { describeProblem } from './problems';
export { type ReadCheckpoint, type ReadOptions, type ReadProgress, readTrace } from './readTrace';
export type { RowBlock } from './scanKernel';
export * from './table';
export { TraceError, type TraceErrorCode } from './traceError';

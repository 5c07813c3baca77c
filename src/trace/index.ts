export { MOST_BLOCK_BYTES, stopBefore } from './blocks';
export { type ByteSource, bytesSource } from './byteSource';
export { recordSpans, splitRecord } from './csvText';
export { notText } from './encoding';
export { FILE_KIND_BYTES, type FileKind, fileKind } from './fileKind';
export {
  FOREIGN_FILES,
  type ForeignFile,
  foreignFile,
  foreignFileOf,
  functionText,
  type RequestProfile,
  RequestProfileError,
  requestProfile,
} from './foreign';
export {
  CONVERTED,
  DELIMITERS,
  type Delimiter,
  DURATION_UNITS,
  FORMATS,
  labelColumn,
  MEMORY_UNITS,
  makeSample,
  measureColumn,
  type Recognition,
  recognise,
  SAMPLE_BYTES,
  sniffTable,
  stageColumn,
  type TableMapping,
  type TableSample,
} from './formats';
export { headerColumns, isTraceHeader, type TraceHeader } from './header';
export { type Identity, identify } from './identify';
export { detectUnitOf, type PositiveLatencies, unitOfMedian, unitsPerSecond } from './latencyUnit';
export * from './mapping';
export {
  COLD_STARTS_ONLY,
  type DescribedTable,
  type LabelColumn,
  labelsOf,
  type MeasureColumn,
  measureAt,
  measuresOf,
  NO_EXTRAS,
} from './measures';
export type { NameBytes } from './nameBytes';
export { NameNumbering, type NameRegister, namesAsBytes } from './names';
export { parseDecimal } from './numbers';
export { describeProblem } from './problems';
export { type FoundBlock, type ScanThreads, type ThreadBlock, type ThreadJob, workOn } from './readInThreads';
export { type LinesRead, linesStandAlone, readLines } from './readLines';
export { type ReadCheckpoint, type ReadOptions, type ReadProgress, readTrace } from './readTrace';
export { lacksRuntimes, runtimesIn, withRuntimes } from './runtimes';
export { BlockScan, type ScanJob, type ScannedBlock } from './scanJob';
export {
  COLUMNS,
  type Column,
  type ColumnKind,
  countAt,
  idAt,
  NAME_KEYS,
  type NameIds,
  type NameKey,
  type OptionalColumns,
  type OptionalKey,
  sharedArray,
  type TraceColumns,
  type TraceNames,
  UNKNOWN_COUNT,
} from './schema';
export { MAX_NAME_LENGTH, type NameList, SharedNames } from './sharedNames';
export type { SourceVersion } from './sourceVersion';
export {
  ASSUMPTION_KEYS,
  type Assumption,
  type AssumptionKey,
  type DetectedUnit,
  type FormatName,
  type Label,
  type LatencyUnit,
  type LatencyUnitSetting,
  type LineAccount,
  MAX_LISTED_PROBLEMS,
  type Measure,
  RELEASED_TRACE,
  type RowProblem,
  type RowsOfFile,
  type Stage,
  TIME_UNITS,
  type TimeUnit,
  type TimeUnitSetting,
  type TraceFile,
  type TraceTable,
  type WarmRows,
} from './table';
export { parseTime } from './times';
export { TOO_LATE } from './timeUnit';
export { TraceError, type TraceErrorCode } from './traceError';

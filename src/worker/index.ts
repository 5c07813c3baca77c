export { keepCompiledCode } from './compileCache';
export {
  beginningOfText,
  ContainerError,
  distinctNames,
  type FormatChoice,
  fileInMemory,
  firstBytes,
  openFiles,
  type StoredFile,
  type StoredFiles,
  type TraceText,
  traceText,
} from './containers';
export { type FileSource, fileSource } from './fileSource';
export { countForeignRequests } from './foreignProfile';
export { HashedSource } from './hashedSource';
export { startThreadsFor } from './largeFiles';
export { LazyColumns } from './lazyColumns';
export { FileExistsError, type Pieces, removeUnfinishedFiles, WriteError, writeOutputFile } from './outputFile';
export { preview } from './preview';
export { FileError, readBeginning } from './regularFile';
export { withRuntimesBeside } from './runtimesBeside';
export { copyToSharedMemory } from './sharedPieces';
export { SimulationPool } from './simulationPool';
export { type FileThreads, ThreadPool } from './threadPool';
export { turnTaker } from './turns';

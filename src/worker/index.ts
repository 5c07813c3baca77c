export { type FileSource, fileSource } from './fileSource';
export { HashedSource } from './hashedSource';
export { LazyColumns } from './lazyColumns';
export { preview } from './preview';
export { FileError, readBeginning } from './regularFile';
export { SharedNames } from './sharedNames';
export { copyToSharedMemory } from './sharedPieces';
export { type FileThreads, ThreadPool } from './threadPool';

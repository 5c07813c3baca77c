export { FileError, type FileSource, fileSource } from './fileSource';
export { firstSight } from './firstSight';
export { HashedSource } from './hashedSource';
export { HeldColumns } from './heldColumns';
export { SharedNames } from './sharedNames';
export { shared } from './sharedPieces';
export { type FileThreads, ThreadPool } from './threadPool';

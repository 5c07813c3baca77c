export { FileError, type FileSource, fileSource } from './fileSource';
export { shared } from './sharedPieces';

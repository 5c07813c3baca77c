export { type FormatChoice, wholeLines } from './beginning';
export { ContainerError } from './containerError';
export { distinctNames } from './distinctNames';
export { fileInMemory, openFiles, type StoredFile, type StoredFiles } from './files';
export { firstBytes } from './ranges';
export { type RuntimeFile, runtimeFile, withRuntimesOf } from './runtimes';
export { beginningOfText } from './streamed';
export { type TraceText, traceText } from './traceText';

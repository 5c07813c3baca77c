export type { FormatChoice } from './beginning';
export { ContainerError } from './containerError';
export { openFiles, type StoredFile, type StoredFiles } from './files';
export { beginningOfText } from './streamed';
export { type TraceText, traceText } from './traceText';

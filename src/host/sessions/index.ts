export type { ReadTrace } from './readTrace';
export { linesInFirstFile, linesOfFile, pathsOf, uriOfFiles } from './severalFiles';
export type { TraceSession } from './traceSession';
export { type Lease, TraceSessions } from './traceSessions';
export { traceSource } from './traceSource';

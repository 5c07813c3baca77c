export type { ReadProgress, ReadTrace, TraceSession } from './traceSession';
export { type Lease, TraceSessions } from './traceSessions';
export { fileName, openDocument } from './traceSource';

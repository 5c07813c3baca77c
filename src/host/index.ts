export { registerCommands } from './commands';
export { Dashboards } from './dashboard';
export { ActiveTrace, EditorLeases, Problems, ReadingStatus, registerLineInsights, ShownLines } from './editor';
export { TraceSessions } from './sessions';
export { TraceFiles } from './traceFiles';

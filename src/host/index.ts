export { registerCommands } from './commands';
export { Dashboards } from './dashboard';
export { DocumentEdits } from './documents';
export { ActiveTrace, EditorLeases, Problems, ReadingStatus, registerLineInsights, ShownLines } from './editor';
export { createLog } from './log';
export { TraceSessions } from './sessions';
export { registerSweeps } from './sweeps';
export { TraceFiles } from './traceFiles';
export { registerViewLinks, SavedViews } from './views';

export { registerCommands } from './commands';
export { Dashboards } from './dashboard';
export {
  ActiveTrace,
  EditorLeases,
  Problems,
  ReadingStatus,
  ShownLines,
  TraceCodeLensProvider,
  TraceHoverProvider,
} from './editor';
export { TraceSessions } from './sessions';
export { TraceFiles } from './traceFiles';

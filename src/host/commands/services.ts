import type { Uri } from 'vscode';
import type { Dashboards } from '../dashboard';
import type { ShownLines } from '../editor';
import type { Log } from '../log';
import type { TraceSessions } from '../sessions';
import type { TraceFiles } from '../traceFiles';

/** What the commands work with. */
export interface Services {
  readonly extensionUri: Uri;
  readonly sessions: TraceSessions;
  readonly dashboards: Dashboards;
  readonly traceFiles: TraceFiles;
  readonly shownLines: ShownLines;
  readonly log: Log;
}

import * as vscode from 'vscode';
import { Log } from './log';

export { Log, type LogChannel } from './log';
export { Stopwatch } from './stopwatch';

/** The log as VS Code shows it, under *FaaSNet* in the Output panel. */
export function createLog(): Log {
  return new Log(() => vscode.window.createOutputChannel('FaaSNet', { log: true }));
}

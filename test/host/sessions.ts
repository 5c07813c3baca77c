import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { DocumentEdits } from '../../src/host/documents';
import { Log, type LogChannel } from '../../src/host/log';
import { TraceSessions } from '../../src/host/sessions';

/** Sessions separate from those of the extension. @param write called with each line of their log */
export function newSessions(write: (line: string) => void = () => {}): TraceSessions {
  const extension = vscode.extensions.getExtension('faasnet-trace-lab.faasnet-trace-lab');
  assert.ok(extension);
  const channel: LogChannel = { info: write, warn: write, error: write, show: () => {}, dispose: () => {} };
  const documentEdits = new DocumentEdits();
  const sessions = new TraceSessions({
    extensionUri: extension.extensionUri,
    log: new Log(() => channel),
    documentEdits,
  });
  const dispose = sessions.dispose.bind(sessions);
  sessions.dispose = () => {
    dispose();
    documentEdits.dispose();
  };
  return sessions;
}

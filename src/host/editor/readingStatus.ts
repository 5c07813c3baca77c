import * as vscode from 'vscode';
import { percent } from '../../text';
import type { TraceSession, TraceSessions } from '../sessions';

/** Shows in the status bar which trace is being read, and its progress. A click cancels the reading. */
export class ReadingStatus implements vscode.Disposable {
  readonly #item = vscode.window.createStatusBarItem('faasnet.reading', vscode.StatusBarAlignment.Left);
  readonly #subscriptions: vscode.Disposable;

  constructor(readonly sessions: TraceSessions) {
    this.#item.name = 'FaaSNet: reading a trace';
    this.#item.command = 'faasnet.cancelReading';
    this.#item.tooltip = 'Click to cancel';
    this.#subscriptions = vscode.Disposable.from(
      sessions.onDidChange(() => this.#update()),
      sessions.onDidClose(() => this.#update()),
    );
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#item.dispose();
  }

  #update(): void {
    const reading = this.sessions.all().filter((session) => session.progress);
    const [first] = reading;
    if (!first) {
      this.#item.hide();
      return;
    }
    const others = reading.length > 1 ? ` and ${reading.length - 1} more` : '';
    const names = `${first.name.replaceAll('$(', '$ (')}${others}`;
    this.#item.text = `$(sync~spin) Reading ${names}${progressText(first)}`;
    this.#item.accessibilityInformation = { label: `Reading ${names}${progressText(first)}; cancel` };
    this.#item.show();
  }
}

function progressText({ progress }: TraceSession): string {
  return progress && progress.totalBytes > 0 ? ` ${percent(progress.bytes / progress.totalBytes)}` : '';
}

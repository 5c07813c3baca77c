import * as vscode from 'vscode';
import { percent } from '../../text';
import type { TraceSession, TraceSessions } from '../sessions';

/** Says in the status bar what is being read and how far it has come; a click gives it up. */
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
    const what = `${first.name.replaceAll('$(', '$ (')}${others}`;
    this.#item.text = `$(sync~spin) Reading ${what}${far(first)}`;
    this.#item.accessibilityInformation = { label: `Reading ${what}${far(first)}; cancel` };
    this.#item.show();
  }
}

function far({ progress }: TraceSession): string {
  return progress && progress.totalBytes > 0 ? ` ${percent(progress.bytes / progress.totalBytes)}` : '';
}

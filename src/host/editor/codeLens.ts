import * as vscode from 'vscode';
import type { Headline } from '../../live';
import { count, counted, duration, percent } from '../../text';
import { traceLine } from '../documents';
import type { TraceSession, TraceSessions } from '../sessions';

/** Above the header line: what the trace holds, and links to the dashboard and the simulation. */
export class TraceCodeLensProvider implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  /**
   * VS Code is asked to refresh only when this text changes: reading reports progress more often than in whole
   * percents.
   */
  #shown = '';

  constructor(readonly sessions: TraceSessions) {
    this.#subscription = sessions.onDidChange((session) => {
      const shown = `${session.uri} ${summary(session)}`;
      if (shown === this.#shown) return;
      this.#shown = shown;
      this.#changed.fire();
    });
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const header = traceLine(document);
    const session = this.sessions.find(document.uri);
    if (header === null || !session) return [];
    const range = document.lineAt(header).range;
    const open = { title: 'Open dashboard', command: 'faasnet.openDashboard', arguments: [document.uri] };
    const simulate = { title: 'Simulate', command: 'faasnet.simulateProvisioning', arguments: [document.uri] };
    const commands = [{ title: summary(session), command: '' }, open, ...(session.trace ? [simulate] : [])];
    return commands.map((command) => new vscode.CodeLens(range, command));
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }
}

function summary({ status, live, trace, progress }: TraceSession): string {
  // VS Code draws $(name) as an icon; the message may quote the file.
  if (status.state === 'failed') return `This trace can't be read: ${status.message.replaceAll('$(', '$ (')}`;
  if (trace) return headline(live?.headline ?? trace.overview);
  if (status.state === 'cancelled') return 'Reading was cancelled';
  return progress && progress.totalBytes > 0 ? `Reading, ${percent(progress.bytes / progress.totalBytes)}` : 'Reading';
}

/** "1,004,213 cold starts · 5,112 functions · p99 34.2 s (ms detected)". */
function headline({ account, functions, latency, coldStartRate }: Headline): string {
  const rate = coldStartRate === null ? '' : ` (${percent(coldStartRate, 1)} of invocations)`;
  const parts = [
    `${counted(account.rows, 'cold start')}${rate}`,
    counted(functions, 'function'),
    latency ? `p99 ${duration(latency.p99)}${unitNote(latency)}` : '',
    account.badRows > 0 ? `${count(account.badRows)} unreadable` : '',
  ];
  return parts.filter((part) => part !== '').join(' · ');
}

/** Nothing if the format defines the unit. */
function unitNote({ unit, setting, isGiven }: NonNullable<Headline['latency']>): string {
  if (isGiven) return '';
  return ` (${unit === 'milliseconds' ? 'ms' : 's'} ${setting === 'auto' ? 'detected' : 'set'})`;
}

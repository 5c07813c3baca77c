import * as vscode from 'vscode';
import { onLatencyUnitChange } from '../settings';
import { TraceSession } from './traceSession';
import { watchTrace } from './traceWatcher';

/** A hold on a session: while there is one, the session lives. */
export interface Lease extends vscode.Disposable {
  readonly session: TraceSession;
}

/** How long a session outlives its last lease, so that closing one view of a trace and opening another reads nothing again. */
const LINGER_MS = 5000;
/** The same where another trace is opened meanwhile, which needs the memory. */
const CROWDED_LINGER_MS = 1000;

interface Entry {
  readonly session: TraceSession;
  readonly subscriptions: vscode.Disposable;
  leases: number;
  linger: NodeJS.Timeout | undefined;
}

/** The session of each trace, shared by editors, hovers and dashboards. */
export class TraceSessions implements vscode.Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<TraceSession>();
  readonly #closed = new vscode.EventEmitter<TraceSession>();
  /** A session's status, progress or trace changed. */
  readonly onDidChange = this.#changed.event;
  readonly onDidClose = this.#closed.event;
  readonly #settings = onLatencyUnitChange((affects) => {
    for (const { session } of this.#entries.values()) {
      // A failure shows as the session's status.
      if (session.uri && affects(session.uri)) session.applyUnit().catch(() => {});
    }
  });

  readonly #workerScript: string;

  constructor(extensionUri: vscode.Uri) {
    this.#workerScript = vscode.Uri.joinPath(extensionUri, 'dist', 'worker.js').fsPath;
  }

  /** Holds the session of a trace, or that of bursts (null), making it and starting to read where there is none yet. */
  acquire(uri: vscode.Uri | null): Lease {
    const key = uri?.toString() ?? '';
    const entry = this.#entries.get(key) ?? this.#open(key, uri);
    clearTimeout(entry.linger);
    entry.leases++;
    let held = true;
    return {
      session: entry.session,
      dispose: () => {
        if (!held) return;
        held = false;
        if (--entry.leases === 0) this.#linger(key, entry, LINGER_MS);
      },
    };
  }

  find(uri: vscode.Uri): TraceSession | undefined {
    return this.#entries.get(uri.toString())?.session;
  }

  all(): readonly TraceSession[] {
    return [...this.#entries.values()].map((entry) => entry.session);
  }

  dispose(): void {
    this.#settings.dispose();
    for (const [key, entry] of this.#entries) this.#close(key, entry);
    this.#changed.dispose();
    this.#closed.dispose();
  }

  #linger(key: string, entry: Entry, milliseconds: number): void {
    clearTimeout(entry.linger);
    entry.linger = setTimeout(() => this.#close(key, entry), milliseconds);
  }

  #open(key: string, uri: vscode.Uri | null): Entry {
    for (const [other, entry] of this.#entries) {
      if (entry.leases === 0) this.#linger(other, entry, CROWDED_LINGER_MS);
    }
    const session = new TraceSession(uri, this.#workerScript);
    const changes = session.onDidChange(() => this.#changed.fire(session));
    const watch = uri ? watchTrace(uri, session) : { dispose: () => {} };
    const entry: Entry = {
      session,
      subscriptions: vscode.Disposable.from(changes, watch),
      leases: 0,
      linger: undefined,
    };
    this.#entries.set(key, entry);
    void session.read();
    return entry;
  }

  #close(key: string, entry: Entry): void {
    clearTimeout(entry.linger);
    this.#entries.delete(key);
    entry.subscriptions.dispose();
    entry.session.dispose();
    this.#closed.fire(entry.session);
  }
}

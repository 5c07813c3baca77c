import * as vscode from 'vscode';
import type { DocumentEdits } from '../documents';
import type { Log } from '../log';
import { onReadingChange } from '../settings';
import { TraceSession } from './traceSession';
import { watchTrace } from './traceWatcher';

/** Keeps a session alive until it is disposed. */
export interface Lease extends vscode.Disposable {
  readonly session: TraceSession;
}

/**
 * How long a session outlives its last lease, so that a trace whose view is closed and opened again need not be read
 * again.
 */
const LINGER_MS = 5000;
/** The same once another trace is opened, which needs the memory. */
const CROWDED_LINGER_MS = 1000;

interface Entry {
  readonly session: TraceSession;
  readonly subscriptions: vscode.Disposable;
  leases: number;
  linger: NodeJS.Timeout | undefined;
}

/** What sessions need of the extension. */
export interface SessionServices {
  readonly extensionUri: vscode.Uri;
  readonly log: Log;
  readonly documentEdits: DocumentEdits;
}

/** The session of each trace, shared by editors, hovers and dashboards. */
export class TraceSessions implements vscode.Disposable {
  readonly #entries = new Map<string, Entry>();
  readonly #changed = new vscode.EventEmitter<TraceSession>();
  readonly #closed = new vscode.EventEmitter<TraceSession>();
  /** A session's status, progress or trace changed. */
  readonly onDidChange = this.#changed.event;
  readonly onDidClose = this.#closed.event;
  readonly #settings = vscode.Disposable.from(
    onReadingChange('latencyUnit', (affects) => {
      for (const { session } of this.#entries.values()) {
        // The session's status shows the failure.
        if (session.uri && affects(session.uri)) session.applyUnit().catch(() => {});
      }
    }),
    // The table holds seconds, so the trace is read again when the unit of its times changes.
    onReadingChange('timeUnit', (affects) => this.#readAgain(affects)),
    onReadingChange('formats', (affects) => this.#readAgain(affects)),
  );

  readonly #workerScript: string;

  constructor(readonly services: SessionServices) {
    this.#workerScript = vscode.Uri.joinPath(services.extensionUri, 'dist', 'worker.js').fsPath;
  }

  #readAgain(affects: (uri: vscode.Uri) => boolean): void {
    for (const { session } of this.#entries.values()) if (session.uri && affects(session.uri)) void session.read();
  }

  /**
   * Holds the session of a trace, or the one without a trace (null). Creates it, and starts reading, if it does not
   * exist yet.
   */
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
    const session = new TraceSession(uri, this.#workerScript, this.services.log);
    const changes = session.onDidChange(() => this.#changed.fire(session));
    const watch = uri ? watchTrace(uri, session, this.services.documentEdits) : { dispose: () => {} };
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

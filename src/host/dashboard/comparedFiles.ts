import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import type { ComparedFile } from '../../protocol/dashboard';
import { RequestError } from '../../protocol/rpc';
import { fileName } from '../documents';
import { fileItem, OTHER_FILE } from '../fileItem';
import type { Lease, TraceSession, TraceSessions } from '../sessions';
import { askForTraceFile } from '../traceDialog';
import type { TraceFiles } from '../traceFiles';

/** Files whose tables are kept for one dashboard: one for each side. */
const MOST_KEPT = 2;

/**
 * The other traces that a dashboard compares, and their sessions. The page names them by keys: it is not trusted to
 * name files, and can ask only for those that the user chose here or has open.
 */
export class ComparedFiles implements vscode.Disposable {
  readonly #chosen = new Map<string, vscode.Uri>();
  /** The last used last. */
  readonly #leases = new Map<string, Lease>();
  #isDisposed = false;

  constructor(
    readonly sessions: TraceSessions,
    readonly traceFiles: Pick<TraceFiles, 'all'>,
    /** The trace of the dashboard, which is not offered. */
    readonly own: vscode.Uri | null,
  ) {}

  /** Asks which trace to compare with, and starts to read it. null if the user dismisses the question. */
  async choose(): Promise<ComparedFile | null> {
    const uri = await this.#pick();
    if (!uri || this.#isDisposed) return null;
    const key = keyOf(uri);
    this.#chosen.set(key, uri);
    this.#lease(key, uri);
    return { key, name: fileName(uri) };
  }

  /** The session of a file, once it has read it. Rejects with a `RequestError`. */
  async read(key: string, signal: AbortSignal): Promise<TraceSession> {
    const uri = this.#chosen.get(key) ?? this.#open().find((one) => keyOf(one) === key);
    if (!uri) throw new RequestError('This file is not open any more.', 'Choose it again.');
    const { session } = this.#lease(key, uri);
    await session.untilFullyRead();
    signal.throwIfAborted();
    const { status } = session;
    if (session.trace) return session;
    if (status.state === 'failed') throw new RequestError(`${session.name}: ${status.message}`, status.advice);
    throw new RequestError(`${session.name} has not been read.`, 'Try again.');
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const lease of this.#leases.values()) lease.dispose();
    this.#leases.clear();
  }

  async #pick(): Promise<vscode.Uri | undefined> {
    const others = [...this.#open(), ...this.traceFiles.all].filter((uri) => uri.toString() !== this.own?.toString());
    const known = new Map(others.map((uri) => [uri.toString(), uri]));
    if (known.size === 0) return askForTraceFile();
    const items = [...[...known.values()].map(fileItem), OTHER_FILE];
    const picked = await vscode.window.showQuickPick(items, { title: 'Compare with which cold-start trace?' });
    return picked && (picked.uri ?? askForTraceFile());
  }

  #open(): readonly vscode.Uri[] {
    return this.sessions.all().flatMap(({ uri }) => uri ?? []);
  }

  #lease(key: string, uri: vscode.Uri): Lease {
    const lease = this.#leases.get(key) ?? this.sessions.acquire(uri);
    this.#leases.delete(key);
    this.#leases.set(key, lease);
    for (const [oldest, old] of this.#leases) {
      if (this.#leases.size <= MOST_KEPT) break;
      this.#leases.delete(oldest);
      old.dispose();
    }
    return lease;
  }
}

/** Says nothing about where the file is. */
function keyOf(uri: vscode.Uri): string {
  return createHash('sha256').update(uri.toString()).digest('hex').slice(0, 32);
}

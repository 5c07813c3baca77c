import * as vscode from 'vscode';
import type { AxisEntry, RunRequest } from '../../protocol/queries';
import type { TraceSession } from '../sessions';
import { saveText } from './saveText';

export const RUN_FILE_ENDING = '.ftsim.json';
export const SWEEP_ENDING = '.ftsweep.json';

/**
 * Asks where to save the run file of runs that differ only in the system, and writes it. Resolves with the file, or
 * null if the user dismisses the question. Rejects with a RequestError if the runs cannot be saved.
 */
export async function saveRunFile(session: TraceSession, requests: readonly RunRequest[]): Promise<vscode.Uri | null> {
  const { text, about } = await session.request('runFileText', { requests, name: session.name });
  return saveText(session.uri, nameFrom(about, RUN_FILE_ENDING), text);
}

/** The same for a sweep, which it opens in the editor, where it can be run. */
export async function saveSweep(
  session: TraceSession,
  sweep: { readonly requests: readonly RunRequest[]; readonly axes: readonly AxisEntry[] },
): Promise<vscode.Uri | null> {
  const { text, about } = await session.request('sweepText', { ...sweep, name: session.name });
  const file = await saveText(session.uri, nameFrom(about, SWEEP_ENDING), text);
  if (file) await vscode.window.showTextDocument(file, { viewColumn: vscode.ViewColumn.Beside, preview: false });
  return file;
}

const nameFrom = (about: string, ending: string) => `${about.replace(/\.csv$/i, '')}${ending}`;

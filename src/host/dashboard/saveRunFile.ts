import type * as vscode from 'vscode';
import type { RunRequest } from '../../protocol/queries';
import type { TraceSession } from '../sessions';
import { saveText } from './saveText';

export const RUN_FILE_ENDING = '.ftsim.json';

/**
 * Asks where to save the run file of runs that differ only in the system, and writes it. Resolves with the file, or
 * null if the user dismisses the question. Rejects with a RequestError if the runs cannot be saved.
 */
export async function saveRunFile(session: TraceSession, requests: readonly RunRequest[]): Promise<vscode.Uri | null> {
  const { text, about } = await session.request('runFileText', { requests, name: session.name });
  return saveText(session.uri, `${about.replace(/\.csv$/i, '')}${RUN_FILE_ENDING}`, text);
}

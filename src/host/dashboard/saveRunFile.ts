import type { RunRequest } from '../../protocol/queries';
import { runFileOf, runFileText } from '../../simulation';
import type { TraceSession } from '../sessions';
import { saveText } from './saveText';

export const RUN_FILE_ENDING = '.ftsim.json';

/**
 * Asks where to save what these runs are made from, and writes it. The runs differ in nothing but the system. Answers the file's name,
 * or null where the user thought better of it. Rejects with a RunFileError for what cannot be saved.
 */
export async function saveRunFile(session: TraceSession, requests: readonly RunRequest[]): Promise<string | null> {
  const { name, trace } = session;
  const file = runFileOf(
    requests,
    trace && { name, sha256: trace.sha256, nameOf: (functionId) => trace.functionNames.at(functionId) },
  );
  const about = file.workload.kind === 'profile' ? file.workload.name : file.trace ? name : 'burst';
  return saveText(session.uri, `${about.replace(/\.csv$/i, '')}${RUN_FILE_ENDING}`, runFileText(file));
}

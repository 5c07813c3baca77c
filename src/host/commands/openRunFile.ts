import * as vscode from 'vscode';
import { errorText } from '../../errors';
import type { RunFile, RunFileTrace, RunSummary } from '../../protocol/queries';
import { MAX_RUN_FILE_LENGTH } from '../../simulation';
import { shortName } from '../../text';
import { RUN_FILE_ENDING } from '../dashboard';
import { fileName } from '../documents';
import { readSmallFile } from '../files';
import type { TraceSession } from '../sessions';
import { CommandError } from './commandError';
import type { Services } from './services';
import { startAndShow } from './simulate';
import { chooseTrace, type PlaceArgument, readTraceOf } from './target';

export interface RunFileArgument extends PlaceArgument {
  /** The trace to replay, instead of the one in the run file's folder. */
  readonly trace?: vscode.Uri | string;
}

/** Simulates the runs of a run file and shows them. Resolves with the runs once they have ended. */
export async function openRunFile(
  services: Services,
  argument: Partial<RunFileArgument>,
): Promise<readonly RunSummary[] | undefined> {
  const file = await chooseRunFile(argument);
  if (!file) return undefined;
  const run = await readRunFile(services, file);
  const uri = run.trace && (await traceOf(services, file, run.trace, argument));
  if (run.trace && !uri) return undefined;
  const { session, dispose } = services.sessions.acquire(uri);
  try {
    const functionId = run.trace ? await functionOf(session, run, run.trace) : null;
    return await startAndShow(services, session, await session.request('runFileRequests', { file: run, functionId }));
  } finally {
    dispose();
  }
}

async function chooseRunFile({ uri }: Partial<RunFileArgument>): Promise<vscode.Uri | undefined> {
  if (uri) return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active?.path.endsWith(RUN_FILE_ENDING)) return active;
  const filters = { 'Run files': ['json'] };
  return (await vscode.window.showOpenDialog({ title: 'Open Run File', filters }))?.[0];
}

async function readRunFile({ sessions }: Services, file: vscode.Uri): Promise<RunFile> {
  const name = fileName(file);
  const bytes = await readSmallFile(file, MAX_RUN_FILE_LENGTH).catch((error) => {
    const { message, advice, code } = errorText(error);
    throw new CommandError(code, `${name}: ${message}`, advice);
  });
  if (!bytes) throw new CommandError('badFile', `${name} is too long for a run file.`, 'Choose a run file.');
  const { session, dispose } = sessions.acquire(null);
  try {
    return await session.request('parseRunFile', { text: new TextDecoder().decode(bytes), name });
  } finally {
    dispose();
  }
}

/** The given trace, else the one in the run file's folder, else one that the user chooses; null if they choose none. */
async function traceOf(
  services: Services,
  file: vscode.Uri,
  { name }: RunFileTrace,
  { trace }: Partial<RunFileArgument>,
): Promise<vscode.Uri | null> {
  if (trace) return typeof trace === 'string' ? vscode.Uri.parse(trace, true) : trace;
  const inFolder = vscode.Uri.joinPath(file, '..', name);
  const exists = await vscode.workspace.fs.stat(inFolder).then(
    () => true,
    () => false,
  );
  return exists ? inFolder : ((await chooseTrace(services, {})) ?? null);
}

/**
 * The number of the run file's function in the trace, null for all functions. Warns if it was saved with another trace.
 */
async function functionOf(session: TraceSession, { workload }: RunFile, saved: RunFileTrace): Promise<number | null> {
  const { functionNames, overview } = await readTraceOf(session);
  const { sha256 } = await session.request('traceHash', {});
  if (sha256 !== saved.sha256) {
    const { name } = overview.source;
    const message = `${name} is not the trace that the run file was saved with (${saved.name}): the results will differ.`;
    void vscode.window.showWarningMessage(message);
  }
  if (workload.kind !== 'trace' || workload.functionName === null) return null;
  const functionId = functionNames.indexOf(workload.functionName);
  if (functionId < 0) {
    const message = `No function of the trace is named "${shortName(workload.functionName)}".`;
    throw new CommandError('noFunction', message, 'Choose the trace that the run file was saved with.');
  }
  return functionId;
}

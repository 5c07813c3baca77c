import { setImmediate } from 'node:timers/promises';
import * as vscode from 'vscode';
import type { RunSummary } from '../../protocol/queries';
import {
  MAX_RUN_FILE_LENGTH,
  parseRunFile,
  type RunFile,
  RunFileError,
  type RunFileTrace,
  requestsOf,
} from '../../simulation';
import type { NameList } from '../../statistics';
import { RUN_FILE_ENDING } from '../dashboard';
import { readSmallFile } from '../files';
import type { ReadTrace } from '../sessions';
import type { Services } from './services';
import { startAndShow } from './simulate';
import { chooseTrace, type PlaceArgument, readTraceOf } from './target';

export interface RunFileArgument extends PlaceArgument {
  /** The trace to replay, in place of the one beside the run file. */
  readonly trace?: vscode.Uri | string;
}

/** Simulates what a run file says, and shows it. Resolves with the runs once they have ended. */
export async function openRunFile(
  services: Services,
  argument: Partial<RunFileArgument>,
): Promise<readonly RunSummary[] | undefined> {
  const file = await chooseRunFile(argument);
  if (!file) return undefined;
  const run = parseRunFile(await readText(file));
  const uri = run.trace && (await traceOf(services, file, run.trace, argument));
  if (run.trace && !uri) return undefined;
  const lease = services.sessions.acquire(uri);
  try {
    const functionId = run.trace ? await functionOf(await readTraceOf(lease.session), run, run.trace) : null;
    return await startAndShow(services, lease.session, requestsOf(run, functionId));
  } finally {
    lease.dispose();
  }
}

async function chooseRunFile({ uri }: Partial<RunFileArgument>): Promise<vscode.Uri | undefined> {
  if (uri) return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri;
  const active = vscode.window.activeTextEditor?.document.uri;
  if (active?.path.endsWith(RUN_FILE_ENDING)) return active;
  const filters = { 'Run files': ['json'] };
  return (await vscode.window.showOpenDialog({ title: 'Open Run File', filters }))?.[0];
}

async function readText(file: vscode.Uri): Promise<string> {
  const bytes = await readSmallFile(file, MAX_RUN_FILE_LENGTH);
  if (!bytes) throw new RunFileError('The file is too long for a run file.');
  return new TextDecoder().decode(bytes);
}

/** The trace given, else the one beside the run file, else one that the user chooses; null where they choose none. */
async function traceOf(
  services: Services,
  file: vscode.Uri,
  { name }: RunFileTrace,
  { trace }: Partial<RunFileArgument>,
): Promise<vscode.Uri | null> {
  if (trace) return typeof trace === 'string' ? vscode.Uri.parse(trace, true) : trace;
  const beside = vscode.Uri.joinPath(file, '..', name);
  const isThere = await vscode.workspace.fs.stat(beside).then(
    () => true,
    () => false,
  );
  return isThere ? beside : ((await chooseTrace(services, {})) ?? null);
}

/** The number of the run file's function in the trace, null for all of them; warns where the trace is not the one it was saved with. */
async function functionOf(
  { functionNames, sha256, overview }: ReadTrace,
  { workload }: RunFile,
  saved: RunFileTrace,
): Promise<number | null> {
  if (sha256 !== saved.sha256) {
    const { name } = overview.source;
    const message = `${name} is not the trace that the run file was saved with (${saved.name}): the results will differ.`;
    void vscode.window.showWarningMessage(message);
  }
  if (workload.kind !== 'trace' || workload.functionName === null) return null;
  const functionId = await indexOf(functionNames, workload.functionName);
  if (functionId < 0) throw new Error(`No function of the trace is named "${workload.functionName}".`);
  return functionId;
}

/** Names looked at before others get their turn: a few milliseconds. */
const SLICE = 1 << 14;

async function indexOf(names: NameList, name: string): Promise<number> {
  for (let id = 0; id < names.length; id++) {
    if (names.at(id) === name) return id;
    if (id % SLICE === SLICE - 1) await setImmediate();
  }
  return -1;
}

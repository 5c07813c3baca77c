import * as vscode from 'vscode';
import { rowAtLine } from '../../statistics';
import { activeTabFile } from '../activeTabFile';
import { isTrace } from '../documents';
import { type FileItem, fileItem, OTHER_FILE } from '../fileItem';
import type { ReadTrace, TraceSession } from '../sessions';
import { askForTraceFile } from '../traceDialog';
import { CommandError } from './commandError';
import { nearMissItem } from './nearMiss';
import type { Services } from './services';

/** Given to a command by a menu (the file), a link in a hover (file and line), or code (these and further options). */
export interface PlaceArgument {
  readonly uri?: vscode.Uri | string;
  /** From 1. */
  readonly line?: number;
}

/** Given by a menu of the explorer, too. */
export interface SelectionArgument extends PlaceArgument {
  /** All that is selected, if the command is chosen for several. */
  readonly selection?: readonly vscode.Uri[];
}

/** The options of a call from a menu, a link or code. */
export function argumentOf<T extends PlaceArgument>(argument: unknown): Partial<T> {
  if (argument instanceof vscode.Uri) return { uri: argument } as Partial<T>;
  return typeof argument === 'object' && argument !== null ? (argument as Partial<T>) : {};
}

/**
 * The trace that a command works on: the one it was given, else that of the active dashboard or text editor, else one
 * that the user chooses. undefined if the user dismisses the question.
 */
export async function chooseTrace(services: Services, { uri }: PlaceArgument): Promise<vscode.Uri | undefined> {
  if (uri) return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri;
  return activeTrace(services) ?? (await activeFile(services)) ?? pickTrace(services);
}

/** The trace that the active dashboard or text editor shows. */
export function activeTrace({ dashboards, traceFiles }: Services): vscode.Uri | undefined {
  const dashboard = dashboards.active;
  if (dashboard) return dashboard.uri ?? undefined;
  const document = vscode.window.activeTextEditor?.document;
  if (document && isTrace(document)) return document.uri;
  const uri = activeTabFile();
  return traceFiles.all.find((trace) => trace.toString() === uri?.toString());
}

/** The file of the active tab if it is a trace: VS Code may not have opened it yet, nor this extension looked at it. */
async function activeFile({ traceFiles }: Services): Promise<vscode.Uri | undefined> {
  const uri = activeTabFile();
  return uri && (await traceFiles.has(uri)) ? uri : undefined;
}

async function pickTrace(services: Services): Promise<vscode.Uri | undefined> {
  const picked = await vscode.window.showQuickPick(traceItems(services), { title: 'Which cold-start trace?' });
  if (!picked) return undefined;
  return picked.uri ?? askForTraceFile();
}

async function traceItems({ sessions, traceFiles }: Services): Promise<FileItem[]> {
  const nearMiss = await nearMissItem();
  const open = sessions.all().flatMap(({ uri }) => uri ?? []);
  const known = new Map([...open, ...(await traceFiles.scanned())].map((uri) => [uri.toString(), uri]));
  if (nearMiss?.uri) known.delete(nearMiss.uri.toString());
  return [...(nearMiss ? [nearMiss] : []), ...[...known.values()].map(fileItem), OTHER_FILE];
}

/** The trace once it has been read. Throws the reason if it can't be. */
export async function readTraceOf(session: TraceSession): Promise<ReadTrace> {
  await session.untilFullyRead();
  const { trace, status } = session;
  if (trace) return trace;
  if (status.state === 'failed') {
    throw new CommandError('noTrace', status.message, status.advice, status.foreign?.id);
  }
  throw new CommandError('noTrace', 'The trace has not been read.', 'Read it again with Reload Trace.');
}

/** The function whose cold start is on a line, from 1. Throws if there is none. */
export function functionAt({ table }: ReadTrace, line: number): { readonly functionId: number; readonly name: string } {
  const row = rowAtLine(table, line);
  if (row < 0) {
    throw new CommandError(
      'noColdStart',
      `There is no cold start on line ${line}.`,
      'Choose the line of a cold start.',
    );
  }
  const functionId = table.functionId[row];
  return { functionId, name: table.functionNames.at(functionId) ?? '' };
}

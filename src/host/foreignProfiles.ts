import * as vscode from 'vscode';
import type { NamedProfile } from '../protocol/queries';
import type { ForeignProfile } from '../protocol/worker';
import { LIMITS } from '../simulation';
import { count, counted } from '../text';
import { functionText } from '../trace';
import { fileName } from './documents';
import { readNamedProfile } from './profiles';
import { type TraceSession, traceSource } from './sessions';

/** undefined for a choice that the user has not made; null for all functions. */
type FunctionChoice = string | null | undefined;

/**
 * The profile in a file: its text, or the requests that a file of another kind counts. Asks for a function of those
 * unless one is given. undefined if the user dismisses the question or cancels. Rejects with a `FileError`, or a
 * `RequestError` that says why there is no profile in it.
 * @param only the name of a function, or the last part of it
 */
export async function profileIn(
  session: TraceSession,
  uri: vscode.Uri,
  only: FunctionChoice,
): Promise<NamedProfile | undefined> {
  const requests = await countRequests(session, uri, only ?? null);
  if (requests === undefined) return undefined;
  if (requests === null) return readNamedProfile(uri);
  const chosen = only === undefined ? await chooseFunction(requests) : null;
  if (chosen === undefined) return undefined;
  if (chosen === null) return requests.profile;
  return (await countRequests(session, uri, chosen))?.profile;
}

/** null for a file that counts no requests; undefined if the user cancels. */
async function countRequests(
  session: TraceSession,
  uri: vscode.Uri,
  only: string | null,
): Promise<ForeignProfile | null | undefined> {
  const name = fileName(uri);
  const abort = new AbortController();
  const progress = { location: vscode.ProgressLocation.Notification, cancellable: true, title: `Reading ${name}` };
  return vscode.window.withProgress(progress, async (_, token) => {
    const cancellation = token.onCancellationRequested(() => abort.abort());
    try {
      const { bytes } = await traceSource(uri, abort.signal);
      return await session.request('foreignProfile', { bytes, name, function: only }, abort.signal);
    } catch (error) {
      if (abort.signal.aborted) return undefined;
      throw error;
    } finally {
      cancellation.dispose();
    }
  });
}

interface FunctionItem extends vscode.QuickPickItem {
  readonly name: string | null;
}

/** null for all functions; undefined if the user dismisses the question. */
async function chooseFunction({ title, notes, ...file }: ForeignProfile): Promise<string | null | undefined> {
  if (file.functions.length < 2) return null;
  const tooMany = file.requests > LIMITS.profileRequests.max ? `more than ${count(LIMITS.profileRequests.max)}: ` : '';
  const all: FunctionItem = {
    label: `All ${counted(file.functionCount, 'function')}`,
    description: counted(file.requests, 'request'),
    detail: `${tooMany}${notes.join('; ')}`,
    name: null,
  };
  const functions = file.functions.map(({ name, requests }) => ({
    // A list draws icons where it reads `$(name)`.
    label: functionText(name).replaceAll('$(', '$ ('),
    description: counted(requests, 'request'),
    name,
  }));
  const more = file.functionCount > functions.length ? `The ${count(functions.length)} busiest functions` : 'Functions';
  const separator = { label: more, kind: vscode.QuickPickItemKind.Separator, name: null };
  const picked = await vscode.window.showQuickPick<FunctionItem>([all, separator, ...functions], {
    title: 'Simulate a Request-Rate Profile',
    placeHolder: `${title}: whose requests?`,
    matchOnDescription: true,
  });
  return picked?.name;
}

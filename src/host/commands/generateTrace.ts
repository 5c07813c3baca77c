import * as vscode from 'vscode';
import { SEED_LIMIT } from '../../numeric';
import { SYNTHETIC_ROWS } from '../../synthetic';
import { count } from '../../text';
import { suggestion } from '../dashboard';
import { writeFile } from '../outputFile';
import type { TraceSession } from '../sessions';
import { askNumber } from './questions';
import type { Services } from './services';
import type { PlaceArgument } from './target';

/** With all three, nothing is asked. */
export interface GenerateArgument extends PlaceArgument {
  readonly rows?: number;
  readonly seed?: number;
  /** The file to write. */
  readonly uri?: vscode.Uri | string;
}

const TITLE = 'Generate a Synthetic Trace';

/** Makes a synthetic trace, saves it and shows its dashboard. Resolves with the file. */
export async function generateTrace(
  services: Services,
  argument: Partial<GenerateArgument>,
): Promise<vscode.Uri | undefined> {
  const rows =
    argument.rows ??
    (await askNumber({
      title: TITLE,
      prompt: 'How many cold starts?',
      value: SYNTHETIC_ROWS.defaultValue,
      limit: SYNTHETIC_ROWS,
    }));
  if (rows === undefined) return undefined;
  const prompt = 'Seed: the same seed gives the same trace';
  const seed =
    argument.seed ?? (await askNumber({ title: TITLE, prompt, value: SEED_LIMIT.defaultValue, limit: SEED_LIMIT }));
  if (seed === undefined) return undefined;
  const target = await targetOf(argument, rows, seed);
  if (!target) return undefined;
  const lease = services.sessions.acquire(null);
  try {
    if (!(await write(lease.session, rows, seed, target))) return undefined;
  } finally {
    lease.dispose();
  }
  await services.dashboards.show(target);
  return target;
}

async function targetOf(
  { uri }: Partial<GenerateArgument>,
  rows: number,
  seed: number,
): Promise<vscode.Uri | undefined> {
  if (uri) return typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri;
  return vscode.window.showSaveDialog({
    title: TITLE,
    defaultUri: suggestion(null, `synthetic-${rows}-seed-${seed}.csv`),
    filters: { 'Cold-start traces': ['csv'] },
  });
}

/** Resolves with false if the user cancels. */
function write(session: TraceSession, rows: number, seed: number, target: vscode.Uri): Thenable<boolean> {
  const options = { location: vscode.ProgressLocation.Notification, title: TITLE, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const abort = new AbortController();
    const cancellation = token.onCancellationRequested(() => abort.abort());
    let share = 0;
    const stop = session.onGenerateProgress((made) => {
      progress.report({ message: `${count(made)} cold starts`, increment: (100 * made) / rows - share });
      share = (100 * made) / rows;
    });
    try {
      const path = target.scheme === 'file' ? target.fsPath : null;
      const { pieces } = await session.request('generate', { rows, seed, path }, abort.signal);
      if (path === null) await writeFile(target, pieces);
      return true;
    } catch (error) {
      if (abort.signal.aborted) return false;
      throw error;
    } finally {
      stop();
      cancellation.dispose();
    }
  });
}

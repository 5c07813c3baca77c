import * as vscode from 'vscode';
import type { RunSummary, WorkloadRequest } from '../../protocol/queries';
import type { TableFormat } from '../../tables';
import { suggestion } from '../dashboard';
import { writeFile } from '../outputFile';
import { tellSaved } from '../savedFiles';
import type { Lease, TraceSession } from '../sessions';
import { CommandError } from './commandError';
import type { Services } from './services';
import { activeTrace, type PlaceArgument } from './target';

type Format = TableFormat | 'json';

export interface ExportArgument extends PlaceArgument {
  readonly runId?: number;
  readonly format?: Format;
  /** The file to write. With it, nothing is asked if `runId` is given or there is only one run. */
  readonly target?: vscode.Uri | string;
}

const PAGE_ROWS = 20_000;

/** Writes a run's cold starts or requests as CSV or Parquet, or its numbers as JSON. Resolves with the file. */
export async function exportResults(
  services: Services,
  argument: Partial<ExportArgument>,
): Promise<vscode.Uri | undefined> {
  const lease = leaseOf(services, argument);
  try {
    const run = await chooseRun(lease.session, argument.runId);
    const format = run && (argument.format ?? (await chooseFormat()));
    const target = format && (await chooseTarget(lease.session, run, format, argument.target));
    if (!target) return undefined;
    const title = `Exporting run ${run.runId}`;
    await vscode.window.withProgress({ location: vscode.ProgressLocation.Window, title }, () =>
      writeFile(target, format === 'json' ? [json(run)] : rowPages(lease.session, run.runId, format)),
    );
    // A caller that names the file knows where it is.
    if (!argument.target) void tellSaved(target);
    return target;
  } finally {
    lease.dispose();
  }
}

/** The named session, else that of the active dashboard or text editor, else the one without a trace. */
function leaseOf(services: Services, { uri }: Partial<ExportArgument>): Lease {
  if (uri) return services.sessions.acquire(typeof uri === 'string' ? vscode.Uri.parse(uri, true) : uri);
  return services.sessions.acquire(activeTrace(services) ?? null);
}

async function chooseRun(session: TraceSession, runId: number | undefined): Promise<RunSummary | undefined> {
  const done = (await session.request('runs', {})).filter((run) => run.state === 'done');
  if (runId !== undefined) {
    const run = done.find((run) => run.runId === runId);
    if (!run) throw new CommandError('noResult', `There is no finished run ${runId}.`, 'Name a run that has finished.');
    return run;
  }
  if (done.length === 0) {
    throw new CommandError('noResult', 'There are no results to export yet.', 'Run a simulation first.');
  }
  if (done.length === 1) return done[0];
  const items = done.map((run) => ({
    label: `Run ${run.runId}: ${run.request.system}`,
    description: describe(run),
    run,
  }));
  const picked = await vscode.window.showQuickPick(items, { title: 'Export Results', placeHolder: 'Which run?' });
  return picked?.run;
}

function describe({ request: { workload, seed } }: RunSummary): string {
  return `${aboutWorkload(workload)}, seed ${seed}`;
}

function aboutWorkload(workload: WorkloadRequest): string {
  if (workload.kind === 'burst') return `burst of ${workload.containers}`;
  return workload.kind === 'profile' ? `requests of ${workload.name}` : 'trace';
}

async function chooseFormat(): Promise<Format | undefined> {
  const items: { label: string; detail: string; format: Format }[] = [
    { label: 'CSV', detail: 'One line for each simulated cold start or request', format: 'csv' },
    { label: 'Parquet', detail: 'The same with types, for pandas, Polars or DuckDB', format: 'parquet' },
    { label: 'JSON', detail: 'Parameters, assumptions and the numbers of the run', format: 'json' },
  ];
  return (await vscode.window.showQuickPick(items, { title: 'Export Results' }))?.format;
}

async function chooseTarget(
  { uri, name }: TraceSession,
  { runId, request }: RunSummary,
  format: Format,
  given: vscode.Uri | string | undefined,
): Promise<vscode.Uri | undefined> {
  if (given) return typeof given === 'string' ? vscode.Uri.parse(given, true) : given;
  const about = request.workload.kind === 'profile' ? request.workload.name : name;
  const suggestedName = `${about.replace(/\.csv$/i, '')}-simulated-${request.system}-run-${runId}.${format}`;
  return vscode.window.showSaveDialog({ title: 'Export Results', defaultUri: suggestion(uri, suggestedName) });
}

function json({ request, result }: RunSummary): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify({ simulated: true, request, result }, null, 2)}\n`);
}

async function* rowPages(session: TraceSession, runId: number, format: TableFormat): AsyncGenerator<Uint8Array> {
  for (let from: number | null = 0; from !== null; ) {
    const page: { bytes: Uint8Array; next: number | null } = await session.request('exportRun', {
      runId,
      format,
      from,
      rows: PAGE_ROWS,
    });
    yield page.bytes;
    from = page.next;
  }
}

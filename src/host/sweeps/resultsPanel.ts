import * as vscode from 'vscode';
import { RequestError, serve } from '../../protocol/rpc';
import { type SweepPageRequests, sweepPageGuards } from '../../protocol/sweepPage';
import { requestsOf } from '../../simulation';
import { parseSummary, type SweepSummary, unitAt } from '../../sweep';
import { CommandError } from '../commands/commandError';
import type { Dashboards } from '../dashboard';
import { pageFiles, pageHtml, pageOptions } from '../dashboard';
import { fileName } from '../documents';
import { readSmallFile } from '../files';
import type { TraceSessions } from '../sessions';
import { portOf } from '../webviewPort';
import { drawn, outlineOf } from './drawings';
import { resultOf } from './files';

/** Bytes of the longest summary that is shown: some 100,000 points. */
const MOST_BYTES = 256 << 20;

export interface ResultsServices {
  readonly extensionUri: vscode.Uri;
  readonly sessions: TraceSessions;
  readonly dashboards: Dashboards;
}

/** Shows the merged results of a sweep. */
export async function showResults(services: ResultsServices, sweep: vscode.Uri): Promise<void> {
  const file = resultOf(sweep);
  const summary = await readSummary(file);
  const { extensionUri } = services;
  const panel = vscode.window.createWebviewPanel(
    'faasnet.sweepResults',
    `${fileName(sweep)} — Results`,
    vscode.ViewColumn.Active,
    pageOptions(extensionUri),
  );
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  const handlers = {
    sweep: () => outlineOf(fileName(sweep), summary),
    drawing: (request: Parameters<SweepPageRequests['drawing']>[0]) => drawn(fileName(sweep), summary, request),
    openPoint: async ({ point }: { readonly point: number }) => {
      await openPoint(services, sweep, summary, point);
      return {};
    },
  };
  serve<SweepPageRequests, Record<string, never>>(portOf(panel.webview), handlers, sweepPageGuards);
  const files = await pageFiles(extensionUri);
  panel.webview.html = pageHtml({
    ...files,
    cspSource: panel.webview.cspSource,
    script: panel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'sweepPage.js')).toString(),
    title: panel.title,
    opening: fileName(file),
    preview: null,
  });
}

async function readSummary(file: vscode.Uri): Promise<SweepSummary> {
  const bytes = await readSmallFile(file, MOST_BYTES).catch(() => {
    throw new CommandError('noResults', `${fileName(file)} can't be read.`, 'Run the sweep first.');
  });
  if (!bytes) throw new CommandError('badFile', `${fileName(file)} is too long to be shown.`, 'Use its Parquet file.');
  return parseSummary(new TextDecoder().decode(bytes), fileName(file));
}

/** Simulates a point with all its seeds, and shows the run in a dashboard: that of the trace, if it replays one. */
async function openPoint(
  { sessions, dashboards }: ResultsServices,
  sweep: vscode.Uri,
  summary: SweepSummary,
  at: number,
): Promise<void> {
  const point = summary.points[at];
  if (!point) throw new RequestError(`There is no point ${at}.`, 'Choose one of the table.');
  const { run } = unitAt(summary, numberOf(summary, point.values));
  const file = { ...run, seed: summary.base.seed, seeds: summary.replicas };
  const uri = file.trace ? vscode.Uri.joinPath(sweep, '..', file.trace.name) : null;
  const { session, dispose } = sessions.acquire(uri);
  try {
    if (file.workload.kind === 'trace' && file.workload.functionName !== null) await session.untilFullyRead();
    const name = file.workload.kind === 'trace' ? file.workload.functionName : null;
    const functionId = name === null ? null : (session.trace?.functionNames.indexOf(name) ?? -1);
    if (functionId === -1) throw new RequestError('The trace has no such function.', 'Run the sweep again.');
    await dashboards.show(uri, { kind: 'runs', requests: requestsOf(file, functionId) });
  } finally {
    dispose();
  }
}

/** The first unit of a point. */
function numberOf({ axes, replicas }: SweepSummary, values: SweepSummary['points'][number]['values']): number {
  const point = axes.reduce((number, axis) => number * axis.values.length + axis.values.indexOf(values[axis.name]), 0);
  return point * replicas;
}

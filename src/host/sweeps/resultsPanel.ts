import * as vscode from 'vscode';
import type { RunFile } from '../../protocol/queries';
import { serve } from '../../protocol/rpc';
import { type SweepPageRequests, sweepPageGuards } from '../../protocol/sweepPage';
import { CommandError } from '../commands/commandError';
import type { Dashboards } from '../dashboard';
import { pageFiles, pageHtml, pageOptions } from '../dashboard';
import { fileName } from '../documents';
import type { TraceSessions } from '../sessions';
import { portOf } from '../webviewPort';
import { resultOf } from './files';

export interface ResultsServices {
  readonly extensionUri: vscode.Uri;
  readonly sessions: TraceSessions;
  readonly dashboards: Dashboards;
}

/** Shows the merged results of a sweep. A worker reads and draws them: they may have many thousand points. */
export async function showResults(services: ResultsServices, sweep: vscode.Uri): Promise<void> {
  const { extensionUri, sessions } = services;
  const lease = sessions.acquire(null);
  const { session } = lease;
  const file = resultOf(sweep).fsPath;
  const outline = await session.request('sweepOutline', { file, sweepName: fileName(sweep) }).catch((error) => {
    lease.dispose();
    throw error;
  });
  const panel = vscode.window.createWebviewPanel(
    'faasnet.sweepResults',
    `${fileName(sweep)} — Results`,
    vscode.ViewColumn.Active,
    pageOptions(extensionUri),
  );
  panel.onDidDispose(() => lease.dispose());
  panel.iconPath = vscode.Uri.joinPath(extensionUri, 'media', 'icon.png');
  serve<SweepPageRequests, Record<string, never>>(
    portOf(panel.webview),
    {
      sweep: () => outline,
      drawing: (drawing) => session.request('sweepDrawing', { file, drawing }),
      openPoint: async ({ point }) => {
        await openPoint(services, sweep, await session.request('sweepPoint', { file, point }));
        return {};
      },
    },
    sweepPageGuards,
  );
  const files = await pageFiles(extensionUri);
  panel.webview.html = pageHtml({
    ...files,
    cspSource: panel.webview.cspSource,
    script: panel.webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', 'sweepPage.js')).toString(),
    title: panel.title,
    opening: fileName(sweep),
    preview: null,
  });
}

/** Simulates a point with all its seeds, and shows the run in a dashboard: that of the trace, if it replays one. */
async function openPoint({ sessions, dashboards }: ResultsServices, sweep: vscode.Uri, file: RunFile): Promise<void> {
  const uri = file.trace ? vscode.Uri.joinPath(sweep, '..', file.trace.name) : null;
  const { session, dispose } = sessions.acquire(uri);
  try {
    const name = file.workload.kind === 'trace' ? file.workload.functionName : null;
    if (name !== null) await session.untilFullyRead();
    const functionId = name === null ? null : (session.trace?.functionNames.indexOf(name) ?? -1);
    if (functionId === -1)
      throw new CommandError('noFunction', 'The trace has no such function.', 'Run the sweep again.');
    const requests = await session.request('runFileRequests', { file, functionId });
    await dashboards.show(uri, { kind: 'runs', requests });
  } finally {
    dispose();
  }
}

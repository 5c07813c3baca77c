import { readFile } from 'node:fs/promises';
import * as vscode from 'vscode';
import type { PagePreview } from '../../protocol/dashboard';
import type { TraceSession } from '../sessions';
import { type PageParts, pageHtml } from './pageHtml';

/** Where the page may load files from. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
}

const built = (extensionUri: vscode.Uri, name: string) => vscode.Uri.joinPath(extensionUri, 'dist', name);

/** Files whose text becomes part of the page's HTML. */
export type PageFiles = Pick<PageParts, 'style' | 'firstScript'>;

export async function pageFiles(extensionUri: vscode.Uri): Promise<PageFiles> {
  const text = (name: string) => readFile(built(extensionUri, name).fsPath, 'utf8');
  const [style, firstScript] = await Promise.all([text('webview.css'), text('first.js')]);
  return { style, firstScript };
}

/** The HTML of a session's page. @param preview null for none */
export function sessionPage(
  files: PageFiles,
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  session: TraceSession,
  preview: PagePreview | null,
): string {
  return pageHtml({
    ...files,
    cspSource: webview.cspSource,
    script: webview.asWebviewUri(built(extensionUri, 'webview.js')).toString(),
    title: session.uri ? `${session.name} — FaaSNet Trace Lab` : 'FaaSNet Trace Lab',
    opening: session.uri ? session.name : 'the dashboard',
    preview,
  });
}

import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page, under a policy that lets nothing run or load but the extension's own files.
 * @param opening what is being opened, said until the page's script has loaded
 */
export function pageHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  { title, opening }: { readonly title: string; readonly opening: string },
): string {
  const nonce = randomBytes(16).toString('base64');
  const file = (name: string) => webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, 'dist', name)).toString();
  const policy = [
    `default-src 'none'`,
    // The toolkit adds one empty style element, to learn whether the browser knows :focus-visible.
    `style-src ${webview.cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${webview.cspSource}`,
    `img-src ${webview.cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta property="csp-nonce" content="${nonce}">
<link rel="stylesheet" href="${escaped(file('webview.css'))}">
<title>${escaped(title)}</title>
</head>
<body>
<div id="root"><main class="page"><p class="opening">Opening ${escaped(opening)}…</p></main></div>
<script nonce="${nonce}" src="${escaped(file('webview.js'))}"></script>
</body>
</html>`;
}

/** Where the page may load files from. */
export function pageOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  return { enableScripts: true, localResourceRoots: [vscode.Uri.joinPath(extensionUri, 'dist')] };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

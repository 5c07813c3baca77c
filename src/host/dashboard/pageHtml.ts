import { randomBytes } from 'node:crypto';
import type { PagePreview } from '../../protocol/dashboard';

export interface PageParts {
  /** The policy's name for the places that the page may load files from. */
  readonly cspSource: string;
  /** Address of the page's script, which is loaded once the page has been painted. */
  readonly script: string;
  /** Text of the page's style and first script; as files, they would delay the first paint. */
  readonly style: string;
  readonly firstScript: string;
  readonly title: string;
  /** What is being opened; shown until there is more. */
  readonly opening: string;
  /** Shown before the page's script is loaded; null for none. */
  readonly preview: PagePreview | null;
}

/**
 * The page, under a policy that runs and loads only the extension's own files. VS Code shows a page once everything
 * that its HTML requests has been loaded, so the HTML requests nothing.
 */
export function pageHtml({ cspSource, script, style, firstScript, title, opening, preview }: PageParts): string {
  const nonce = randomBytes(16).toString('base64');
  const policy = [
    `default-src 'none'`,
    // The toolkit adds one empty style element to test for :focus-visible.
    `style-src ${cspSource} 'nonce-${nonce}'`,
    `script-src 'nonce-${nonce}'`,
    `font-src ${cspSource}`,
    `img-src ${cspSource}`,
  ].join('; ');
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta property="csp-nonce" content="${nonce}">
<link id="script" rel="preload" as="script" nonce="${nonce}" href="${escaped(script)}">
<style nonce="${nonce}">${style}</style>
<title>${escaped(title)}</title>
</head>
<body>
<div id="root"><main class="page" id="first"><p class="opening">Opening ${escaped(opening)}…</p></main></div>
${preview ? `<script type="application/json" id="preview">${jsonInHtml(preview)}</script>` : ''}
<script type="module" nonce="${nonce}">${firstScript}</script>
</body>
</html>`;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** JSON that cannot end its script element. Typed arrays become lists. */
function jsonInHtml(value: unknown): string {
  const listed = JSON.stringify(value, (_, part) =>
    ArrayBuffer.isView(part) ? Array.from(part as Float64Array) : part,
  );
  return listed.replaceAll('<', '\\u003c');
}

import { render } from 'preact';
import { PreviewOverview } from './overview/PreviewOverview';
import { readPreview, statusOf } from './preview';
import { afterPaint } from './state/afterPaint';
import { watchTheme } from './theme';
import { vscode } from './vscodeApi';

/**
 * The page's first script, small enough to be part of its HTML. It shows the preview, and loads the large script once
 * that has been painted.
 */
watchTheme();
globalThis.pagePreview = readPreview();
const place = document.getElementById('first')!;
const opening = [...place.children];
show();
window.addEventListener('message', ({ data }) => {
  const status = statusOf(data);
  if (status?.state !== 'reading' || !globalThis.pagePreview || !place.isConnected) return;
  globalThis.pagePreview = { ...globalThis.pagePreview, status };
  show();
});
window.addEventListener('load', () => afterPaint(loadScript), { once: true });

function show(): void {
  if (!globalThis.pagePreview || !isExploreShown(vscode.getState())) return;
  for (const child of opening) child.remove();
  render(<PreviewOverview {...globalThis.pagePreview} />, place);
}

/** A page that comes back may show another tab. */
function isExploreShown(state: unknown): boolean {
  const { tab = 'explore' } = (state ?? {}) as { readonly tab?: unknown };
  return tab === 'explore';
}

function loadScript(): void {
  const { href, nonce } = document.getElementById('script') as HTMLLinkElement;
  const script = document.createElement('script');
  script.src = href;
  script.nonce = nonce;
  document.body.append(script);
}

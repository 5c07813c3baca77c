import { render } from 'preact';
import { readFirstSight, statusOf } from './firstSight';
import { FirstOverview } from './overview/FirstOverview';
import { vscode } from './vscodeApi';

/**
 * The page's first script, small enough to stand in its HTML: it shows what is known of the trace, and has the large script loaded once
 * that has been painted.
 */
globalThis.firstSight = readFirstSight();
const place = document.getElementById('first')!;
const said = [...place.children];
show();
window.addEventListener('message', ({ data }) => {
  const status = statusOf(data);
  if (status?.state !== 'reading' || !globalThis.firstSight || !place.isConnected) return;
  globalThis.firstSight = { ...globalThis.firstSight, status };
  show();
});
window.addEventListener('load', () => afterPaint(loadScript), { once: true });

function show(): void {
  if (!globalThis.firstSight || !isOverviewShown(vscode.getState())) return;
  for (const child of said) child.remove();
  render(<FirstOverview {...globalThis.firstSight} />, place);
}

/** What a page was left showing may be another tab. */
function isOverviewShown(state: unknown): boolean {
  const { tab = 'overview' } = (state ?? {}) as { readonly tab?: unknown };
  return tab === 'overview';
}

/** What is not seen is not painted. */
function afterPaint(then: () => void): void {
  if (document.hidden) then();
  else requestAnimationFrame(() => setTimeout(then));
}

function loadScript(): void {
  const { href, nonce } = document.getElementById('script') as HTMLLinkElement;
  const script = document.createElement('script');
  script.src = href;
  script.nonce = nonce;
  document.body.append(script);
}

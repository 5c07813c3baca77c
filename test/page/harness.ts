import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { chromiumOptions } from '../../scripts/chromium.mjs';
import { pageHtml } from '../../src/host/dashboard/pageHtml';
import type { PagePreview } from '../../src/protocol/dashboard';
import { STEP_MS } from '../timeouts.mjs';
import { pageBundle } from './bundle';
import { FakeHost, type FakeHostOptions } from './fakeHost';
import { THEMES, type ThemeName } from './themes';

const ORIGIN = 'https://dashboard.test';
const NO_PAGE = 'about:blank';
const PICTURES = path.resolve(import.meta.dirname, '../../test-results/page');

export interface OpenOptions extends FakeHostOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** Time zone of the computer. */
  readonly zone?: string;
  /** The saved view. */
  readonly state?: unknown;
  /** The preview in the page's HTML. */
  readonly preview?: PagePreview;
  /** The large script is loaded when this resolves. */
  readonly scriptWaitsFor?: Promise<void>;
}

/** The page with its host. `close` fails if the page has thrown, logged an error or broken its policy. */
export interface OpenPage {
  readonly page: Page;
  readonly host: FakeHost;
  /** The view that the page saved last. */
  savedState(): unknown;
  setTheme(theme: ThemeName): Promise<void>;
  picture(name: string): Promise<void>;
  close(): Promise<void>;
}

/** One browser for all test files, which run in one process. Playwright ends it when that process ends. */
let browser: Promise<Browser> | undefined;

async function launch(): Promise<Browser> {
  return chromium.launch(await chromiumOptions());
}

/** Ends the browser, for a process that has other work after its pages. */
export async function closeBrowser(): Promise<void> {
  idle.length = 0;
  await (await browser)?.close();
  browser = undefined;
}

/** What a test does with a tab of the browser. */
interface Session {
  readonly options: OpenOptions;
  readonly listeners: Set<(message: unknown) => void>;
  readonly broken: string[];
  saved: unknown;
}

/** A tab of the browser. Starting one takes as long as a short test, so tests use a tab one after another. */
interface Tab {
  readonly page: Page;
  session: Session | null;
}

const idle: Tab[] = [];

async function newTab(): Promise<Tab> {
  browser ??= launch();
  const context = await (await browser).newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const tab: Tab = { page: await context.newPage(), session: null };
  const { page } = tab;
  page.setDefaultTimeout(STEP_MS);
  watchForBreaches(tab);
  await page.exposeFunction('toHost', (message: unknown) => {
    for (const listener of tab.session?.listeners ?? []) listener(message);
  });
  await page.exposeFunction('saveState', (state: unknown) => {
    if (tab.session) tab.session.saved = state;
  });
  await page.exposeFunction('breach', (text: string) => tab.session?.broken.push(text));
  await page.addInitScript(prepare);
  await serveFiles(tab);
  return tab;
}

/** Opens the built page in a browser, in the product's own HTML, with `FakeHost` at the other end. */
export async function openPage(options: OpenOptions): Promise<OpenPage> {
  const { width = 1280, height = 900 } = options;
  const tab = idle.pop() ?? (await newTab());
  const { page } = tab;
  const session: Session = { options, listeners: new Set(), broken: [], saved: options.state };
  tab.session = session;
  await page.setViewportSize({ width, height });
  if (options.zone) await setZone(page, options.zone);
  const { listeners } = session;
  const host = new FakeHost(
    {
      post: (message) => void deliver(tab, session, message),
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    options,
  );
  await page.goto(`${ORIGIN}/`);
  return {
    page,
    host,
    savedState: () => session.saved,
    setTheme: (name) => page.evaluate(applyTheme, THEMES[name]),
    picture: async (name) => {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
    },
    close: async () => {
      host.close();
      if (tab.session !== session) return;
      await leave(tab);
      if (session.broken.length > 0) throw new Error(`The page broke rules:\n${session.broken.join('\n')}`);
    },
  };
}

/** Resolves when the page shows what gestures have done so far: they are drawn in the next frame. */
export async function painted(page: Page): Promise<void> {
  await page.evaluate(async () => {
    for (let frame = 0; frame < 2; frame++) await new Promise(requestAnimationFrame);
  });
}

/** Makes the tab as a new one: no page, the mouse outside, nothing emulated. */
async function leave(tab: Tab): Promise<void> {
  const { page } = tab;
  await page.goto(NO_PAGE);
  await page.mouse.move(-1, -1);
  await page.emulateMedia({ reducedMotion: null });
  if (tab.session?.options.zone) await setZone(page, '');
  tab.session = null;
  idle.push(tab);
}

/** Sets the time zone of the computer; '' for its own. */
async function setZone(page: Page, timezoneId: string): Promise<void> {
  const devTools = await page.context().newCDPSession(page);
  await devTools.send('Emulation.setTimezoneOverride', { timezoneId });
  if (timezoneId === '') await devTools.detach();
}

function watchForBreaches(tab: Tab): void {
  tab.page.on('pageerror', (error) => tab.session?.broken.push(`error: ${error.stack ?? error.message}`));
  tab.page.on('console', (message) => {
    if (message.type() === 'error') tab.session?.broken.push(`console: ${message.text()}`);
  });
}

/** Runs in the page before its scripts: the API that VS Code gives a webview. */
function prepare(): void {
  const page = window as unknown as Record<string, (argument: unknown) => void>;
  document.addEventListener('securitypolicyviolation', (event) => {
    page.breach(
      `policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}:${event.columnNumber} in ${(event.target as Element).outerHTML?.slice(0, 200)}`,
    );
  });
  let current: unknown;
  Object.assign(window, {
    restore: (state: unknown) => {
      current = state;
    },
    acquireVsCodeApi: () => ({
      postMessage: (message: unknown) => page.toHost(message),
      getState: () => current,
      setState: (next: unknown) => {
        current = next;
        page.saveState(next);
      },
    }),
  });
}

/** Runs in the page: gives it a theme as VS Code does. */
export function applyTheme({
  bodyClass,
  variables,
}: {
  bodyClass: string;
  variables: Readonly<Record<string, string>>;
}): void {
  document.documentElement.removeAttribute('style');
  for (const [name, value] of Object.entries(variables))
    document.documentElement.style.setProperty(`--vscode-${name}`, value);
  document.body.className = bodyClass;
}

async function serveFiles(tab: Tab): Promise<void> {
  const { script, firstScript, style } = await pageBundle;
  await tab.page.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    const { options } = tab.session!;
    if (pathname === '/') {
      const { name = 'trace.csv', preview = null } = options;
      const title = 'FaaSNet dashboard';
      const page = { cspSource: ORIGIN, script: `${ORIGIN}/webview.js`, style, firstScript, title, opening: name };
      const body = started(pageHtml({ ...page, preview }), options);
      return route.fulfill({ body, contentType: 'text/html; charset=utf-8' });
    }
    if (pathname !== '/webview.js') return route.fulfill({ status: 204, body: '' });
    await options.scriptWaitsFor;
    return route.fulfill({ body: script, contentType: 'text/javascript; charset=utf-8' });
  });
}

/** Adds the theme and the saved view before the page's scripts, as VS Code does. */
function started(html: string, { theme = 'dark', state }: OpenOptions): string {
  const [, nonce] = /"csp-nonce" content="([^"]+)"/.exec(html)!;
  const restored = JSON.stringify(state)?.replaceAll('<', '\\u003c');
  const start = `(${applyTheme})(${JSON.stringify(THEMES[theme])});restore(${restored})`;
  const script = `<script nonce="${nonce}">${start}</script>`;
  return html.replace('<body>', () => `<body>${script}`);
}

async function deliver(tab: Tab, session: Session, message: unknown): Promise<void> {
  if (tab.session !== session) return;
  const send = (data: unknown) => window.dispatchEvent(new MessageEvent('message', { data }));
  // The page may close before an answer arrives.
  await tab.page.evaluate(send, asWebviewMessage(message)).catch(() => {});
}

/** VS Code sends typed arrays unchanged and all else as JSON, where NaN and infinity become null. */
function asWebviewMessage(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(asWebviewMessage);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asWebviewMessage(part)]));
}

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { chromiumOptions } from '../../scripts/chromium.mjs';
import { pageHtml } from '../../src/host/dashboard/pageHtml';
import type { PagePreview } from '../../src/protocol/dashboard';
import { STEP_MS } from '../timeouts.mjs';
import { pageBundle } from './bundle';
import { FakeHost, type FakeHostOptions } from './fakeHost';
import { THEMES, type ThemeName } from './themes';

const ORIGIN = 'https://dashboard.test';
const PICTURES = path.resolve(import.meta.dirname, '../../test-results/page');

export interface OpenOptions extends FakeHostOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
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

/** Opens the built page in a browser, in the product's own HTML, with `FakeHost` at the other end. */
export async function openPage(options: OpenOptions): Promise<OpenPage> {
  const { width = 1280, height = 900 } = options;
  browser ??= launch();
  const context = await (await browser).newContext({
    viewport: { width, height },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(STEP_MS);
  const broken = watchForBreaches(page);
  const listeners = new Set<(message: unknown) => void>();
  let saved = options.state;
  await page.exposeFunction('toHost', (message: unknown) => {
    for (const listener of listeners) listener(message);
  });
  await page.exposeFunction('saveState', (state: unknown) => {
    saved = state;
  });
  await page.exposeFunction('breach', (text: string) => broken.push(text));
  await page.addInitScript(prepare, { state: options.state });
  await serveFiles(context, options);
  const host = new FakeHost(
    {
      post: (message) => void deliver(page, message),
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
    savedState: () => saved,
    setTheme: (name) => page.evaluate(applyTheme, THEMES[name]),
    picture: async (name) => {
      mkdirSync(PICTURES, { recursive: true });
      await page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
    },
    close: async () => {
      host.close();
      await context.close();
      if (broken.length > 0) throw new Error(`The page broke rules:\n${broken.join('\n')}`);
    },
  };
}

function watchForBreaches(page: Page): string[] {
  const broken: string[] = [];
  page.on('pageerror', (error) => broken.push(`error: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') broken.push(`console: ${message.text()}`);
  });
  return broken;
}

/** Runs in the page before its scripts: the API that VS Code gives a webview. */
function prepare({ state }: { state: unknown }): void {
  const page = window as unknown as Record<string, (argument: unknown) => void>;
  document.addEventListener('securitypolicyviolation', (event) => {
    page.breach(
      `policy: ${event.violatedDirective} ${event.sourceFile}:${event.lineNumber}:${event.columnNumber} in ${(event.target as Element).outerHTML?.slice(0, 200)}`,
    );
  });
  let current = state;
  Object.assign(window, {
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

function applyTheme({
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

async function serveFiles(context: BrowserContext, options: OpenOptions): Promise<void> {
  const { theme = 'dark', name = 'trace.csv', preview = null, scriptWaitsFor } = options;
  const { script, firstScript, style } = await pageBundle;
  const html = pageHtml({
    cspSource: ORIGIN,
    script: `${ORIGIN}/webview.js`,
    style,
    firstScript,
    title: 'FaaSNet dashboard',
    opening: name,
    preview,
  });
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') return route.fulfill({ body: themed(html, theme), contentType: 'text/html; charset=utf-8' });
    if (pathname !== '/webview.js') return route.fulfill({ status: 204, body: '' });
    await scriptWaitsFor;
    return route.fulfill({ body: script, contentType: 'text/javascript; charset=utf-8' });
  });
}

/** Adds the theme before the page's scripts, as VS Code does. */
function themed(html: string, theme: ThemeName): string {
  const [, nonce] = /"csp-nonce" content="([^"]+)"/.exec(html)!;
  const script = `<script nonce="${nonce}">(${applyTheme})(${JSON.stringify(THEMES[theme])})</script>`;
  return html.replace('<body>', `<body>${script}`);
}

async function deliver(page: Page, message: unknown): Promise<void> {
  if (page.isClosed()) return;
  const send = (data: unknown) => window.dispatchEvent(new MessageEvent('message', { data }));
  await page.evaluate(send, asWebviewMessage(message)).catch(() => {}); // the page may close before an answer arrives
}

/** VS Code sends typed arrays unchanged and all else as JSON, where NaN and infinity become null. */
function asWebviewMessage(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  if (Array.isArray(value)) return value.map(asWebviewMessage);
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, asWebviewMessage(part)]));
}

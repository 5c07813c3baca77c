import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type Browser,
  type BrowserContext,
  chromium,
  type FrameLocator,
  type Locator,
  type Page,
} from 'playwright-core';
import { pageUrl } from '../../../scripts/vscodeServer.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

export const THEMES = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high contrast': 'Dark High Contrast',
} as const;
export type Theme = keyof typeof THEMES;

/** No step of a person's takes the window longer, on a busy machine neither. */
const STEP_PATIENCE_MS = 20_000;

export interface WorkbenchOptions {
  readonly browser: Browser;
  /** Host and port of the server. */
  readonly authority: string;
  /** Files of the workspace beside the samples: text by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** False for an extension that the server has installed. */
  readonly fromSources?: boolean;
}

/** A window of VS Code on a folder of its own, used as a person uses it: mouse, keyboard, and what is on the screen. */
export class Workbench {
  /** What a browser reports of a page that breaks its content security policy, or its own code. */
  readonly faults: string[] = [];

  private constructor(
    readonly page: Page,
    readonly folder: string,
    private readonly context: BrowserContext,
  ) {}

  static async open(options: WorkbenchOptions): Promise<Workbench> {
    const { browser, authority, files = {}, theme = 'dark', viewport = { width: 1440, height: 900 } } = options;
    const folder = path.join(await mkdtemp(path.join(tmpdir(), 'faasnet-e2e-')), 'sample-traces');
    await cp(path.join(root, 'media/samples'), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    await mkdir(path.join(folder, '.vscode'));
    const settings = { 'workbench.colorTheme': THEMES[theme], 'files.exclude': { '.vscode': true } };
    await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));

    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    context.setDefaultTimeout(STEP_PATIENCE_MS);
    const workbench = new Workbench(await context.newPage(), folder, context);
    await workbench.watchForFaults();
    const extension = options.fromSources === false ? undefined : root;
    await workbench.page.goto(pageUrl(authority, { folder, extension }));
    await workbench.ready();
    return workbench;
  }

  private async watchForFaults(): Promise<void> {
    this.page.on('pageerror', (error) => this.faults.push(`page error: ${error.message}`));
    await this.context.exposeBinding('reportViolation', (_source, text: string) => this.faults.push(text));
    await this.context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => {
        const report = Reflect.get(window, 'reportViolation') as (text: string) => void;
        report(`policy violation: ${violatedDirective} ${blockedURI} ${sourceFile} in ${location.href}`);
      });
    });
  }

  private async ready(): Promise<void> {
    await this.page.getByRole('treeitem', { name: 'synthetic-small.csv' }).waitFor({ timeout: 60_000 });
  }

  /** Takes a picture of the window into `test-results/`. */
  async picture(name: string): Promise<void> {
    const file = path.join(root, 'test-results', `${name.replace(/[^\w]+/g, '-')}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(path.dirname(this.folder), { recursive: true, force: true });
  }

  /** Reloads the window, as *Developer: Reload Window* does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Opens a file of the workspace as *Go to File* does, in the editor that is its default. */
  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('ControlOrMeta+P');
    await this.pick(name, name);
    await this.tab(name).waitFor();
  }

  /** Runs a command by its title, through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.pick(`>${title}`, title);
  }

  /** Types into the quick input and takes the entry whose label begins with `label`. */
  private async pick(text: string, label: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor();
    await input.fill(text);
    const entry = this.page.locator('.quick-input-widget .monaco-list-row.focused', { hasText: label });
    await entry.waitFor();
    await this.page.keyboard.press('Enter');
    await this.page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
  }

  /** Answers a quick input that a command has opened. */
  async answer(text: string): Promise<void> {
    const input = this.page.locator('.quick-input-widget input[type="text"]');
    await input.waitFor();
    await input.fill(text);
    await this.page.keyboard.press('Enter');
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.pick(THEMES[theme], THEMES[theme]);
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${literally(name)}`) }).first();
  }

  /** The one text editor in sight. */
  get textEditor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** Puts the text cursor on a line, from 1. */
  async goToLine(line: number): Promise<void> {
    await this.page.keyboard.press('Control+G');
    await this.pick(`:${line}`, '');
  }

  codeLens(title: string | RegExp): Locator {
    return this.textEditor.locator('.codelens-decoration').getByText(title).first();
  }

  /**
   * Clicks a CodeLens until `effect` is seen: a click is lost where the editor draws the line anew in that moment,
   * and a person would click again.
   */
  async clickCodeLens(title: string, effect: Locator): Promise<void> {
    for (let tries = 0; tries < 5; tries++) {
      await this.codeLens(title).click();
      const seen = await effect.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
      if (seen) return;
    }
    throw new Error(`Clicking the CodeLens “${title}” had no effect.`);
  }

  /** Points with the mouse at the text of a line, and returns the text of the hover. */
  async hoverLine(line: number): Promise<string> {
    await this.goToLine(line);
    const number = this.textEditor.locator('.line-numbers', { hasText: new RegExp(`^${line}$`) });
    const row = await number.boundingBox();
    const text = await this.textEditor.locator('.view-lines').boundingBox();
    if (!row || !text) throw new Error(`Line ${line} is not in sight.`);
    await this.page.mouse.move(text.x + 60, row.y + row.height / 2);
    return this.hover();
  }

  /** The text of the hover in sight. */
  async hover(): Promise<string> {
    const hover = this.page
      .locator('.monaco-hover:not(.hidden) .hover-contents')
      .filter({ hasText: /cold start/i })
      .first();
    await hover.waitFor();
    return hover.innerText();
  }

  /** The page of the dashboard in the active editor. */
  get dashboard(): FrameLocator {
    return this.page.frameLocator('iframe.webview.ready:visible').last().frameLocator('iframe#active-frame');
  }
}

export async function connect(endpoint: string): Promise<Browser> {
  return chromium.connect(endpoint);
}

/** A pattern for exactly this text. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

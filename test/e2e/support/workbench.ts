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
const RETRY_AFTER_MS = 2000;

export interface WorkbenchOptions {
  readonly browser: Browser;
  /** The server's host and port, and the folder of the extension's sources; none where the server has it installed. */
  readonly server: { readonly authority: string; readonly development?: string };
  /** Files of the workspace beside the samples: text by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
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
    const { browser, server, files = {}, theme = 'dark', viewport = { width: 1440, height: 900 } } = options;
    const folder = path.join(await mkdtemp(path.join(tmpdir(), 'faasnet-e2e-')), 'sample-traces');
    await cp(path.join(root, 'media/samples'), folder, { recursive: true });
    for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
    await mkdir(path.join(folder, '.vscode'));
    const settings = {
      'workbench.colorTheme': THEMES[theme],
      'files.exclude': { '.vscode': true },
      'files.autoSave': 'off',
    };
    await writeFile(path.join(folder, '.vscode/settings.json'), JSON.stringify(settings));

    const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
    context.setDefaultTimeout(STEP_PATIENCE_MS);
    const workbench = new Workbench(await context.newPage(), folder, context);
    await workbench.watchForFaults();
    await workbench.page.goto(pageUrl(server.authority, { folder, extension: server.development }));
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

  /** Takes a picture of the window into `test-results/`, or one of the README's to where README_PICTURES says. */
  async picture(name: string, use: 'look' | 'readme' = 'look'): Promise<void> {
    const results = path.join(root, 'test-results');
    const folder = use === 'readme' ? (process.env.README_PICTURES ?? results) : results;
    const file = path.join(folder, `${name.replace(/[^\w]+/g, '-')}.png`);
    await this.page.screenshot({ path: file, animations: 'disabled' });
  }

  async close(): Promise<void> {
    await this.context.close();
    await rm(path.dirname(this.folder), { recursive: true, force: true });
  }

  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('load');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.ready();
  }

  /** Opens a file of the workspace as *Go to File* does, in the editor that is its default. */
  async openFile(name: string): Promise<void> {
    await this.findAndTake('ControlOrMeta+P', name, name);
    await this.tab(name).waitFor();
  }

  /** Opens the menu of a file in the explorer until it has the entry, which the extension adds once it knows the file, and takes it. */
  async chooseInExplorer(file: string, entry: string): Promise<void> {
    const offered = this.page.getByRole('menuitem', { name: entry });
    await this.untilSeen(offered, async () => {
      await this.page.keyboard.press('Escape');
      await this.page.getByRole('treeitem', { name: file }).click({ button: 'right' });
    });
    // A menu takes no click in its first moments.
    await this.untilSeen(this.tab(file), async () => {
      if (await offered.isVisible()) await offered.click();
    });
  }

  /** Runs a command by its title, through the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.findAndTake('F1', `>${title}`, title);
  }

  /**
   * Opens the quick input by a key and types, until the entry is there, and takes it: where the focus is on its way from one editor to another, the key is
   * lost, or what it opened closes again.
   */
  private async findAndTake(key: string, text: string, label: string): Promise<void> {
    await this.untilSeen(this.entry(label), async () => {
      if (!(await this.quickInput.isVisible())) await this.page.keyboard.press(key);
      await this.quickInput.fill(text, { timeout: RETRY_AFTER_MS }).catch(() => {});
    });
    await this.take(label);
  }

  /** Does what a person would do again as long as it shows no effect. */
  private async untilSeen(effect: Locator, action: () => Promise<void>): Promise<void> {
    for (let tries = 0; tries < 8; tries++) {
      await action();
      const seen = await effect.waitFor({ timeout: RETRY_AFTER_MS }).then(
        () => true,
        () => false,
      );
      if (seen) return;
    }
    throw new Error(`Never seen: ${effect}`);
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }

  /** The entry of the quick input with exactly this label; `which` narrows it down. */
  private entry(label: string, which = ''): Locator {
    const named = this.page.locator('.label-name', { hasText: new RegExp(`^${literally(label)}$`) });
    return this.page.locator(`.quick-input-widget .monaco-list-row${which}`).filter({ has: named }).first();
  }

  /** Goes down to an entry that is there, and takes it. */
  private async take(label: string): Promise<void> {
    const chosen = this.entry(label, '.focused');
    for (let passed = 0; passed < 20 && (await chosen.count()) === 0; passed++)
      await this.page.keyboard.press('ArrowDown');
    await this.page.keyboard.press('Enter');
    await chosen.waitFor({ state: 'hidden' });
  }

  /** Chooses among what a command offers, which are its entries' labels. */
  async choose(label: string): Promise<void> {
    await this.quickInput.fill(label);
    await this.entry(label).waitFor();
    await this.take(label);
  }

  /** Answers the question that the quick input asks; without a text, with what it suggests. */
  async answer(question: string, text?: string): Promise<void> {
    const asked = this.page.locator('.quick-input-widget').getByText(question);
    await asked.waitFor();
    if (text !== undefined) await this.quickInput.fill(text);
    await this.page.keyboard.press('Enter');
    await asked.waitFor({ state: 'hidden' });
  }

  /** Takes what a list with this placeholder suggests. */
  async acceptAll(placeholder: string): Promise<void> {
    const list = this.page.getByPlaceholder(placeholder);
    await list.waitFor();
    await this.page.keyboard.press('Enter');
    await list.waitFor({ state: 'hidden' });
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.choose(THEMES[theme]);
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
    await this.untilSeen(this.quickInput, () => this.page.keyboard.press('Control+G'));
    await this.quickInput.fill(`:${line}`);
    await this.page.keyboard.press('Enter');
    await this.page.getByRole('button', { name: new RegExp(`^Ln ${line}, `) }).waitFor();
  }

  codeLens(title: string | RegExp): Locator {
    return this.textEditor.locator('.codelens-decoration').getByText(title).first();
  }

  /** Clicks a CodeLens: again, where the editor drew its line anew in that moment. */
  async clickCodeLens(title: string, effect: Locator): Promise<void> {
    await this.untilSeen(effect, async () => {
      if (await this.codeLens(title).isVisible()) await this.codeLens(title).click();
    });
  }

  /** Takes a CodeLens of the line with the text cursor by keys until it has its effect: the editor may not offer it yet, or put another in its place. */
  async takeCodeLens(title: string, effect: Locator): Promise<void> {
    await this.codeLens(title).waitFor();
    const entry = this.page.locator('.quick-input-widget .label-name', {
      hasText: new RegExp(`^${literally(title)}$`),
    });
    await this.untilSeen(effect, async () => {
      await this.untilSeen(entry.first(), () => this.runCommand('Show CodeLens Commands for Current Line'));
      await this.choose(title);
    });
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

  /** Shows the hover of the line with the text cursor, by keys, and returns its text. */
  async hoverByKeys(): Promise<string> {
    await this.page.keyboard.press('ControlOrMeta+K');
    await this.page.keyboard.press('ControlOrMeta+I');
    return this.hover();
  }

  /** The text of the hover in sight. */
  private async hover(): Promise<string> {
    const hover = this.page
      .locator('.monaco-hover:not(.hidden) .hover-contents')
      .filter({ hasText: /cold start/i })
      .first();
    await hover.waitFor();
    return hover.innerText();
  }

  /** The page of the dashboard in the active editor. */
  get dashboard(): FrameLocator {
    return dashboardIn(this.page);
  }
}

/** The page inside the webview in sight. */
export function dashboardIn(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready:visible').last().frameLocator('iframe#active-frame');
}

export async function connect(endpoint: string): Promise<Browser> {
  return chromium.connect(endpoint);
}

/** A pattern for exactly this text. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { pageUrl } from '../../../scripts/vscodeServer.mjs';
import { STEP_MS } from '../../timeouts.mjs';

const root = path.resolve(import.meta.dirname, '../../..');

export const THEMES = {
  dark: 'Dark Modern',
  light: 'Light Modern',
  'high contrast': 'Dark High Contrast',
} as const;
export type Theme = keyof typeof THEMES;

/** First wait for the effect of an action before it is tried again; each further wait is twice as long. */
const FIRST_RETRY_MS = 2000;

export interface WorkbenchOptions {
  readonly browser: Browser;
  /** The server's host and port. `development` is the folder of the extension's sources, unless it is installed. */
  readonly server: { readonly authority: string; readonly development?: string };
  /** Files of the workspace besides the samples: text by name. */
  readonly files?: Readonly<Record<string, string>>;
  readonly theme?: Theme;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** A window of VS Code on a separate folder, used by mouse, by keyboard, and by what is on the screen. */
export class Workbench {
  /** Violations of the content security policy, and uncaught errors, in any page of the window. */
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
    context.setDefaultTimeout(STEP_MS);
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
    await this.page.getByRole('treeitem', { name: 'synthetic-small.csv' }).waitFor();
  }

  /** Saves a screenshot to `test-results/`. Pictures of the README go to the folder README_PICTURES, if that is set. */
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

  /** Opens a file of the workspace by *Go to File*, in its default editor. */
  async openFile(name: string): Promise<void> {
    await this.pick('ControlOrMeta+P', name, name);
    await this.tab(name).waitFor();
  }

  /** Chooses an entry from a file's menu in the explorer. The extension adds its entries once it has read the file. */
  async chooseInExplorer(file: string, entry: string): Promise<void> {
    const offered = this.page.getByRole('menuitem', { name: entry });
    const row = this.page.getByRole('treeitem', { name: file });
    await this.untilVisible(offered, async () => {
      await this.page.keyboard.press('Escape');
      await row.click({ button: 'right', timeout: FIRST_RETRY_MS });
    });
    // A menu ignores clicks in its first moments.
    await this.untilVisible(this.tab(file), () => offered.click({ timeout: FIRST_RETRY_MS }));
  }

  /** Runs a command by its title, from the command palette. */
  async runCommand(title: string): Promise<void> {
    await this.pick('F1', `>${title}`, title);
  }

  /**
   * Opens the quick input by a key, types, and takes the entry with this label. Opens it again if it closed: while the
   * focus moves between editors, VS Code loses the key or closes what it opened.
   *
   * @param unless Gives up, closes the quick input and returns false if this is visible.
   */
  private async pick(key: string, text: string, label: string, unless?: Locator): Promise<boolean> {
    await this.untilVisible(
      this.entry(label),
      async () => {
        if (!(await this.quickInput.isVisible())) await this.page.keyboard.press(key);
        await this.quickInput.fill(text, { timeout: FIRST_RETRY_MS });
      },
      unless,
    );
    if (await unless?.isVisible()) {
      await this.closeQuickInput();
      return false;
    }
    await this.take(label);
    return true;
  }

  /**
   * Repeats an action, as a person would, until its effect is visible. An action that fails is repeated too. The waits
   * grow, so that a slow machine is not given a second action on top of the effect of the first.
   *
   * @param unless Something that may appear instead and makes another attempt wrong.
   */
  private async untilVisible(effect: Locator, action: () => Promise<void>, unless?: Locator): Promise<void> {
    const awaited = unless ? [effect, unless] : [effect];
    const deadline = Date.now() + STEP_MS;
    let failure: unknown;
    for (let wait = FIRST_RETRY_MS; Date.now() < deadline; wait *= 2) {
      await action().catch((error) => {
        failure = error;
      });
      if (await isSoonVisible(awaited, wait)) return;
    }
    throw new Error(`Never visible: ${effect}`, { cause: failure });
  }

  private async closeQuickInput(): Promise<void> {
    if (await this.quickInput.isVisible()) await this.quickInput.press('Escape');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  private get quickInput(): Locator {
    return this.page.locator('.quick-input-widget input[type="text"]');
  }

  /** The entry of the quick input with exactly this label. `which` is a further CSS selector. */
  private entry(label: string, which = ''): Locator {
    const named = this.page.locator('.label-name', { hasText: new RegExp(`^${literally(label)}$`) });
    return this.page.locator(`.quick-input-widget .monaco-list-row${which}`).filter({ has: named }).first();
  }

  /** Moves down to a visible entry and takes it. */
  private async take(label: string): Promise<void> {
    const chosen = this.entry(label, '.focused');
    for (let passed = 0; passed < 20 && (await chosen.count()) === 0; passed++)
      await this.quickInput.press('ArrowDown');
    await this.quickInput.press('Enter');
    await chosen.waitFor({ state: 'hidden' });
  }

  /** Takes one of the entries that a command offers. */
  async choose(label: string): Promise<void> {
    await this.quickInput.fill(label);
    await this.entry(label).waitFor();
    await this.take(label);
  }

  /** Answers a question of the quick input; without a text, by the suggested answer. */
  async answer(question: string, text?: string): Promise<void> {
    const asked = this.page.locator('.quick-input-widget').getByText(question);
    await asked.waitFor();
    if (text !== undefined) await this.quickInput.fill(text);
    await this.quickInput.press('Enter');
    await asked.waitFor({ state: 'hidden' });
  }

  /** Accepts the file that a save dialog suggests. @param name what its path ends with */
  async acceptFileName(name: string): Promise<void> {
    await expect.poll(() => this.quickInput.inputValue()).toMatch(new RegExp(`/${literally(name)}$`));
    await this.quickInput.press('Enter');
    await this.quickInput.waitFor({ state: 'hidden' });
  }

  /** Accepts the selection of the list with this placeholder. */
  async acceptAll(placeholder: string): Promise<void> {
    const list = this.page.getByPlaceholder(placeholder);
    await list.press('Enter');
    await list.waitFor({ state: 'hidden' });
  }

  async setTheme(theme: Theme): Promise<void> {
    await this.runCommand('Preferences: Color Theme');
    await this.choose(THEMES[theme]);
  }

  tab(name: string): Locator {
    return this.page.getByRole('tab', { name: new RegExp(`^${literally(name)}`) }).first();
  }

  /** The visible text editor. */
  get textEditor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor').first();
  }

  /** Puts the text cursor on a line (from 1) of the text editor, which gets the focus. */
  async goToLine(line: number): Promise<void> {
    const position = this.page.getByRole('button', { name: new RegExp(`^Ln ${line}, `) });
    // The cursor may be on that line before: only with the focus back in the editor the quick input has taken the line.
    const arrived = this.page.locator('body').filter({ has: position }).filter({ has: this.focusedTextEditor });
    await this.untilVisible(arrived, async () => {
      if (!(await this.quickInput.isVisible())) await this.page.keyboard.press('Control+G');
      await this.quickInput.fill(`:${line}`, { timeout: FIRST_RETRY_MS });
      await this.quickInput.press('Enter', { timeout: FIRST_RETRY_MS });
      await this.quickInput.waitFor({ state: 'hidden', timeout: FIRST_RETRY_MS });
    });
  }

  /** The text editor while it has the focus. */
  private get focusedTextEditor(): Locator {
    return this.page.locator('.editor-instance .monaco-editor.focused');
  }

  /** Types at the end of the document in the text editor, which has the focus or is about to get it. */
  async typeAtEnd(text: string): Promise<void> {
    await this.focusedTextEditor.first().waitFor();
    await this.page.keyboard.press('ControlOrMeta+End');
    await this.page.keyboard.type(text);
  }

  codeLens(title: string | RegExp): Locator {
    return this.textEditor.locator('.codelens-decoration').getByText(title).first();
  }

  /** Clicks a CodeLens. The editor replaces its CodeLenses now and then, and a click may miss. */
  async clickCodeLens(title: string, effect: Locator): Promise<void> {
    await this.untilVisible(effect, () => this.codeLens(title).click({ timeout: FIRST_RETRY_MS }));
  }

  /**
   * Takes a CodeLens of the line with the text cursor, by keys. Tries again if the list of CodeLenses is empty or out
   * of date, but not once the effect is visible: the command palette would open on top of it.
   */
  async takeCodeLens(title: string, effect: Locator): Promise<void> {
    await this.codeLens(title).waitFor();
    const command = 'Show CodeLens Commands for Current Line';
    await this.untilVisible(effect, async () => {
      const asked = await this.pick('F1', `>${command}`, command, effect);
      if (asked && (await isSoonVisible([this.entry(title)], FIRST_RETRY_MS))) await this.take(title);
    });
  }

  /** Moves the mouse over the text of a line, and returns the text of the hover. */
  async hoverLine(line: number): Promise<string> {
    await this.goToLine(line);
    const number = this.textEditor.locator('.line-numbers', { hasText: new RegExp(`^${line}$`) });
    const row = await number.boundingBox();
    const text = await this.textEditor.locator('.view-lines').boundingBox();
    if (!row || !text) throw new Error(`Line ${line} is not visible.`);
    await this.untilVisible(this.hover, async () => {
      await this.page.mouse.move(text.x + 40, row.y + row.height / 2);
      await this.page.mouse.move(text.x + 60, row.y + row.height / 2);
    });
    return this.hover.innerText();
  }

  /** Shows the hover of the line with the text cursor, by keys, and returns its text. */
  async hoverByKeys(): Promise<string> {
    await this.untilVisible(this.hover, async () => {
      await this.page.keyboard.press('ControlOrMeta+K');
      await this.page.keyboard.press('ControlOrMeta+I');
    });
    return this.hover.innerText();
  }

  /** The visible hover of the extension. */
  private get hover(): Locator {
    return this.page
      .locator('.monaco-hover:not(.hidden) .hover-contents')
      .filter({ hasText: /cold start/i })
      .first();
  }

  /** The page of the dashboard in the active editor. */
  get dashboard(): FrameLocator {
    return dashboardIn(this.page);
  }
}

/** The page inside the visible webview. */
export function dashboardIn(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready:visible').last().frameLocator('iframe#active-frame');
}

/** Resolves to true once one of these is visible, or to false after `milliseconds`. */
function isSoonVisible(locators: readonly Locator[], milliseconds: number): Promise<boolean> {
  return Promise.any(locators.map((locator) => locator.waitFor({ timeout: milliseconds }))).then(
    () => true,
    () => false,
  );
}

/** The source of a pattern that matches exactly this text. */
function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

import * as vscode from 'vscode';
import { count, counted } from '../../text';
import { FILE_KIND_BYTES, fileKind } from '../../trace';
import { FileError } from '../../worker';
import { type DocumentEdits, fileName, openDocument } from '../documents';
import { fileStat, firstBytes } from '../files';

/** VS Code gives extensions no text document of a larger file, so its lines can't be highlighted. */
const MAX_DOCUMENT_BYTES = 50 << 20;
const MAX_HIGHLIGHTED = 10_000;
const CONTEXT = 'faasnet.hasShownLines';

interface Shown {
  readonly key: string;
  /** From 0, ascending. */
  readonly lines: readonly number[];
  readonly what: string;
}

/** The lines that a dashboard last revealed in a text editor: highlighted, and stepped through by command. */
export class ShownLines implements vscode.Disposable {
  readonly #highlight = vscode.window.createTextEditorDecorationType({
    isWholeLine: true,
    backgroundColor: new vscode.ThemeColor('editor.findMatchHighlightBackground'),
    overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
    overviewRulerLane: vscode.OverviewRulerLane.Center,
  });
  #shown: Shown | null = null;
  readonly #subscriptions: vscode.Disposable;

  constructor(edits: DocumentEdits) {
    this.#subscriptions = vscode.Disposable.from(
      vscode.window.onDidChangeVisibleTextEditors(() => this.#decorate()),
      vscode.window.onDidChangeActiveTextEditor(() => this.#updateContext()),
      edits.onDidEdit(({ document, contentChanges }) => {
        if (contentChanges.length > 0 && document.uri.toString() === this.#shown?.key) this.clear();
      }),
    );
  }

  /**
   * Opens the trace's text next to the dashboard, or where it is already visible, selects the first line and highlights
   * all of them.
   * @param lines from 1, ascending; at most `MAX_HIGHLIGHTED` are shown
   * @param total number of lines, shown or not
   */
  async show(uri: vscode.Uri, lines: readonly number[], total: number, what: string): Promise<void> {
    const [first] = lines;
    if (first === undefined) return;
    if (await isPacked(uri)) {
      void vscode.window.showInformationMessage(
        `${total === 1 ? `Line ${count(first)}` : counted(total, 'line')} of the text that is packed in ${fileName(uri)} can't be shown in an editor. Unpack the file, and open the text, to see it.`,
      );
      return;
    }
    const shown = lines.slice(0, MAX_HIGHLIGHTED).map((line) => line - 1);
    this.#shown = { key: uri.toString(), lines: shown, what: what.replaceAll('$(', '$ (') };
    const selection = lineRange(first - 1);
    const viewColumn = visibleEditor(uri)?.viewColumn ?? columnBeside();
    if (!openDocument(uri) && (await isTooLarge(uri))) {
      await vscode.commands.executeCommand('vscode.open', uri, { viewColumn, selection, override: 'default' });
      return;
    }
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document, { viewColumn, selection });
    editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    this.#decorate();
    this.#updateContext();
    const howMany =
      shown.length < total ? `first ${count(shown.length)} of ${counted(total, 'line')}` : counted(total, 'line');
    vscode.window.setStatusBarMessage(`${howMany}: ${this.#shown.what}`, 8000);
  }

  /** Selects the next shown line after the cursor, or the previous one before it. Wraps around. */
  step(direction: 1 | -1): void {
    const editor = vscode.window.activeTextEditor;
    if (!editor || !this.#shown || editor.document.uri.toString() !== this.#shown.key) return;
    const { lines } = this.#shown;
    const at = editor.selection.active.line;
    const next = direction === 1 ? lines.find((line) => line > at) : lines.findLast((line) => line < at);
    const line = next ?? (direction === 1 ? lines[0] : lines[lines.length - 1]);
    const range = lineRange(line);
    editor.selection = new vscode.Selection(range.start, range.end);
    editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
    vscode.window.setStatusBarMessage(`${lines.indexOf(line) + 1} of ${lines.length}: ${this.#shown.what}`, 4000);
  }

  clear(): void {
    this.#shown = null;
    this.#decorate();
    this.#updateContext();
  }

  dispose(): void {
    this.#subscriptions.dispose();
    this.#highlight.dispose();
  }

  #decorate(): void {
    for (const editor of vscode.window.visibleTextEditors) {
      const isShown = editor.document.uri.toString() === this.#shown?.key;
      editor.setDecorations(this.#highlight, isShown ? (this.#shown?.lines ?? []).map(lineRange) : []);
    }
  }

  #updateContext(): void {
    const active = vscode.window.activeTextEditor?.document.uri.toString();
    const hasLines = active !== undefined && active === this.#shown?.key;
    void vscode.commands.executeCommand('setContext', CONTEXT, hasLines);
  }
}

/** A line from 0, without its line end. */
function lineRange(line: number): vscode.Range {
  return new vscode.Range(line, 0, line, Number.MAX_SAFE_INTEGER);
}

function visibleEditor(uri: vscode.Uri): vscode.TextEditor | undefined {
  const key = uri.toString();
  return vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === key);
}

/** An editor group next to the dashboard's, if there is one, so that no third group is opened. */
function columnBeside(): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  return all.find((group) => group !== activeTabGroup)?.viewColumn ?? vscode.ViewColumn.Beside;
}

/** Whether a file is compressed, an archive or a Parquet file: what its lines would be is not in a text document. */
async function isPacked(uri: vscode.Uri): Promise<boolean> {
  const kind = fileKind(await firstBytes(uri, FILE_KIND_BYTES).catch(() => new Uint8Array()));
  return kind !== null && !kind.id.startsWith('utf');
}

async function isTooLarge(uri: vscode.Uri): Promise<boolean> {
  const { size } = await fileStat(uri).catch((error) => {
    if (error instanceof FileError) throw error;
    throw new FileError(`${fileName(uri)} is not there any more.`, 'It may have been moved or deleted.');
  });
  return size > MAX_DOCUMENT_BYTES;
}

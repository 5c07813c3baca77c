/// <reference types="mocha" />
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import * as vscode from 'vscode';
import { STEP_MS } from '../timeouts.mjs';

export const HEADER = '__time__,functionName,latency,runtime,memoryMB';

/** Asks repeatedly until the answer is neither undefined nor false. */
export async function until<T>(
  what: string,
  ask: () => T | Promise<T>,
  timeoutMs = STEP_MS,
): Promise<Exclude<Awaited<T>, undefined | false>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined && answer !== false) return answer as Exclude<Awaited<T>, undefined | false>;
    if (Date.now() > deadline) assert.fail(`timed out waiting for ${what}`);
    await wait(20);
  }
}

let folder: string | undefined;
let files = 0;

/** A new file in a folder of this run's own, outside the workspace. */
export async function newFile(text: string | Uint8Array, name = `trace-${++files}.csv`): Promise<vscode.Uri> {
  const file = vscode.Uri.joinPath(await newFolder(), name);
  await writeFile(file.fsPath, text);
  return file;
}

export async function newFolder(): Promise<vscode.Uri> {
  folder ??= await mkdtemp(path.join(tmpdir(), 'faasnet-host-'));
  return vscode.Uri.file(await mkdtemp(path.join(folder, 'f')));
}

export async function closeEverything(): Promise<void> {
  for (const document of vscode.workspace.textDocuments) {
    if (!document.isDirty) continue;
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

after(async () => {
  if (folder) await rm(folder, { recursive: true, force: true });
});

export async function showText(uri: vscode.Uri): Promise<vscode.TextEditor> {
  return vscode.window.showTextDocument(await vscode.workspace.openTextDocument(uri));
}

/** The hover on a line, from 1, with its character references decoded; '' without a hover. */
export async function hoverText(uri: vscode.Uri, line: number): Promise<string> {
  return shown(await hoverMarkdown(uri, line));
}

export async function hoverMarkdown(uri: vscode.Uri, line: number): Promise<string> {
  const position = new vscode.Position(line - 1, 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n\n');
}

export function shown(markdown: string): string {
  return markdown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}

/** The hover once it contains `part`. */
export async function hoverWith(uri: vscode.Uri, line: number, part: string): Promise<string> {
  let text = '';
  await until(`a hover on line ${line} with "${part}"`, async () => {
    text = await hoverText(uri, line);
    return text.includes(part);
  }).catch((error) => assert.fail(`${error.message}; it says:\n${text}`));
  return text;
}

export async function codeLensTitles(uri: vscode.Uri): Promise<readonly string[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 10);
  return lenses.flatMap(({ command }) => command?.title ?? []);
}

/** The headline above the trace once it contains `part`. */
export function headlineWith(uri: vscode.Uri, part: string): Promise<string> {
  return until(`a CodeLens with "${part}"`, async () =>
    (await codeLensTitles(uri)).find((title) => title.includes(part)),
  );
}

import * as vscode from 'vscode';
import type { Limit } from '../../numeric';
import type { SystemInfo } from '../../protocol/queries';
import { typedNumber } from './typedNumber';

interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: number;
  readonly limit: Limit;
}

/** Resolves with undefined if the user dismisses the question. */
export async function askNumber({ title, prompt, value, limit }: NumberQuestion): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    validateInput: (text) => typedNumber(text, limit).problem ?? undefined,
  });
  return answer === undefined ? undefined : (typedNumber(answer, limit).value ?? undefined);
}

/** Names of the chosen systems, at least one. Resolves with undefined if the user dismisses the question. */
export async function askSystems(
  title: string,
  known: readonly SystemInfo[],
  preferred: readonly string[],
): Promise<readonly string[] | undefined> {
  const isPreferred = (name: string) => preferred.length === 0 || preferred.includes(name);
  const items = known.map(({ name, label, description }) => ({
    label,
    detail: description,
    name,
    picked: isPreferred(name),
  }));
  const picked = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title,
    placeHolder: 'Systems to compare',
  });
  return picked && picked.length > 0 ? picked.map(({ name }) => name) : undefined;
}

import * as vscode from 'vscode';
import type { SystemInfo } from '../../protocol/queries';
import { typedNumber } from './typedNumber';

interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** Resolves with undefined if the user dismisses the question. */
export function askWholeNumber(question: NumberQuestion): Promise<number | undefined> {
  return ask(question, true);
}

/** The same for a number that may have decimals. */
export function askNumber(question: NumberQuestion): Promise<number | undefined> {
  return ask(question, false);
}

async function ask({ title, prompt, value, min, max }: NumberQuestion, isWhole: boolean): Promise<number | undefined> {
  const range = { min, max, isWhole };
  const answer = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    validateInput: (text) => typedNumber(text, range).problem ?? undefined,
  });
  return answer === undefined ? undefined : (typedNumber(answer, range).value ?? undefined);
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

import * as vscode from 'vscode';
import type { SystemInfo } from '../../protocol/queries';
import { count } from '../format';

/** Undefined where the user thought better of it. */
export async function askWholeNumber(question: {
  readonly title: string;
  readonly prompt: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}): Promise<number | undefined> {
  const { title, prompt, value, min, max } = question;
  const answer = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    validateInput: (text) => {
      const number = wholeNumber(text);
      return number !== null && number >= min && number <= max
        ? undefined
        : `Enter a whole number from ${count(min)} to ${count(max)}.`;
    },
  });
  return answer === undefined ? undefined : (wholeNumber(answer) ?? undefined);
}

function wholeNumber(text: string): number | null {
  const digits = text.replace(/[\s,_]/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

/** Names of the systems chosen, at least one; undefined where the user thought better of it. */
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

import * as vscode from 'vscode';
import type { SystemInfo } from '../../protocol/queries';
import { count } from '../format';

interface NumberQuestion {
  readonly title: string;
  readonly prompt: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
}

/** Undefined where the user thought better of it. */
export function askWholeNumber(question: NumberQuestion): Promise<number | undefined> {
  return ask(question, 'a whole number', wholeNumber);
}

/** The same for a number that may have decimals. */
export function askNumber(question: NumberQuestion): Promise<number | undefined> {
  return ask(question, 'a number', decimalNumber);
}

async function ask(
  { title, prompt, value, min, max }: NumberQuestion,
  what: string,
  read: (text: string) => number | null,
): Promise<number | undefined> {
  const answer = await vscode.window.showInputBox({
    title,
    prompt,
    value: String(value),
    validateInput: (text) => {
      const number = read(text);
      return number !== null && number >= min && number <= max
        ? undefined
        : `Enter ${what} from ${count(min)} to ${count(max)}.`;
    },
  });
  return answer === undefined ? undefined : (read(answer) ?? undefined);
}

function wholeNumber(text: string): number | null {
  const digits = text.replace(/[\s,_]/g, '');
  return /^\d{1,15}$/.test(digits) ? Number(digits) : null;
}

function decimalNumber(text: string): number | null {
  const digits = text.replace(/[\s,_]/g, '');
  return /^\d{1,15}(\.\d{0,15})?$|^\.\d{1,15}$/.test(digits) ? Number(digits) : null;
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

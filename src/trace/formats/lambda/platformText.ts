import { copyOf } from './copy';
import type { EnvironmentStart } from './environments';
import { regionOfArn } from './logNames';
import { skipSpaces, wordEnd } from './words';

/** What Lambda itself writes into a log, by the word with which it begins. */
export type PlatformText = 'REPORT' | 'INIT_START' | 'RESTORE_START' | 'INIT_REPORT' | 'RESTORE_REPORT';

const TEXTS: readonly { readonly kind: PlatformText; readonly next: string }[] = [
  { kind: 'REPORT', next: 'RequestId:' },
  { kind: 'INIT_START', next: 'Runtime' },
  { kind: 'RESTORE_START', next: 'Runtime' },
  { kind: 'INIT_REPORT', next: 'Init' },
  { kind: 'RESTORE_REPORT', next: 'Restore' },
];

/** What begins at `at`; null for anything else, such as a message of the function's own. */
export function platformTextAt(text: string, at: number): PlatformText | null {
  const end = wordEnd(text, at);
  for (const { kind, next } of TEXTS) {
    if (end - at === kind.length && text.startsWith(kind, at)) {
      return text.startsWith(next, skipSpaces(text, end)) ? kind : null;
    }
  }
  return null;
}

const RUNTIME = /\bRuntime Version:\s*(\S+)/;
const ARN = /\bRuntime Version ARN:\s*(\S+)/;

/** `INIT_START Runtime Version: nodejs:20.v58⇥Runtime Version ARN: arn:…` */
export function startOfText(text: string, isRestore: boolean): EnvironmentStart {
  return {
    functionName: '',
    version: '',
    runtime: copyOf(RUNTIME.exec(text)?.[1] ?? ''),
    region: copyOf(regionOfArn(ARN.exec(text)?.[1] ?? '')),
    isRestore,
  };
}

import * as vscode from 'vscode';
import type { TraceSessions } from '../sessions';
import { TraceCodeLensProvider } from './codeLens';
import { TraceHoverProvider } from './hoverProvider';
import { ProfileCodeLensProvider } from './profileCodeLens';

/**
 * Traces and profiles are recognised by their content, with any language id: the providers check it first. Patterns are
 * for file systems that only VS Code can read.
 */
const ANY_DOCUMENT: vscode.DocumentSelector = [
  { scheme: 'file' },
  { scheme: 'untitled' },
  { pattern: '**/*.{csv,tsv,txt,log,json,jsonl,ndjson}' },
];

/** Hover and CodeLens on traces, CodeLens on request-rate profiles. */
export function registerLineInsights(sessions: TraceSessions): vscode.Disposable {
  const codeLens = new TraceCodeLensProvider(sessions);
  return vscode.Disposable.from(
    codeLens,
    vscode.languages.registerCodeLensProvider(ANY_DOCUMENT, codeLens),
    vscode.languages.registerCodeLensProvider(ANY_DOCUMENT, new ProfileCodeLensProvider()),
    vscode.languages.registerHoverProvider(ANY_DOCUMENT, new TraceHoverProvider(sessions)),
  );
}

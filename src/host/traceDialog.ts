import * as vscode from 'vscode';

/** Endings that the file dialog shows first. Content decides what a file is. */
const TRACE_ENDINGS = ['csv', 'tsv', 'log', 'json', 'jsonl', 'gz', 'zst', 'zip', 'parquet'];

/** Asks for the file of a trace. undefined if the user dismisses the question. */
export async function askForTraceFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    filters: { 'Cold-start traces': TRACE_ENDINGS, 'All files': ['*'] },
  });
  return chosen?.[0];
}

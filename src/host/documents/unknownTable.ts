import * as vscode from 'vscode';
import { columnNames, guessTable, mappingOf, SAMPLE_BYTES, sniffTable } from '../../trace';
import { isTrace, profileHeaderLine } from './headers';
import { requestsFile } from './requestsFile';

const MAX_LINES = 200;

/**
 * Whether a document is a table of no known format that has all that a trace needs: a time, a function and a latency.
 * Takes a few milliseconds; for commands.
 */
export function isUnknownTable(document: vscode.TextDocument): boolean {
  if (isTrace(document) || profileHeaderLine(document) !== null || requestsFile(document) !== null) return false;
  const table = sniffTable(document.getText(new vscode.Range(0, 0, MAX_LINES, 0)).slice(0, SAMPLE_BYTES));
  if (table === null || table.rows.length === 0) return false;
  const { choices } = guessTable(table);
  return mappingOf(choices, columnNames(table.names, choices.layout.header)).mapping !== null;
}

import type * as vscode from 'vscode';
import { columnNames, guessTable, mappingOf, sniffTable } from '../../trace';
import { isTrace, profileHeaderLine, topOf } from './headers';
import { requestsFile } from './requestsFile';

/**
 * Whether a document is a table of no known format that has all that a trace needs: a time, a function and a latency.
 * Takes a few milliseconds; for commands.
 */
export function isUnknownTable(document: vscode.TextDocument): boolean {
  if (isTrace(document) || profileHeaderLine(document) !== null || requestsFile(document) !== null) return false;
  const table = sniffTable(topOf(document));
  if (table === null || table.rows.length === 0) return false;
  const { choices } = guessTable(table);
  return mappingOf(choices, columnNames(table.names, choices.layout.header)).mapping !== null;
}

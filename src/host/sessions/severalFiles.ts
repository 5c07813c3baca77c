import * as path from 'node:path';
import * as vscode from 'vscode';
import { rowAtLine } from '../../statistics';
import { counted } from '../../text';
import type { TraceTable } from '../../trace';

/**
 * Several files, or a folder, as one trace: a URI of its own, so that sessions, dashboards and saved pages hold it like
 * that of a file. Nothing can be opened at it.
 */
const SCHEME = 'faasnet-files';

/** The URI of the trace that these files and folders are. All must be on this computer. */
export function uriOfFiles(uris: readonly vscode.Uri[]): vscode.Uri {
  const paths = uris.map(({ fsPath }) => fsPath);
  const [first] = paths;
  const name = path.basename(first) + (paths.length > 1 ? ` and ${counted(paths.length - 1, 'more file')}` : '');
  return vscode.Uri.from({ scheme: SCHEME, path: `/${name}`, query: JSON.stringify(paths) });
}

/** The paths of the files and folders that are a trace; null for the URI of a file. */
export function pathsOf(uri: vscode.Uri): readonly string[] | null {
  if (uri.scheme !== SCHEME) return null;
  try {
    const paths: unknown = JSON.parse(uri.query);
    return Array.isArray(paths) && paths.every((path) => typeof path === 'string') ? paths : [];
  } catch {
    // A URI of a saved page may be damaged.
    return [];
  }
}

/** Lines of one file. */
export interface LinesOfFile {
  readonly path: string;
  /** From 1, ascending. */
  readonly lines: readonly number[];
}

/**
 * The lines of cold starts that are in the file of the first of them. null if that file has no path of its own, as a
 * member of an archive.
 * @param paths of the trace
 * @param lines of the joined text, ascending
 */
export function linesInFirstFile(
  paths: readonly string[],
  table: Pick<TraceTable, 'line' | 'rowCount' | 'files'>,
  lines: readonly number[],
): LinesOfFile | null {
  const row = rowAtLine(table, lines[0] ?? 0);
  const file = table.files.find(({ firstRow, rows }) => row >= firstRow && row < firstRow + rows);
  if (!file) return null;
  const last = table.line[file.firstRow + file.rows - 1];
  const inFile = lines.filter((line) => line <= last).map((line) => line - file.lineOffset);
  return linesOfFile(paths, file.name, inFile);
}

/** Lines of the file of this name; null if it has no path of its own. @param paths of the trace */
export function linesOfFile(paths: readonly string[], name: string, lines: LinesOfFile['lines']): LinesOfFile | null {
  const path = pathNamed(paths, name);
  return path === null ? null : { path, lines };
}

/** A file that was chosen goes by its base name, one in a chosen folder by its path in it. */
function pathNamed(paths: readonly string[], name: string): string | null {
  const chosen = paths.find((place) => path.basename(place) === name);
  if (chosen !== undefined) return chosen;
  const [folder, ...others] = paths;
  return others.length === 0 && folder !== undefined ? path.join(folder, name) : null;
}

import * as vscode from 'vscode';
import type { NamedProfile } from '../protocol/queries';
import { RequestError } from '../protocol/rpc';
import { MAX_PROFILE_LENGTH } from '../simulation';
import { foreignFile, SAMPLE_BYTES } from '../trace';
import { activeTabFile } from './activeTabFile';
import { fileName, isTrace, openDocument, profileHeaderLine, requestsFile } from './documents';
import { fileItem, OTHER_FILE } from './fileItem';
import { firstBytes, readSmallFile } from './files';

const TITLE = 'Request-Rate Profile';

/** Asks where the profile is. */
export async function chooseProfileFile(): Promise<vscode.Uri | undefined> {
  const open = openCsvs();
  if (open.length === 0) return pickFile();
  const items = open.map(({ uri }) => fileItem(uri));
  const picked = await vscode.window.showQuickPick([...items, OTHER_FILE], {
    title: TITLE,
    placeHolder: 'A CSV of times and requests per second',
  });
  return picked && (picked.uri ?? pickFile());
}

/** The file that the active text editor shows, if it is a profile or counts requests. */
export async function activeProfile(): Promise<vscode.Uri | undefined> {
  const document = vscode.window.activeTextEditor?.document;
  if (document) return profileHeaderLine(document) !== null || requestsFile(document) ? document.uri : undefined;
  const uri = activeTabFile();
  if (!uri) return undefined;
  const beginning = await firstBytes(uri, SAMPLE_BYTES).catch(() => null);
  return beginning && foreignFile(beginning, null)?.requests ? uri : undefined;
}

/**
 * The text of a profile in its editor, or else in its file; it is not checked. Rejects if it is too large for a
 * profile, and with a `FileError` if the file can't be read.
 */
export async function readNamedProfile(uri: vscode.Uri): Promise<NamedProfile> {
  const name = fileName(uri);
  const document = openDocument(uri);
  if (document) {
    if (lengthOf(document) > MAX_PROFILE_LENGTH) throw tooLarge(name);
    return { name, csv: document.getText() };
  }
  const bytes = await readSmallFile(uri, MAX_PROFILE_LENGTH);
  if (!bytes) throw tooLarge(name);
  return { name, csv: new TextDecoder().decode(bytes) };
}

/** Open CSV documents that are not traces, those with a profile's header first. */
function openCsvs(): readonly vscode.TextDocument[] {
  const csvs = vscode.workspace.textDocuments.filter(
    (document) => (document.languageId === 'csv' || /\.csv$/i.test(document.uri.path)) && !isTrace(document),
  );
  const hasHeader = (document: vscode.TextDocument) => profileHeaderLine(document) !== null;
  return [...csvs.filter(hasHeader), ...csvs.filter((document) => !hasHeader(document))];
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const filters = { 'Request-rate profiles': ['csv'], 'All files': ['*'] };
  return (await vscode.window.showOpenDialog({ title: TITLE, filters }))?.[0];
}

/** In characters; does not join the lines to one text. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

function tooLarge(name: string): RequestError {
  return new RequestError(
    `${name} is too large for a request-rate profile.`,
    'A profile has two columns, time and requests per second, and 100,000 lines at most.',
  );
}

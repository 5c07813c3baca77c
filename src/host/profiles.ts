import * as vscode from 'vscode';
import type { NamedProfile } from '../protocol/queries';
import { RequestError } from '../protocol/rpc';
import { MAX_PROFILE_LENGTH } from '../simulation';
import { fileName, headerLine, openDocument, profileHeaderLine } from './documents';
import { readSmallFile } from './files';

const TITLE = 'Request-Rate Profile';

/** Has the user choose a profile among the open CSV editors and the files; null where they choose none. Rejects as `readNamedProfile` does. */
export async function chooseProfile(): Promise<NamedProfile | null> {
  const uri = await chooseProfileFile();
  return uri ? readNamedProfile(uri) : null;
}

/** Where the profile is that the user chooses. */
export async function chooseProfileFile(): Promise<vscode.Uri | undefined> {
  const open = openCsvs();
  if (open.length === 0) return pickFile();
  const items = open.map(({ uri }) => ({
    label: fileName(uri),
    description: vscode.workspace.asRelativePath(uri),
    uri,
  }));
  const other = { label: 'Another file…', description: '', uri: undefined };
  const picked = await vscode.window.showQuickPick([...items, other], {
    title: TITLE,
    placeHolder: 'A CSV of times and requests per second',
  });
  return picked && (picked.uri ?? pickFile());
}

/** The document of the active text editor, where its header is that of a profile. */
export function activeProfile(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document && profileHeaderLine(document) !== null ? document.uri : undefined;
}

/**
 * The text of a profile as it stands in the editor, else in the file. It may turn out to be none. Rejects with a RequestError for what is too large to be
 * one, and with what keeps the file from being read.
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

/** Open CSV documents that are no cold-start traces, those with a profile's header first. */
function openCsvs(): readonly vscode.TextDocument[] {
  const csvs = vscode.workspace.textDocuments.filter(
    (document) => (document.languageId === 'csv' || /\.csv$/i.test(document.uri.path)) && headerLine(document) === null,
  );
  const isTold = (document: vscode.TextDocument) => profileHeaderLine(document) !== null;
  return [...csvs.filter(isTold), ...csvs.filter((document) => !isTold(document))];
}

async function pickFile(): Promise<vscode.Uri | undefined> {
  const filters = { 'Request-rate profiles': ['csv'], 'All files': ['*'] };
  return (await vscode.window.showOpenDialog({ title: TITLE, filters }))?.[0];
}

/** Without joining its lines to one text. */
function lengthOf(document: vscode.TextDocument): number {
  return document.offsetAt(document.lineAt(document.lineCount - 1).range.end);
}

function tooLarge(name: string): RequestError {
  return new RequestError(
    `${name} is too large for a request-rate profile.`,
    'A profile has two columns, time and requests per second, and 100,000 lines at most.',
  );
}

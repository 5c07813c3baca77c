import * as vscode from 'vscode';
import { errorSentence } from '../../errors';
import { bytesSource, readTrace, TraceError } from '../../trace';
import { activeTabFile } from '../activeTabFile';
import { openDocument } from '../documents';
import { type FileItem, fileItem } from '../fileItem';
import { firstBytes } from '../files';

/** Enough for comments, blank lines and a wide header. */
const MAX_BYTES = 1 << 16;
const MAX_LINES = 200;
const NEWLINE = 0x0a;

/** The active CSV file if it is not a trace, with the reason: an entry to choose it nevertheless. */
export async function nearMissItem(): Promise<FileItem | null> {
  const uri = activeCsv();
  const reason = uri && (await traceProblem(uri));
  return uri && reason ? { ...fileItem(uri), label: `$(warning) ${fileItem(uri).label}`, detail: reason } : null;
}

function activeCsv(): vscode.Uri | undefined {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.languageId === 'csv') return document.uri;
  const uri = document?.uri ?? activeTabFile();
  return uri && /\.csv$/i.test(uri.path) ? uri : undefined;
}

/** Why a file's first lines are not those of a trace, in one sentence; null if they are. */
async function traceProblem(uri: vscode.Uri): Promise<string | null> {
  try {
    await readTrace(bytesSource([wholeLines(await beginningOf(uri))]));
    return null;
  } catch (error) {
    // A file with a trace's header and no row is a trace, whose dashboard says so.
    if (error instanceof TraceError && error.code === 'noRows') return null;
    return errorSentence(error);
  }
}

/** Without a last line that was cut off, unless there is no other. */
function wholeLines(bytes: Uint8Array): Uint8Array {
  const end = bytes.length < MAX_BYTES ? -1 : bytes.lastIndexOf(NEWLINE);
  return end < 0 ? bytes : bytes.subarray(0, end + 1);
}

async function beginningOf(uri: vscode.Uri): Promise<Uint8Array> {
  const document = openDocument(uri);
  if (!document) return firstBytes(uri, MAX_BYTES);
  const text = document.getText(new vscode.Range(0, 0, MAX_LINES, 0));
  return new TextEncoder().encode(text.slice(0, MAX_BYTES));
}

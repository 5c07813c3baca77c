import { type FileKind, fileKind } from './fileKind';
import { TraceError } from './traceError';

/** Bytes at the start of a file that are checked for text: enough for any header and the first rows. */
export const ENCODING_PREFIX = 8192;

const SAVE_AS_UTF8 = 'Save the file as UTF-8 (in VS Code: "Save with Encoding") and open it again.';

/** Throws a TraceError if the first bytes of a file are not UTF-8 text. */
export function requireText(prefix: Uint8Array): void {
  const head = prefix.subarray(0, ENCODING_PREFIX);
  const kind = fileKind(head);
  if (kind) throw notText(kind);
  const nul = head.indexOf(0);
  if (nul < 0) return;
  if (looksLikeUtf16(head)) {
    throw new TraceError('encoding', 'The file looks like UTF-16 text: every second byte is 0.', SAVE_AS_UTF8);
  }
  const before = head.subarray(0, nul);
  const line = before.reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 1);
  throw new TraceError(
    'binary',
    `The file is not text: line ${line}, byte ${nul - before.lastIndexOf(10)} of the line, is a NUL.`,
    'Open the CSV file itself; a compressed or binary file must be unpacked or exported to CSV first.',
  );
}

function looksLikeUtf16(head: Uint8Array): boolean {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]++;
  const half = head.length / 2;
  return Math.max(...zeros) > 0.9 * half && Math.min(...zeros) < 0.1 * half;
}

/** The error for a file of a known kind that is read where only UTF-8 text can be. */
export function notText({ id, name, advice }: FileKind): TraceError {
  if (id.startsWith('utf')) return new TraceError('encoding', `The file is ${name}.`, advice);
  return new TraceError('binary', `The file is ${name}, not text.`, advice);
}

/** The error for a name that is not UTF-8: read as if it were, two such names may become one. */
export function notUtf8(
  bytes: Uint8Array,
  line: number,
  column: { readonly header: string; readonly field: number },
): TraceError {
  const { name, iconv } = likelyEncoding(bytes);
  const text = Array.from(bytes.subarray(0, 40), (byte) =>
    byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).toUpperCase().padStart(2, '0')}`,
  ).join('');
  return new TraceError(
    'encoding',
    `Line ${line}, column ${column.field + 1}: the ${column.header} "${text}${bytes.length > 40 ? '…' : ''}" is not UTF-8 text. The file is probably ${name}.`,
    `Save the file as UTF-8 and open it again. In VS Code: "Reopen with Encoding", then "Save with Encoding"; on a command line: iconv -f ${iconv} -t UTF-8.`,
  );
}

/** What text that is not UTF-8 is likely to be, by one name of it. */
function likelyEncoding(bytes: Uint8Array): { readonly name: string; readonly iconv: string } {
  // Two bytes for each character, next to no letters of ours: written in Chinese, or another script of East Asia.
  let pairs = 0;
  for (let at = 0; at < bytes.length; at++) {
    if (bytes[at] < 0x80) continue;
    let end = at;
    while (end < bytes.length && bytes[end] >= 0x80) end++;
    if ((end - at) % 2 === 1 || isLetter(bytes[at - 1]) || isLetter(bytes[end])) return latin(bytes);
    pairs++;
    at = end;
  }
  return pairs > 0 ? { name: 'in GBK or another East Asian encoding', iconv: 'GBK' } : latin(bytes);
}

function latin(bytes: Uint8Array): { readonly name: string; readonly iconv: string } {
  const isWindows = bytes.some((byte) => byte >= 0x80 && byte < 0xa0);
  return { name: isWindows ? 'in Windows-1252' : 'in Latin-1 or Windows-1252', iconv: 'WINDOWS-1252' };
}

function isLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a;
}

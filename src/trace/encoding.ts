import { TraceError } from './traceError';

/** Bytes at the start of a file that are checked for text: enough for any header and the first rows. */
export const ENCODING_PREFIX = 8192;

const SAVE_AS_UTF8 = 'Save the file as UTF-8 (in VS Code: "Save with Encoding") and open it again.';

/** First bytes, in hexadecimal, of files in other formats, with the format and how to get text from it. */
const OTHER_FORMATS: readonly (readonly [magic: string, name: string, advice: string])[] = [
  ['1f8b', 'compressed with gzip', 'Unpack it (gunzip, or gzip -d) and open the CSV file.'],
  ['28b52ffd', 'compressed with zstd', 'Unpack it (zstd -d) and open the CSV file.'],
  ['fd377a585a00', 'compressed with xz', 'Unpack it (xz -d) and open the CSV file.'],
  ['425a68', 'compressed with bzip2', 'Unpack it (bzip2 -d) and open the CSV file.'],
  ['504b0304', 'a ZIP archive or a spreadsheet', 'Unpack it, or save the sheet as CSV, and open the CSV file.'],
  ['50415231', 'a Parquet file', 'Export it to CSV and open the CSV file.'],
];

/** Throws a TraceError if the first bytes of a file are not UTF-8 text. */
export function requireText(prefix: Uint8Array): void {
  const head = prefix.subarray(0, ENCODING_PREFIX);
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    throw new TraceError('encoding', 'The file is UTF-16 text (line 1 begins with its byte-order mark).', SAVE_AS_UTF8);
  }
  const other = otherFormat(head);
  if (other) throw new TraceError('binary', `The file is ${other[1]}, not text.`, other[2]);
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

/** The format that a file's first bytes identify. All these formats start with bytes that do not occur in text. */
function otherFormat(head: Uint8Array): (typeof OTHER_FORMATS)[number] | undefined {
  const hex = Array.from(head.subarray(0, 6), (byte) => byte.toString(16).padStart(2, '0')).join('');
  const isText = !head.some((byte) => byte === 0 || byte >= 0x80);
  return isText ? undefined : OTHER_FORMATS.find(([magic]) => hex.startsWith(magic));
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

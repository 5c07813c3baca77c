/** Bytes at the start of a file by which its kind is told: a tar archive has its mark at byte 257. */
export const FILE_KIND_BYTES = 512;

/** A kind of file that is not UTF-8 text. */
export interface FileKind {
  readonly id:
    | 'gzip'
    | 'zstd'
    | 'zip'
    | 'parquet'
    | 'utf16le'
    | 'utf16be'
    | 'utf32'
    /** Kinds that are named and cannot be read. */
    | 'other';
  /** Completes the sentence "The file is …". */
  readonly name: string;
  /** How to get a file that can be read. */
  readonly advice: string;
}

interface Mark {
  readonly at: number;
  /** Hexadecimal. */
  readonly bytes: string;
}

function marked(bytes: string, id: FileKind['id'], name: string, advice: string, at = 0): FileKind & { mark: Mark } {
  return { mark: { at, bytes }, id, name, advice };
}

const SAVE_AS_UTF8 = 'Save the file as UTF-8 (in VS Code: "Save with Encoding") and open it again.';
const unpack = (command: string) => `Unpack it (${command}) and open the file in it.`;
const EXPORT = 'Export the table to CSV or Parquet and open that file.';

/** In the order in which they are tried: the byte-order mark of UTF-32 begins with that of UTF-16. */
const KINDS = [
  marked('fffe0000', 'utf32', 'UTF-32 text (line 1 begins with its byte-order mark)', SAVE_AS_UTF8),
  marked('0000feff', 'utf32', 'UTF-32 text (line 1 begins with its byte-order mark)', SAVE_AS_UTF8),
  marked('fffe', 'utf16le', 'UTF-16 text (line 1 begins with its byte-order mark)', SAVE_AS_UTF8),
  marked('feff', 'utf16be', 'UTF-16 text (line 1 begins with its byte-order mark)', SAVE_AS_UTF8),
  marked('1f8b', 'gzip', 'compressed with gzip', unpack('gunzip, or gzip -d')),
  marked('28b52ffd', 'zstd', 'compressed with zstd', unpack('zstd -d')),
  marked(
    '504b0304',
    'zip',
    'a ZIP archive or a spreadsheet',
    'Unpack it, or save the sheet as CSV, and open that file.',
  ),
  // An archive without members has nothing but its end; a split one begins with a mark of its own.
  marked('504b0506', 'zip', 'an empty ZIP archive', 'Add the trace to it, or open the trace itself.'),
  marked('504b0708', 'other', 'a part of a split ZIP archive', unpack('zip -s 0 first, then unzip')),
  marked('50415231', 'parquet', 'a Parquet file', EXPORT),
  marked('50415245', 'other', 'an encrypted Parquet file', EXPORT),
  marked('fd377a585a00', 'other', 'compressed with xz', unpack('xz -d')),
  marked('314159265359', 'other', 'compressed with bzip2', unpack('bzip2 -d'), 4),
  marked('377abcaf271c', 'other', 'a 7z archive', unpack('7z x')),
  marked('04224d18', 'other', 'compressed with lz4', unpack('lz4 -d')),
  marked('1f9d', 'other', 'compressed with compress (.Z)', unpack('uncompress')),
  marked('526172211a07', 'other', 'a RAR archive', unpack('unrar x')),
  marked('7573746172', 'other', 'a tar archive', unpack('tar -xf'), 257),
  marked('4f626a01', 'other', 'an Avro file', EXPORT),
  marked('4f5243', 'other', 'an ORC file', EXPORT),
  marked('4152524f5731', 'other', 'an Arrow file', EXPORT),
  marked('53514c69746520666f726d6174203300', 'other', 'an SQLite database', EXPORT),
  marked('d0cf11e0a1b11ae1', 'other', 'an old Excel workbook (.xls)', 'Save the sheet as CSV and open that file.'),
  marked('255044462d', 'other', 'a PDF document', 'Open the file that the data come from.'),
];

/**
 * The kind of a file by its first bytes; null for anything that may be UTF-8 text.
 * @param head `FILE_KIND_BYTES` of them, or all of a shorter file
 */
export function fileKind(head: Uint8Array): FileKind | null {
  // A text may begin with the letters of a mark; all these formats have bytes near their start that no text has.
  if (!head.subarray(0, FILE_KIND_BYTES).some((byte) => byte === 0 || byte >= 0x80)) return null;
  return KINDS.find(({ mark }) => hex(head, mark.at, mark.bytes.length / 2) === mark.bytes) ?? null;
}

function hex(bytes: Uint8Array, from: number, length: number): string {
  return Array.from(bytes.subarray(from, from + length), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

import { type ByteSource, bytesSource, FILE_KIND_BYTES, type FileKind, fileKind } from '../../trace';
import { type Codec, GZIP, inflated, ZSTD } from './inflate';
import { readRange } from './ranges';
import { utf8Source } from './utf16';

/** Containers whose content can be read from the start alone: compressed streams and other encodings. */

const CODECS: Readonly<Partial<Record<FileKind['id'], Codec | null>>> = { gzip: GZIP, zstd: ZSTD };

export function codecOf({ id }: FileKind): Codec | null {
  return CODECS[id] ?? null;
}

/** UTF-16 text as UTF-8; null for a file of another kind. */
export function decodedText(source: ByteSource, { id }: FileKind, name: string): ByteSource | null {
  if (id === 'utf16le') return utf8Source(source, 'utf-16le', name);
  return id === 'utf16be' ? utf8Source(source, 'utf-16be', name) : null;
}

/** The text of a file, unpacked once at most; null for an archive, a Parquet file or anything else that is no text. */
export async function streamedText(source: ByteSource, name: string): Promise<ByteSource | null> {
  const kind = await kindOf(source);
  if (!kind) return source;
  const codec = codecOf(kind);
  if (!codec) return decodedText(source, kind, name);
  const unpacked = inflated(source, codec, name);
  const inner = await kindOf(unpacked);
  return inner ? decodedText(unpacked, inner, name) : unpacked;
}

/**
 * The beginning of the text of a file.
 * @param bytes the beginning of the file
 * Answers null where `streamedText` does; less than `length` bytes where those of the file tell no more.
 */
export async function beginningOfText(bytes: Uint8Array, length: number): Promise<Uint8Array | null> {
  const text: Uint8Array[] = [];
  let found = 0;
  try {
    const source = await streamedText(bytesSource([bytes]), '');
    if (!source) return null;
    for await (const piece of source.read(0)) {
      text.push(piece);
      found += piece.length;
      if (found >= length) break;
    }
  } catch {
    // What was read is cut off in the middle of a block.
  }
  return Buffer.concat(text).subarray(0, length);
}

export async function kindOf(source: ByteSource): Promise<FileKind | null> {
  return fileKind(await readRange(source, 0, FILE_KIND_BYTES));
}

import type { ByteSource, FileKind } from '../../trace';
import { ContainerError } from './containerError';
import { inflated } from './inflate';
import { codecOf, decodedText, kindOf } from './streamed';
import type { ZipMember } from './zip';

/** A file, or a member of an archive, as it is once unpacked. */
export interface Unwrapped {
  /** Of a member of an archive, the archive's name and its own. */
  readonly name: string;
  /** UTF-8 text, or bytes that nothing here can read; the trace's reader says what they are. */
  readonly source: ByteSource;
  /** What of the file is not in the text, a sentence each. */
  readonly notes: readonly string[];
}

/** What a file holds: itself unpacked, or the members of an archive, which are opened one by one. */
export type Content =
  | { readonly kind: 'one'; readonly file: Unwrapped }
  | { readonly kind: 'archive'; readonly members: readonly ZipMember[] };

/** Compressed files within compressed files; more are no accident. */
const MOST_LAYERS = 4;

/**
 * Unpacks a file, whatever its name, by its first bytes. Rejects with a `ContainerError`.
 * @param seekable whether reading from the middle of `source` costs no more than from the start
 */
export async function unwrap(source: ByteSource, name: string, seekable = true, layer = 0): Promise<Content> {
  const kind = await kindOf(source);
  const one = (text: ByteSource, notes: readonly string[] = []): Content => ({
    kind: 'one',
    file: { name, source: text, notes },
  });
  if (!kind) return one(source);
  const codec = codecOf(kind);
  if (layer >= MOST_LAYERS && codec) throw tooDeep(name);
  if (codec) return unwrap(inflated(source, codec, name), name, false, layer + 1);
  if (kind.id === 'zstd') throw noZstd(name);
  if (kind.id === 'zip') {
    if (!seekable) throw inCompressed(kind, name);
    const { zipMembers } = await import('./zip');
    return { kind: 'archive', members: await zipMembers(source, name) };
  }
  if (kind.id === 'parquet') {
    if (!seekable) throw inCompressed(kind, name);
    const { parquetText } = await import('./parquet');
    const { text, notes } = await parquetText(source, name);
    return one(text, notes);
  }
  return one(decodedText(source, kind, name) ?? source);
}

function tooDeep(name: string): ContainerError {
  return new ContainerError(
    `${name} is compressed more than ${MOST_LAYERS} times over.`,
    'Unpack it, and open the file in it.',
  );
}

function noZstd(name: string): ContainerError {
  return new ContainerError(
    `${name} is compressed with zstd, which this version of the runtime can't unpack.`,
    'Unpack it (zstd -d) and open the file in it, or use VS Code 1.103 or Node.js 22.15 or later.',
  );
}

/** An archive and a Parquet file are read from their end, which compressed data have only once all is unpacked. */
function inCompressed({ name: what }: FileKind, name: string): NestedError {
  return new NestedError(
    `${name} is ${what} within a compressed file.`,
    'Unpack the outer file, and open the one in it.',
  );
}

/** An archive or a Parquet file within a compressed file. */
export class NestedError extends ContainerError {}

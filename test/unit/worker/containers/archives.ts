import { gzipSync } from 'node:zlib';
import yazl from 'yazl';
import { type ByteSource, bytesSource } from '../../../../src/trace';

/** Traces and containers for the tests of this folder. */

export const HEADER = '__time__,functionName,latency,runtime,memoryMB\n';

/** Rows with times from `start` on, one a second. */
export function rows(count: number, start = 1000, name = 'f'): string {
  return Array.from({ length: count }, (_, i) => `${start + i},${name}${i % 3},${200 + (i % 91)},python3,256\n`).join(
    '',
  );
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Bytes in pieces of these lengths, again and again. */
export function inPieces(bytes: Uint8Array, lengths: readonly number[]): ByteSource {
  const pieces: Uint8Array[] = [];
  for (let at = 0, piece = 0; at < bytes.length; piece++) {
    const length = Math.max(1, lengths[piece % lengths.length] ?? bytes.length);
    pieces.push(bytes.subarray(at, at + length));
    at += length;
  }
  return bytesSource(pieces);
}

export async function readAll(source: ByteSource, from = 0): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of source.read(from)) all.push(piece);
  return Buffer.concat(all);
}

export async function textOf(source: ByteSource): Promise<string> {
  return (await readAll(source)).toString();
}

/** A ZIP archive, as another library writes it. */
export async function zip(
  members: Readonly<Record<string, string | Uint8Array>>,
  options: { readonly compress?: boolean; readonly forceZip64Format?: boolean } = {},
): Promise<Buffer> {
  const archive = new yazl.ZipFile();
  for (const [name, content] of Object.entries(members)) {
    if (name.endsWith('/')) archive.addEmptyDirectory(name);
    else archive.addBuffer(Buffer.from(content), name, options);
  }
  archive.end({ forceZip64Format: options.forceZip64Format ?? false });
  const pieces: Buffer[] = [];
  for await (const piece of archive.outputStream) pieces.push(piece as Buffer);
  return Buffer.concat(pieces);
}

/** Puts other bytes wherever these are, of the same number. */
export function patched(bytes: Uint8Array, find: string, replacement: string): Buffer {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(find, replacement), 'latin1');
}

/** Changes each header of an archive's members, local and in the directory. */
export function withHeaders(
  archive: Uint8Array,
  change: (bytes: Buffer, flags: number, method: number) => void,
): Buffer {
  const bytes = Buffer.from(archive);
  for (const [signature, flags, method] of [
    ['PK\x03\x04', 6, 8],
    ['PK\x01\x02', 8, 10],
  ] as const) {
    for (let at = bytes.indexOf(signature, 0, 'latin1'); at >= 0; at = bytes.indexOf(signature, at + 4, 'latin1')) {
      change(bytes, at + flags, at + method);
    }
  }
  return bytes;
}

/** With one byte inverted. */
export function damaged(bytes: Uint8Array, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at < 0 ? copy.length + at : at] ^= 0xff;
  return copy;
}

export function gzip(...texts: readonly string[]): Buffer {
  return Buffer.concat(texts.map((text) => gzipSync(text)));
}

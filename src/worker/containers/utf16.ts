import type { ByteSource } from '../../trace';
import { ContainerError } from './containerError';
import { withoutFirst } from './ranges';

/**
 * UTF-16 text with a byte-order mark as UTF-8, with the same lines. Reading rejects with a `ContainerError` for
 * surrogates without a partner and for an odd number of bytes: read as if they were text, two names might become one.
 * @param name what the error calls the file
 */
export function utf8Source(source: ByteSource, encoding: 'utf-16le' | 'utf-16be', name: string): ByteSource {
  let decoded = 0;
  return {
    // Most text is ASCII.
    get size() {
      return Math.ceil(source.size / 2);
    },
    get stored() {
      return source.stored ?? { bytes: decoded, totalBytes: source.size };
    },
    read: (from) => {
      decoded = 0;
      const count = (bytes: number) => {
        decoded += bytes;
      };
      return withoutFirst(decode(source, encoding, name, count), from);
    },
  };
}

async function* decode(
  source: ByteSource,
  encoding: string,
  name: string,
  count: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  const encoder = new TextEncoder();
  for await (const piece of source.read(0)) {
    count(piece.length);
    const text = decoded(() => decoder.decode(piece, { stream: true }), name);
    if (text !== '') yield encoder.encode(text);
  }
  const rest = decoded(() => decoder.decode(), name);
  if (rest !== '') yield encoder.encode(rest);
}

function decoded(decode: () => string, name: string): string {
  try {
    return decode();
  } catch {
    throw new ContainerError(
      `${name} begins as UTF-16 text and goes on as something else.`,
      'Save the file as UTF-8 and open it again.',
    );
  }
}

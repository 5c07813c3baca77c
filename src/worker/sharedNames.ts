import type { NameBytes } from '../protocol/worker';
import type { NameList } from '../statistics';

/** Names encoded between two checkpoints: a few milliseconds. */
const SLICE = 1 << 14;

/** Puts names into shared memory. @param checkpoint called every few milliseconds */
export async function encodeNames(
  names: readonly string[],
  checkpoint: () => Promise<void> | void,
): Promise<NameBytes> {
  const end = new Uint32Array(new SharedArrayBuffer(names.length * Uint32Array.BYTES_PER_ELEMENT));
  let length = 0;
  for (let id = 0; id < names.length; id++) {
    length += Buffer.byteLength(names[id]);
    end[id] = length;
    if (id % SLICE === 0) await checkpoint();
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(length));
  const buffer = Buffer.from(bytes.buffer);
  for (let id = 0; id < names.length; id++) {
    buffer.write(names[id], id === 0 ? 0 : end[id - 1]);
    if (id % SLICE === 0) await checkpoint();
  }
  return { bytes, end };
}

/** Names in shared memory, each decoded when it is asked for. */
export class SharedNames implements NameList {
  readonly #names: NameBytes;

  constructor(names: NameBytes) {
    this.#names = names;
  }

  get length(): number {
    return this.#names.end.length;
  }

  at(id: number): string | undefined {
    const { bytes, end } = this.#names;
    if (!Number.isInteger(id) || id < 0 || id >= end.length) return undefined;
    return Buffer.from(bytes.buffer, id === 0 ? 0 : end[id - 1], end[id] - (id === 0 ? 0 : end[id - 1])).toString();
  }
}

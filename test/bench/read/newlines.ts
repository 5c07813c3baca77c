import { closeSync, openSync, readSync } from 'node:fs';
import type { Subject } from '../measure/subject';
import type { TraceInput } from './input';

const PIECE_BYTES = 1 << 18;
/** Four newlines. */
const NEWLINES = 0x0a0a0a0a;
const LOW_BITS = 0x7f7f7f7f;

/** A lower bound for any reader: looks at every byte, four at a time, in one buffer. */
export const countNewlines: Subject<TraceInput, number> = ({ file }) => ({
  run() {
    const words = new Int32Array(PIECE_BYTES / Int32Array.BYTES_PER_ELEMENT);
    const bytes = new Uint8Array(words.buffer);
    const handle = openSync(file, 'r');
    let lines = 0;
    for (let length = readSync(handle, bytes); length > 0; length = readSync(handle, bytes)) {
      bytes.fill(0, length);
      // By index: a loop over the iterator takes three times as long.
      for (let i = 0; i < words.length; i++) lines += zeroBytes(words[i] ^ NEWLINES);
    }
    closeSync(handle);
    return lines;
  },
  found: (lines) => ({ rows: lines - 1 }),
});

/** Number of zero bytes among the four of a word. */
function zeroBytes(word: number): number {
  const highBits = ~(((word & LOW_BITS) + LOW_BITS) | word | LOW_BITS);
  return Math.imul(highBits >>> 7, 0x01010101) >>> 24;
}

import { setImmediate } from 'node:timers/promises';
import type { LiveText } from '../../live';
import { copyToSharedMemory } from '../../worker';

/** A text document that can be read in pieces. */
export interface LinedText extends LiveText {
  /** Grows with every change. */
  readonly version: number;
}

/** Approximate size of a slice: one or two milliseconds. Its number of lines is estimated from the slice before. */
const SLICE_CHARACTERS = 1 << 18;
const FIRST_LINES = 100;

/**
 * The document's text as UTF-8 in shared memory, encoded in slices between turns of the event loop. Starts over if the
 * document changes meanwhile, so that all pieces are of one version. Throws the signal's reason once it is aborted.
 */
export async function textPieces(
  document: LinedText,
  signal: AbortSignal,
): Promise<{ readonly pieces: readonly Uint8Array[]; readonly version: number }> {
  const encoder = new TextEncoder();
  for (;;) {
    const { version, lineCount } = document;
    const pieces: Uint8Array[] = [];
    let lines = FIRST_LINES;
    for (let line = 0; line < lineCount && document.version === version; ) {
      const end = Math.min(line + lines, lineCount);
      const text = document.text(line, end);
      pieces.push(copyToSharedMemory(encoder.encode(text)));
      lines = nextLines(end - line, text.length);
      line = end;
      await setImmediate();
      signal.throwIfAborted();
    }
    if (document.version === version) return { pieces, version };
  }
}

/** At most twice as many as before, as the next lines may be longer. */
function nextLines(lines: number, characters: number): number {
  const fitting = Math.floor((lines * SLICE_CHARACTERS) / Math.max(1, characters));
  return Math.max(1, Math.min(2 * lines, fitting));
}

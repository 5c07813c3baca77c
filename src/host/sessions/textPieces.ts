import { setImmediate } from 'node:timers/promises';
import type { LiveText } from '../../live';
import { copyToSharedMemory } from '../../worker';

/** A text document, as far as reading it in pieces goes. */
export interface LinedText extends LiveText {
  /** Goes up with every change. */
  readonly version: number;
}

/** Characters taken at a time, about: one or two milliseconds. How many lines that is, the slice before tells. */
const SLICE_CHARACTERS = 1 << 18;
const FIRST_LINES = 100;

/**
 * The document's text as UTF-8 in shared memory. It is taken in slices, with the event loop turning between them, and from the start
 * again when the document changes meanwhile, so that the pieces are of one version. Throws the signal's reason once it is aborted.
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

/** Grows at most twofold, as the lines that follow may be longer than those before. */
function nextLines(lines: number, characters: number): number {
  const fitting = Math.floor((lines * SLICE_CHARACTERS) / Math.max(1, characters));
  return Math.max(1, Math.min(2 * lines, fitting));
}

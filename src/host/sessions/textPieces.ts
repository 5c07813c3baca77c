import { setImmediate } from 'node:timers/promises';
import { shared } from '../../worker';

/** A text document, as far as reading it in pieces goes. */
export interface LinedText {
  /** Goes up with every change. */
  readonly version: number;
  readonly lineCount: number;
  /** Text of lines [from, to), counted from 0, line ends included. */
  text(from: number, to: number): string;
}

/** Lines taken at a time: about a megabyte of a trace, a few milliseconds. */
const SLICE_LINES = 10_000;

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
    for (let line = 0; line < lineCount && document.version === version; line += SLICE_LINES) {
      pieces.push(shared(encoder.encode(document.text(line, Math.min(line + SLICE_LINES, lineCount)))));
      await setImmediate();
      signal.throwIfAborted();
    }
    if (document.version === version) return { pieces, version };
  }
}

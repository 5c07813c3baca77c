import { describe, expect, it } from 'vitest';
import { type LinedText, textPieces } from '../../../src/host/sessions/textPieces';

class Lines implements LinedText {
  version = 1;
  slices = 0;
  constructor(
    public lines: string[],
    readonly onSlice: (document: Lines) => void = () => {},
  ) {}
  get lineCount() {
    return this.lines.length;
  }
  text(from: number, to: number): string {
    this.slices++;
    this.onSlice(this);
    return this.lines.slice(from, to).join('\n') + (to < this.lines.length ? '\n' : '');
  }
}

const textOf = (pieces: readonly Uint8Array[]) => Buffer.concat(pieces).toString();
const numbered = (count: number) => Array.from({ length: count }, (_, i) => `line ${i} é`);

describe('textPieces', () => {
  it('takes the whole text in slices of shared memory', async () => {
    const document = new Lines(numbered(25_000));
    const { pieces, version } = await textPieces(document, new AbortController().signal);
    expect(version).toBe(1);
    expect(pieces.length).toBeGreaterThan(1);
    expect(pieces.every((piece) => piece.buffer instanceof SharedArrayBuffer)).toBe(true);
    expect(textOf(pieces)).toBe(document.lines.join('\n'));
  });

  it('takes fewer lines at a time if they are long', async () => {
    const document = new Lines([...numbered(5000), ...Array.from({ length: 300 }, () => 'x'.repeat(20_000))]);
    const { pieces } = await textPieces(document, new AbortController().signal);
    expect(textOf(pieces)).toBe(document.lines.join('\n'));
    const lengths = pieces.map(({ length }) => length).sort((a, b) => b - a);
    // The first slice with long lines is too large; the next ones are smaller.
    expect(lengths[1]).toBeLessThanOrEqual(1 << 18);
  });

  it('starts over when the document changes, so that the text is of one version', async () => {
    const document = new Lines(numbered(25_000), (document) => {
      if (document.slices !== 2) return;
      document.version++;
      document.lines = numbered(12_000);
    });
    const { pieces, version } = await textPieces(document, new AbortController().signal);
    expect(version).toBe(2);
    expect(textOf(pieces)).toBe(numbered(12_000).join('\n'));
  });

  it('ends when it is aborted', async () => {
    const abort = new AbortController();
    const document = new Lines(numbered(50_000), () => abort.abort());
    await expect(textPieces(document, abort.signal)).rejects.toThrow(/abort/i);
    expect(document.slices).toBe(1);
  });
});

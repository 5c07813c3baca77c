import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditedLines } from '../../../src/live/editedLines';
import { runs } from '../../depth';

const edit = fc.record({ at: fc.nat(1000), removed: fc.nat(4), inserted: fc.nat(4) });

describe('EditedLines', () => {
  it('maps lines as a naive list of lines does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(edit, { maxLength: 12 }), (count, edits) => {
        /** The original line of each current one; null for a new line. */
        const lines: (number | null)[] = Array.from({ length: count }, (_, line) => line);
        let edited = new EditedLines();
        for (const { at, removed, inserted } of edits) {
          const from = at % (lines.length + 1);
          const count = Math.min(removed, lines.length - from);
          lines.splice(from, count, ...Array.from({ length: inserted }, () => null));
          edited = edited.after({ from, removed: count, inserted });
        }
        for (const [line, original] of lines.entries()) {
          const origin = edited.origin(line);
          if ('line' in origin) expect(origin.line).toBe(original);
          else if (original !== null) expect(original >= origin.hunk.from && original < origin.hunk.to).toBe(true);
        }
        for (let line = 0; line < count; line++) {
          const current = edited.currentLine(line);
          if (current !== null) expect(lines[current]).toBe(line);
          else expect(edited.hunks.some(({ from, to }) => line >= from && line < to)).toBe(true);
        }
        const isNew = lines.flatMap((original, line) => (original === null ? [line] : []));
        for (const line of isNew) expect('hunk' in edited.origin(line)).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('has hunks for edited lines only', () => {
    const edited = new EditedLines()
      .after({ from: 10, removed: 1, inserted: 1 })
      .after({ from: 20, removed: 0, inserted: 3 })
      .after({ from: 5, removed: 2, inserted: 0 });
    expect(edited.hunks.map(({ from, to, lines }) => [from, to, lines])).toEqual([
      [5, 7, 0],
      [10, 11, 1],
      [20, 20, 3],
    ]);
    expect(edited.size).toBe(6);
  });
});

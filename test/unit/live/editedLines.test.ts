import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditedLines } from '../../../src/live/editedLines';
import { runs } from '../../depth';

const edit = fc.record({ at: fc.nat(1000), removed: fc.nat(4), inserted: fc.nat(4) });

describe('lines that are edited', () => {
  it('are found where a list of them has them', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.array(edit, { maxLength: 12 }), (count, edits) => {
        /** The line that was read, or null for a new one. */
        const lines: (number | null)[] = Array.from({ length: count }, (_, line) => line);
        let edited = new EditedLines();
        for (const { at, removed, inserted } of edits) {
          const from = at % (lines.length + 1);
          const gone = Math.min(removed, lines.length - from);
          lines.splice(from, gone, ...Array.from({ length: inserted }, () => null));
          edited = edited.after({ from, removed: gone, inserted });
        }
        for (const [line, read] of lines.entries()) {
          const origin = edited.origin(line);
          if ('line' in origin) expect(origin.line).toBe(read);
          else if (read !== null) expect(read >= origin.hunk.from && read < origin.hunk.to).toBe(true);
        }
        for (let line = 0; line < count; line++) {
          const now = edited.now(line);
          if (now !== null) expect(lines[now]).toBe(line);
          else expect(edited.hunks.some(({ from, to }) => line >= from && line < to)).toBe(true);
        }
        const isNew = lines.flatMap((read, line) => (read === null ? [line] : []));
        for (const line of isNew) expect('hunk' in edited.origin(line)).toBe(true);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('touch nothing but what was edited', () => {
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

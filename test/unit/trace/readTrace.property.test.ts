import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { TraceError, type TraceFile } from '../../../src/trace';
import { TraceReader } from '../../../src/trace/traceReader';
import { runs } from '../../depth';
import { pieces, traceBytes } from './files';
import { asNaive, naiveRead } from './oracle';

const RUNS = runs(2000);

/** Reads bytes in pieces; null where the file cannot be read as a trace. */
function read(parts: readonly Uint8Array[], stretch: number): TraceFile | null {
  const reader = new TraceReader(stretch);
  try {
    for (const part of parts) for (const _ of reader.write(part));
    return reader.end();
  } catch (error) {
    if (error instanceof TraceError) return null;
    throw error;
  }
}

describe('reading any file', () => {
  it('agrees with a naive reader, in any pieces', () => {
    fc.assert(
      fc.property(
        traceBytes,
        fc.array(fc.nat(), { maxLength: 4 }),
        fc.integer({ min: 1, max: 100 }),
        (bytes, cuts, stretch) => {
          const trace = read(pieces(bytes, cuts), stretch);
          expect(trace && asNaive(trace)).toEqual(naiveRead(bytes));
        },
      ),
      { numRuns: RUNS },
    );
  });

  it('accounts for every record', () => {
    fc.assert(
      fc.property(traceBytes, (bytes) => {
        const trace = read([bytes], 1 << 18);
        if (!trace) return;
        const { rows, badRows, blankLines, headerLines, records, physicalLines } = trace.account;
        expect(rows + badRows + blankLines + headerLines).toBe(records);
        expect(physicalLines).toBeGreaterThanOrEqual(records);
        expect(trace.problems.length).toBe(Math.min(badRows + trace.unreadableValues, 1000));
        expect(trace.problems.filter(({ kept }) => kept).length).toBe(trace.unreadableValues);
        expect(trace.table.rowCount).toBe(rows);
      }),
      { numRuns: runs(500) },
    );
  });

  it('numbers names in order of their first row', () => {
    fc.assert(
      fc.property(traceBytes, (bytes) => {
        const trace = read([bytes], 1 << 18);
        if (!trace) return;
        const { functionId, functionNames, runtimeId, runtimeNames } = trace.table;
        expect([...new Set(functionId)]).toEqual([...functionNames].map((_, id) => id));
        expect([...new Set(runtimeId ?? [0])]).toEqual([...runtimeNames.keys()]);
        expect(new Set(functionNames).size).toBe(functionNames.length);
      }),
      { numRuns: runs(500) },
    );
  });
});

import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recordSpans, splitRecord } from '../../../src/trace';
import { RecordCutter } from '../../../src/trace/records';
import { runs } from '../../depth';

const text = fc.string({ unit: fc.constantFrom('a', 'é', ',', '"', '\n', '\r', ' '), maxLength: 20 });

/** The first record of a text as `RecordCutter` cuts it; null for a malformed one. */
function cut(text: string): string | null {
  const bytes = new TextEncoder().encode(text);
  const cutter = new RecordCutter();
  const found = cutter.cut(bytes, 0, bytes.length, true);
  if (found === 'broken') return null;
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, cutter.next - cutter.lineEnd.length));
}

describe('the CSV grammar for text', () => {
  it('finds the record and the fields that the byte grammar and csv-parse find', () => {
    let wellFormed = 0;
    fc.assert(
      fc.property(text, (text) => {
        const record = cut(text);
        fc.pre(record !== null);
        wellFormed++;
        const { fields, isClosed } = recordSpans(text);
        expect([isClosed, fields.at(-1)!.end]).toEqual([true, record!.length]);
        const [expected = ['']] = parse(record!, { recordDelimiter: ['\r\n', '\n', '\r'], relaxColumnCount: true });
        expect(splitRecord(text)).toEqual(expected);
      }),
      { numRuns: runs(5000) },
    );
    expect(wellFormed).toBeGreaterThan(20);
  });

  it.each([
    ['a"b,c', ['a"b', 'c']],
    ['"a"b,c', ['a"b', 'c']],
    ['a,"b,c', ['a', 'b,c']],
    ['', ['']],
    ['a,', ['a', '']],
    ['\ufeffa,b', ['\ufeffa', 'b']],
  ])('splits %j as well as it can', (record, fields) => {
    expect(splitRecord(record)).toEqual(fields);
  });
});

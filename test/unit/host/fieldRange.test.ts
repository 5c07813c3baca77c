import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldSpan } from '../../../src/host/editor/fieldRange';

/** The text of a field's span, the lines joined by `\n`. */
function fieldText(text: string, line: number, field: number): string {
  const lines = text.split('\n');
  const { startLine, start, endLine, end } = fieldSpan((at) => lines[at], lines.length, line, field);
  if (startLine === endLine) return lines[startLine].slice(start, end);
  return [lines[startLine].slice(start), ...lines.slice(startLine + 1, endLine), lines[endLine].slice(0, end)].join(
    '\n',
  );
}

describe('fieldSpan', () => {
  const text = 'a,b,c\n1,,3\n"x, ""y""","two\nlines",z\nlast';

  it.each([
    [0, 1, 'a'],
    [0, 3, 'c'],
    [1, 2, ''],
    [1, 3, '3'],
    [2, 1, '"x, ""y"""'],
    [2, 2, '"two\nlines"'],
    [2, 3, 'z'],
    [4, 1, 'last'],
  ])('finds field on line %i, number %i', (line, field, expected) => {
    expect(fieldText(text, line, field)).toBe(expected);
  });

  it('finds the whole record if no field is wrong', () => {
    expect(fieldText(text, 1, 0)).toBe('1,,3');
    expect(fieldText(text, 2, 0)).toBe('"x, ""y""","two\nlines",z');
  });

  it('finds the whole line if the record has fewer fields', () => {
    expect(fieldText(text, 0, 4)).toBe('a,b,c');
  });

  it('finds the first line of a record with an unclosed quote', () => {
    expect(fieldText('ok,"open\nmore\nand more', 0, 2)).toBe('ok,"open');
  });

  it('finds each field of any record', () => {
    const field = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ' ', 'é'), maxLength: 6 });
    const records = fc.array(fc.array(field, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 5 });
    const quoted = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
    fc.assert(
      fc.property(records, (records) => {
        const text = records.map((fields) => fields.map(quoted).join(',')).join('\n');
        let line = 0;
        for (const fields of records) {
          for (const [i, value] of fields.entries()) expect(fieldText(text, line, i + 1)).toBe(quoted(value));
          line += fields.join(',').split('\n').length;
        }
      }),
    );
  });
});

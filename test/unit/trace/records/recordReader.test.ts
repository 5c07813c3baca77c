import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cutting, RecordFormat, SourceRecord } from '../../../../src/trace/formats';
import { RecordReader } from '../../../../src/trace/records/recordReader';
import { TraceError } from '../../../../src/trace/traceError';
import { runs } from '../../../depth';

/** Rows `{"t":…,"f":…,"l":…}`, or lines `cold t f l`; warm without `l`. */
const FORMAT: RecordFormat = {
  id: 'test',
  title: 'Test records',
  kind: 'records',
  recognise: () => null,
  columns: [
    { key: 'pull', title: 'pull', role: 'stage' },
    { key: 'imageBytes', title: 'image', role: 'measure', unit: 'bytes' },
    { key: 'node', title: 'node', role: 'label' },
  ],
  parser: (sink) => ({
    record: ({ line, value, context }: SourceRecord) => {
      const row = (typeof value === 'string' ? fromText(value) : value) as Record<string, unknown> | null;
      if (row === null || typeof row !== 'object') return sink.other('note');
      const name = `${context?.group ?? row.f}`;
      const shared = { line, time: Number(row.t), function: name, id: row.id as string | undefined };
      if (row.l === undefined || row.l === '') return sink.warm(shared);
      const numbers = { pull: row.pull as number | undefined };
      sink.cold({ ...shared, latency: Number(row.l), numbers, labels: { node: row.node as string | undefined } });
    },
    assumptions: () => [{ key: 'zone', text: 'dates are UTC' }],
  }),
};

function fromText(line: string): Record<string, unknown> | null {
  const [kind, t, f, l] = line.split(' ');
  return kind === 'cold' ? { t, f, l } : null;
}

function read(text: string, cutting: Cutting, pieces: readonly number[] = [], format = FORMAT, stretch = 7) {
  const bytes = new TextEncoder().encode(text);
  const reader = new RecordReader(format, cutting, stretch);
  let at = 0;
  for (const length of [...pieces, bytes.length]) {
    for (const _ of reader.write(bytes.slice(at, at + length)));
    at += length;
  }
  const file = reader.end();
  const { table, account, problems } = file;
  const { rows, warmRows, otherRows, duplicateRows, badRows, blankLines, headerLines, records } = account;
  const others = otherRows.reduce((sum, { count }) => sum + count, 0);
  expect(rows + warmRows + others + duplicateRows + badRows + blankLines + headerLines).toBe(records);
  return {
    file,
    account,
    problems,
    lines: [...table.line],
    times: [...table.time],
    functions: [...table.functionId].map((id) => table.functionNames.at(id)),
  };
}

const row = (t: number, more = {}) => JSON.stringify({ t, f: 'f', l: 1.5, ...more });

describe('JSON records', () => {
  it.each([
    ['lines', `${row(1)}\n${row(2)}\n`, [1, 2]],
    ['lines without a last line end', `${row(1)}\r\n\r\n${row(2)}`, [1, 3]],
    ['values back to back', `${row(1)}${row(2)} ${row(3)}`, [1, 1, 1]],
    ['an array on one line', `[${row(1)},${row(2)}]`, [1, 1]],
    ['an array with an element a line', `[\n${row(1)},\n${row(2)}\n]\n`, [2, 3]],
    [
      'an indented array',
      JSON.stringify(
        [
          { t: 1, f: 'f', l: 1 },
          { t: 2, f: 'f', l: 1 },
        ],
        null,
        2,
      ),
      [2, 7],
    ],
    ['a value below a line of text', `ok: got activation 12\n${JSON.stringify({ t: 1, f: 'f', l: 1 }, null, 4)}`, [2]],
    ['several arrays', `[${row(1)}]\n[${row(2)}]\n`, [1, 2]],
  ])('are %s', (_, text, lines) => {
    const found = read(text, { as: 'json' });
    expect(found.lines).toEqual(lines);
    expect(found.account.badRows).toBe(0);
    expect(found.account.physicalLines).toBe(text.replace(/\n$/, '').split('\n').length);
  });

  it('are elements of a list, with members of its object wherever they stand', () => {
    const object = (group: string, t: number) =>
      `{"events":[${row(t)},${row(t + 1)}],"group":"${group}","x":{"y":[1]}}`;
    const found = read(`${object('a', 1)}${object('b', 5)}\n`, { as: 'jsonList', list: 'events', context: ['group'] });
    expect(found.functions).toEqual(['a', 'a', 'b', 'b']);
    expect(found.times).toEqual([1, 2, 5, 6]);
  });

  it('cost themselves alone when they are damaged', () => {
    const found = read([row(1), '{"t": 2, "f": "g', row(3), 'no JSON', row(4), '{"t":'].join('\n'), { as: 'json' });
    expect(found.times).toEqual([1, 3, 4]);
    expect(found.problems.map(({ line }) => line)).toEqual([2, 4, 6]);
  });

  it('are counted if the file ends within one', () => {
    const found = read(`[${row(1)},\n{"t": 2, "f": [`, { as: 'json' });
    expect(found.account).toMatchObject({ rows: 1, badRows: 1, records: 2 });
  });

  it('are not parsed without a needle', () => {
    const format = { ...FORMAT, needles: ['"l"'], rest: 'other line' };
    const found = read(`${row(1)}\n{"t":2,"note":"x"}\n${row(3)}\n`, { as: 'json' }, [], format);
    expect(found.account).toMatchObject({ rows: 2, otherRows: [{ name: 'other line', count: 1 }] });
  });

  const json = fc.jsonValue({ maxDepth: 3 });
  const layouts: readonly ((values: readonly unknown[], indent: number) => string)[] = [
    (values) => values.map((value) => JSON.stringify(value)).join('\n'),
    (values, indent) => JSON.stringify(values, null, indent),
    (values) => `[\n${values.map((value) => JSON.stringify(value)).join(',\n')}\n]`,
    (values, indent) => values.map((value) => JSON.stringify({ value }, null, indent)).join(' '),
  ];

  it('are the same however the bytes are split, and as JSON.parse reads them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ t: fc.nat(), f: fc.string({ minLength: 1 }), l: fc.nat(), more: json }), { minLength: 1 }),
        fc.constantFrom(...layouts.slice(0, 3)),
        fc.integer({ min: 0, max: 3 }),
        fc.array(fc.integer({ min: 1, max: 40 })),
        fc.integer({ min: 1, max: 64 }),
        (values, layout, indent, pieces, stretch) => {
          const found = read(layout(values, indent), { as: 'json' }, pieces, FORMAT, stretch);
          expect(found.times).toEqual(values.map(({ t }) => t));
          expect(found.functions).toEqual(values.map(({ f }) => f));
        },
      ),
      { numRuns: runs(300) },
    );
  });

  it('are accounted for the same way however damaged bytes are split', () => {
    fc.assert(
      fc.property(
        fc.array(json, { maxLength: 6 }),
        fc.constantFrom(...layouts),
        fc.integer({ min: 0, max: 2 }),
        fc.array(fc.tuple(fc.nat(300), fc.constantFrom('{', '}', '[', ']', '"', '\n', ',', '\\', 'x', '')), {
          maxLength: 4,
        }),
        fc.array(fc.integer({ min: 1, max: 30 })),
        fc.integer({ min: 1, max: 64 }),
        (values, layout, indent, damage, pieces, stretch) => {
          let text = `${row(1)}\n${layout(values, indent)}`;
          for (const [at, what] of damage) text = `${text.slice(0, at)}${what}${text.slice(at + 1)}`;
          const outcome = (...how: [readonly number[], number]) => {
            try {
              return read(text, { as: 'json' }, how[0], FORMAT, how[1]).account;
            } catch (error) {
              if (!(error instanceof TraceError)) throw error;
              return error.account;
            }
          };
          expect(outcome(pieces, stretch)).toEqual(outcome([], 1 << 20));
        },
      ),
      { numRuns: runs(500) },
    );
  });
});

describe('lines of text', () => {
  it('are records, blank lines and others', () => {
    const found = read('cold 1 f 2\r\n\n \nnote\ncold 3 g 4', { as: 'lines' });
    expect(found).toMatchObject({ lines: [1, 5], functions: ['f', 'g'] });
    expect(found.account).toMatchObject({ blankLines: 2, otherRows: [{ name: 'note', count: 1 }], physicalLines: 5 });
  });

  it('end where an editor ends them', () => {
    const found = read('cold 1 f 2\rnote\r\ncold 3 g 4\r\rnote\ncold 5 h 6\r', { as: 'lines' });
    expect(found.lines).toEqual([1, 3, 6]);
    expect(found.account).toMatchObject({ blankLines: 1, otherRows: [{ name: 'note', count: 2 }] });
  });

  it('are the same with and without needles', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('cold 1 f 2', 'cold 3 ü 4', 'note', '', '  ', 'nöte', 'cold 4 g 5\rnote', '\r'), {
          minLength: 1,
        }),
        fc.array(fc.integer({ min: 1, max: 20 })),
        fc.integer({ min: 1, max: 64 }),
        (lines, pieces, stretch) => {
          const text = `cold 0 f 1\n${lines.join('\n')}`;
          const format = { ...FORMAT, needles: ['cold'], rest: 'note' };
          const found = read(text, { as: 'lines' }, pieces, format, stretch);
          const plain = read(text, { as: 'lines' });
          expect({ ...found, file: null }).toEqual({ ...plain, file: null });
        },
      ),
      { numRuns: runs(300) },
    );
  });
});

describe('records of a table', () => {
  it('count a line with a stray quote once, wherever its pieces end', () => {
    const text = 't,f,l\n1,f,2\n2,f"x,3\n4,f,5\n6,"f"y,7\n';
    for (let stretch = 1; stretch <= text.length; stretch++) {
      const { account, lines } = read(text, { as: 'table', delimiter: ',', skipLines: 0 }, [], FORMAT, stretch);
      expect([account.rows, account.badRows, account.records, lines]).toEqual([2, 2, 5, [2, 4]]);
    }
  });

  it('have quotes over several lines, and a header below other lines', () => {
    const found = read('sep=,\nt,f,l\n1,f,2\n2,"a\nb",3\n3,f,\n4,f\n', { as: 'table', delimiter: ',', skipLines: 1 });
    expect(found).toMatchObject({ lines: [3, 4], functions: ['f', 'a\nb'] });
    expect(found.account).toMatchObject({ headerLines: 2, warmRows: 1, badRows: 1, physicalLines: 7 });
  });

  it('are rows of a Markdown table', () => {
    const found = read('| t | f | l |\n| --- | :-: | --- |\n| 1 | a\\|b | 2 |\n', { as: 'markdown' });
    expect(found.functions).toEqual(['a|b']);
  });
});

describe('rows of records', () => {
  it('keep stages and labels, drop columns without a value, and leave out duplicates', () => {
    const text = [
      row(1, { pull: 0.5, node: 'a', id: 'x' }),
      row(2, { node: 'b' }),
      row(1, { id: 'x' }),
      '{"t":4,"f":"w"}',
    ];
    const { file, account } = read(text.join('\n'), { as: 'json' });
    expect(file.table.stages.map(({ key, values }) => [key, ...values])).toEqual([['pull', 0.5, Number.NaN]]);
    expect(file.table.measures).toEqual([]);
    expect(file.table.labels.map(({ names, ids }) => [...ids].map((id) => names[id]))).toEqual([['a', 'b']]);
    expect(file.table.memoryMB).toBeNull();
    expect(account).toMatchObject({ rows: 2, duplicateRows: 1, warmRows: 1 });
    expect(file.table.warm?.time[0]).toBe(4);
    expect(file.table.functionNames.at(file.table.warm!.functionId[0])).toBe('w');
  });

  it('are no duplicates where a retried request is a cold start and a warm invocation', () => {
    const warm = '{"t":4,"f":"f","id":"x"}';
    const { account } = read([row(1, { id: 'x' }), warm, warm, row(1, { id: 'x' })].join('\n'), { as: 'json' });
    expect(account).toMatchObject({ rows: 1, warmRows: 1, duplicateRows: 2 });
  });

  it('come in the order of their lines', () => {
    const late: RecordFormat = {
      ...FORMAT,
      parser: (sink) => {
        const lines: number[] = [];
        return {
          record: ({ line }) => void lines.push(line),
          end: () => {
            for (const line of lines.reverse()) sink.cold({ line, time: line, function: `f${line}`, latency: 1 });
          },
          assumptions: () => [],
        };
      },
    };
    const found = read('a\nb\nc\n', { as: 'lines' }, [], late);
    expect(found).toMatchObject({ lines: [1, 2, 3], times: [1, 2, 3], functions: ['f1', 'f2', 'f3'] });
  });

  it('name what is wrong without the text of the record', () => {
    const found = read(`${row(1)}\n${row(-1)}\n${row(2, { f: '' })}\n${row(3, { l: -4 })}`, { as: 'json' });
    expect(found.problems.map(({ line, column, found }) => [line, column, found])).toEqual([
      [2, 'time', 'something else'],
      [3, 'function', 'something else'],
      [4, 'latency', 'something else'],
    ]);
  });

  it('refuse a file without a cold start, and say what it holds', () => {
    expect(() => read('[{"t":1,"f":"f"},7]\n', { as: 'json' })).toThrow(
      'This file (Test records) holds no cold start: 1 warm invocation, 1 × note.',
    );
  });
});

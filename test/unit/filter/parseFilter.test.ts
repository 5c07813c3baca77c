import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterFields, LONGEST_FILTER, parseFilter } from '../../../src/filter';
import { runs } from '../../depth';
import { fieldsOf, hostileText, someTable } from './traces';

const fields = fieldsOf(someTable);
const several = fieldsOf(someTable, 'several days');
const relative = fieldsOf(someTable, 'relative');

/** The wrong part of a filter and what is said of it. */
function problem(text: string, of = fields): readonly [part: string, message: string] {
  const { problems } = parseFilter(text, of);
  expect(problems).toHaveLength(1);
  const [{ from, to, message }] = problems;
  return [text.slice(from, to), message];
}

describe('filterFields', () => {
  it('derives a field of each column, none with the name of another', () => {
    expect(fields.map(({ name }) => name)).toEqual([
      ...['time', 'latency', 'fn', 'runtime', 'region', 'a:b', 'memory', 'image', 'measure.fn'],
      ...['stage.pull', 'stage.un pack'],
    ]);
    const names = fields.flatMap(({ name, otherNames }) => [name, ...otherNames]);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toEqual(expect.arrayContaining(['function', 'memoryMB', 'label.region', 'measure.image']));
  });

  it('knows in which 24 hours the trace lies, from midnight if possible, else from an hour or a minute', () => {
    const described = { labels: [], measures: [], stages: [] };
    const window = (from: number, to: number) => {
      const [{ values }] = filterFields({ described, relativeTime: false, timeRange: { from, to } });
      return values.kind === 'time' ? values.window : undefined;
    };
    expect(window(86_400, 172_799.9)).toBe(86_400);
    expect(window(86_400 + 58_800, 172_800)).toBe(86_400 + 57_600);
    expect(window(86_400 + 58_830, 172_800 + 58_799.9)).toBe(86_400 + 58_800);
    expect(window(86_400 + 58_830, 172_800 + 58_800)).toBeNull();
    const [{ values }] = filterFields({ described, relativeTime: false, timeRange: null });
    expect(values).toMatchObject({ window: null });
  });
});

describe('parseFilter', () => {
  it('reads the example of the documentation', () => {
    const text = 'runtime:python latency>10s fn:orders* time:07:00..09:00 stage.pull>1s';
    const { filter, words, problems } = parseFilter(text, fields);
    expect(problems).toEqual([]);
    expect(filter.terms.map(({ field, condition }) => [field.name, condition])).toEqual([
      ['runtime', { kind: 'is', patterns: [['python']] }],
      ['latency', { kind: 'compare', operator: '>', value: 10 }],
      ['fn', { kind: 'is', patterns: [['orders', '']] }],
      ['time', { kind: 'range', from: 1_620_457_200, to: 1_620_464_400 }],
      ['stage.pull', { kind: 'compare', operator: '>', value: 1 }],
    ]);
    expect(words.map(({ from, to }) => text.slice(from, to))).toEqual(text.split(' '));
  });

  it.each([
    ['runtime:python laten>10s', 'laten', 'There is no field “laten” in this trace. Write latency.'],
    ['latency>10', '10', '“10” needs a unit. Write it as in 10s, 250ms, 2min or 1h.'],
    ['latency>10x', '10x', '“x” is not a unit of this field. Write a number such as 10s, 250ms, 2min or 1h.'],
    ['latency>fast', 'fast', '“fast” is not a number. Write one such as 10s, 250ms, 2min or 1h.'],
    ['latency>-1s', '-1s', '“-1s” is not a number. Write one such as 10s, 250ms, 2min or 1h.'],
    ['latency>1e999s', '1e999s', '“1e999s” is too large. Write a smaller number.'],
    ['latency>', 'latency>', 'A value is missing. Write latency>10s.'],
    ['latency > 10s', '>', 'A field is missing before “>”. Write latency>10s, without spaces.'],
    ['latency=10s', 'latency=10s', '“=” is part of a name here. Write latency:10s.'],
    ['latency>1s,2s', '1s,2s', '“>” takes one value. Write latency>10s.'],
    ['latency:1s,2s..3s', '2s..3s', 'A range stands alone. Leave the other values out.'],
    ['latency:..', '..', 'A range needs a start or an end. Write one before or after “..”.'],
    [
      'latency:3s..2s',
      '3s..2s',
      'This range is empty: it goes from 3s up to, but not including, 2s. Write the smaller value first.',
    ],
    ['runtime>x', 'runtime>x', 'runtime is text, which has no order. Write runtime:VALUE.'],
    ['runtime:', 'runtime:', 'A value is missing. Write one, leave the comma out, or write "" for an unknown value.'],
    ['runtime:"python', '"python', 'The quote is not closed: write " at its end.'],
    ['time:25:00..', '25:00', '“25:00” is not a time. Write one such as 00:00.'],
    ['time:2021..', '2021', '“2021” is not a time. Write one such as 00:00.'],
    [
      'time>2021-02-30',
      '2021-02-30',
      '“2021-02-30” is not a date: the month has no such day. Write a day of the calendar.',
    ],
    [
      'time:3d04:00..',
      '3d04:00',
      'The times of this trace are dates, not days since its start. Write one such as 00:00.',
    ],
    [
      'time:07:00,08:00',
      '07:00,08:00',
      'time takes one range: [start]..[end]. Write time:00:00.. for all from then on.',
    ],
    ['-', '-', 'A word is missing after “-”. Write -runtime:python, without spaces.'],
    [',python', ',python', 'A value is missing before the comma. Leave the comma out.'],
    ['""', '""', 'This word is empty. Write a part of a function’s name, or leave it out.'],
  ])('says of %s what is wrong with “%s”', (text, part, message) => {
    const [found] = parseFilter(text, fields).problems;
    expect([text.slice(found.from, found.to), found.message]).toEqual([part, message]);
  });

  it('lists the fields where no name is near', () => {
    expect(problem('arn:aws')).toEqual([
      'arn',
      `There is no field “arn” in this trace. The fields are ${fields.map(({ name }) => name).join(', ')}. ` +
        'Put a function’s name in quotes: "arn".',
    ]);
  });

  it('asks for the day of a time where the trace has several', () => {
    expect(problem('time:07:00..', several)).toEqual([
      '07:00',
      'The trace is longer than a day: say on which day “07:00” is. Write one such as 2021-05-08T00:00.',
    ]);
    expect(problem('time:2021-05-08..', relative)[1]).toBe(
      'This trace tells no dates: its times count from its start. Write one such as 0d00:00.',
    );
  });

  it('reads the other words of a filter that is wrong in one, and knows the field of the wrong one', () => {
    const { filter, words, problems } = parseFilter('runtime:go latency>10 fn:a', fields);
    expect(filter.terms).toHaveLength(2);
    expect(words.map(({ field, term }) => [field?.name, term === null])).toEqual([
      ['runtime', false],
      ['latency', true],
      ['fn', false],
    ]);
    expect(problems).toHaveLength(1);
  });

  it('reads any text, with problems inside it', () => {
    const words = fc.array(fc.oneof(hostileText, fc.constantFrom('fn:', 'latency>', 'time:', '..', '10s', 'memory:')));
    fc.assert(
      fc.property(words, (parts) => {
        const text = parts.join('');
        const { words, problems } = parseFilter(text, fields);
        for (const { from, to } of [...words, ...problems]) {
          expect(0 <= from && from < to && to <= text.length).toBe(true);
        }
        for (const { message } of problems) expect(message).toMatch(/\.$/);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('reads the longest filters, and refuses longer ones', () => {
    for (const part of ['"', '\\', '*', 'a', '1', ',', ' ', '.', ':', '-', '1:', 'a*', '>=']) {
      const text = `fn:${part.repeat(LONGEST_FILTER)}`.slice(0, LONGEST_FILTER);
      expect(parseFilter(text, fields).filter.terms.length).toBeLessThan(LONGEST_FILTER);
      const time = `time:${part.repeat(LONGEST_FILTER)}`.slice(0, LONGEST_FILTER);
      expect(parseFilter(time, fields).filter.terms.length).toBeLessThan(LONGEST_FILTER);
      expect(problem(`fn:${'a'.repeat(LONGEST_FILTER)}`)[1]).toBe(
        'A filter has at most 20000 characters. Write fewer values, or wildcards.',
      );
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterText, parseFilter } from '../../../src/filter';
import { runs } from '../../depth';
import { DAY, fieldsOf, hostileText, type Span, START, someTable, termOf } from './traces';

describe('filterText', () => {
  for (const span of ['a day', '24 hours', 'several days', 'relative'] as const) {
    const fields = fieldsOf(someTable, span);

    it(`is read back as the same filter, of a trace with times of ${span}`, () => {
      fc.assert(
        fc.property(fc.array(termOf(fields, hostileText), { maxLength: 5 }), (terms) => {
          const text = filterText({ terms });
          const parsed = parseFilter(text, fields);
          expect(parsed.problems).toEqual([]);
          expect(parsed.filter).toEqual({ terms });
          expect(text).not.toMatch(/[\n\r\u202e]/);
        }),
        { numRuns: runs(2000) },
      );
    });
  }

  const fields = fieldsOf(someTable);
  it.each([
    ['  runtime:python   latency>10s ', 'runtime:python latency>10s'],
    ['latency:..250ms', 'latency<250ms'],
    ['latency:10000ms..', 'latency>=10s'],
    ['latency:1.5min..2h', 'latency:90s..2h'],
    ['Latency>0.25s', 'latency>250ms'],
    ['memory:0.5GB,128', 'memory:500MB,128MB'],
    ['memoryMB:""', 'memory:""'],
    ['function:"orders-api"', 'fn:orders-api'],
    ['fn:"a b"*', 'fn:"a b"*'],
    ['fn:a**b', 'fn:a*b'],
    ['orders', 'orders'],
    ['-orders,pay', '-orders,pay'],
    ['-runtime:python,go', '-runtime:python,go'],
    ['time:7:00..', 'time>=07:00'],
    ['time:07:00', 'time:07:00..07:01'],
    ['time:07:00:30.25..09:00', 'time:07:00:30.25..09:00'],
    ['time:2021-05-08T16:20Z..24:00', 'time:16:20..24:00'],
    ['time:1620000000..', 'time>=2021-05-03T00:00'],
    ['stage.pull>1s', 'stage.pull>1s'],
    ['"stage.un pack"<1s', '"stage.un pack"<1s'],
    ['"a:b":x', '"a:b":x'],
    ['measure.fn>=45000', 'measure.fn>=45kB'],
  ])('writes %s as %s', (text, canonical) => {
    const { filter, problems } = parseFilter(text, fields);
    expect(problems).toEqual([]);
    expect(filterText(filter)).toBe(canonical);
  });

  it('writes times of several days with their dates, and relative ones with their days', () => {
    const canonical = (text: string, span: Span) => {
      const { filter, problems } = parseFilter(text, fieldsOf(someTable, span));
      expect(problems).toEqual([]);
      return filterText(filter);
    };
    expect(canonical('time:2021-05-08', 'several days')).toBe('time:2021-05-08T00:00..2021-05-09T00:00');
    expect(canonical('time>2021-05-08T16:20:07.5', 'several days')).toBe('time>2021-05-08T16:20:07.5');
    expect(canonical('time:3d04:12:07..4d', 'relative')).toBe('time:3d04:12:07..4d00:00');
    expect(canonical('time<100', 'relative')).toBe('time<0d00:01:40');
  });

  it('writes times of day of 24 hours across midnight: their ends are equal times of day', () => {
    const of24Hours = (text: string) => {
      const { filter, problems } = parseFilter(text, fieldsOf(someTable, '24 hours'));
      expect(problems).toEqual([]);
      return [filterText(filter), filter.terms[0].condition];
    };
    const at = (day: number, hours: number) => START + day * DAY + hours * 3600;
    expect(of24Hours('time:23:00..01:00')).toEqual([
      'time:23:00..01:00',
      { kind: 'range', from: at(0, 23), to: at(1, 1) },
    ]);
    expect(of24Hours('time:16:20..16:20')).toEqual([
      'time:16:20..16:20',
      { kind: 'range', from: at(0, 49 / 3), to: at(1, 49 / 3) },
    ]);
    expect(of24Hours('time<16:20')[1]).toMatchObject({ value: at(1, 49 / 3) });
    expect(of24Hours('time>16:20')[1]).toMatchObject({ value: at(0, 49 / 3) });
    expect(of24Hours('time:20:00..2021-05-09')[0]).toBe('time:20:00..24:00');
    expect(of24Hours('time:2021-05-08..07:00')[0]).toBe('time:2021-05-08T00:00..07:00');
  });
});

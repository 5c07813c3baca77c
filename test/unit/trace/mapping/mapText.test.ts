import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DURATION_UNITS, MEMORY_UNITS, type TableMapping } from '../../../../src/trace/formats/format';
import { DELIMITERS } from '../../../../src/trace/formats/sample';
import { shownUnit, titleOf } from '../../../../src/trace/mapping/choices';
import { completeMap } from '../../../../src/trace/mapping/completeMap';
import { mapText, parseMap } from '../../../../src/trace/mapping/mapText';
import { runs } from '../../../depth';

const TABLE = [
  '# our own export',
  'when;app;name;init_ms;mem;isCold;pull;region',
  '2025-03-04 09:15:10;a;main;210,5;512;true;100,5;eu',
  '2025-03-04 09:15:11;b;main;190,5;256;true;90,5;us',
  '',
].join('\n');

describe('--map', () => {
  it('names columns, and takes the rest from the file', () => {
    const text =
      'time=when,function=app+name,latency=init_ms,memory=mem:MiB,cold=isCold:true,stage.pull=pull:ms,region=region';
    expect(completeMap(parseMap(text), TABLE)).toEqual({
      delimiter: ';',
      decimalComma: true,
      skipLines: 1,
      header: true,
      time: { column: 'when', as: 'iso', zone: 0, relative: false },
      function: { parts: [{ column: 'app' }, { column: 'name' }], join: '/' },
      latency: { column: 'init_ms', unit: 'ms' },
      memoryMB: { column: 'mem', unit: 'MiB' },
      cold: { column: 'isCold', equals: ['true'] },
      extras: [
        { key: 'pull', title: 'pull', role: 'stage', column: 'pull', fileUnit: 'ms' },
        { key: 'region', title: 'region', role: 'label', column: 'region' },
      ],
      assumptions: [
        { key: 'function', text: 'a function is app/name' },
        { key: 'cold', text: 'a cold start has isCold = true' },
        { key: 'zone', text: 'dates are UTC' },
      ],
    });
  });

  it('takes names in quotes, constants, zones, parts of a column, and units as any keyboard has them', () => {
    expect(
      parseMap('time="a, ""b""":dmy:-0330,function==orders,latency=l:us,runtime=pod{-,0,-1},memory=m:bytes*10^6'),
    ).toMatchObject({
      time: { column: 'a, "b"', as: 'dmy', zone: -210 },
      function: { parts: [], constant: 'orders' },
      latency: { unit: 'µs' },
      runtime: { parts: [{ column: 'pod', cut: { separator: '-', from: 0, to: -1 } }] },
      memoryMB: { unit: 'bytes·10⁶' },
    });
  });

  it('takes small numbers as times since the start of the data set', () => {
    const text = 'time,fn,s\n0.5,a,1\n1.5,b,2\n';
    expect(completeMap(parseMap('time=time,function=fn,latency=s:s'), text).time).toEqual({
      column: 'time',
      as: 's',
      zone: 0,
      relative: true,
    });
  });

  it('says where it cannot be read, and what to write', () => {
    const wrong = {
      '': 'character 1: a name is missing before "=".',
      'time=': 'character 6: a column is missing.',
      'time=a,function=b': 'character 18: latency is missing.',
      'time:a': 'character 5: "=" is missing after time.',
      'time="a': 'character 6: a double quote is never closed.',
      'time=a,time=b': 'character 8: time is given twice.',
      'time=a"b"': 'character 7: """ is not expected here.',
      'time=a:noon,function=b,latency=c': 'character 1: time can\'t be "noon".',
      'time=a,function=b,latency=c:min': 'character 19: the unit of latency can\'t be "min".',
      'time=a+b,function=b,latency=c': 'character 1: time takes one column.',
      'time=a,function=b,latency=c,skip==x': "character 29: skip can't be read.",
      'time=a,function=b{-},latency=c': 'character 19: a part of a column is not complete.',
      'time=a,function=b,latency=c,stage.=d': 'character 29: stage. has no name.',
    };
    for (const [text, message] of Object.entries(wrong)) {
      expect(() => parseMap(text), text).toThrow(`--map, ${message}`);
    }
  });

  it('lists the columns of a file that lacks one', () => {
    expect(() => completeMap(parseMap('time=when,function=who,latency=init_ms'), TABLE)).toThrow(
      expect.objectContaining({
        message: 'The file has no column who.',
        advice: 'It has: when, app, name, init_ms, mem, isCold, pull, region. Correct the name in --map.',
      }),
    );
  });

  it('asks for the delimiter of a file that looks like no table', () => {
    const spec = parseMap('time=a,function=b,latency=c');
    expect(() => completeMap(spec, 'some prose\n')).toThrow('The file does not look like a delimited table.');
  });

  it('gives every mapping back from its text', () => {
    fc.assert(
      fc.property(mappings(), ({ mapping, text }) => {
        const { assumptions: _, ...back } = completeMap(parseMap(mapText(mapping)), text);
        const { assumptions: __, ...given } = mapping;
        expect(back).toEqual(given);
      }),
      { numRuns: runs(300) },
    );
  });
});

/** Mappings, each with a table that has its columns. */
function mappings() {
  const cell = fc.string({ unit: fc.constantFrom('a', 'b', '1', ' ', ',', '=', ':', '+', '{', '}', '"', '^', 'é') });
  const name = cell.map((text) => `x${text}x`);
  const duration = fc.constantFrom(...DURATION_UNITS);
  const memory = fc.constantFrom(...MEMORY_UNITS);
  const part = (column: string) =>
    fc.oneof(
      fc.constant({ column }),
      fc
        .record({
          from: fc.integer({ min: -3, max: 3 }),
          to: fc.option(fc.integer({ min: -3, max: 3 }), { nil: null }),
        })
        .map(({ from, to }) => ({ column, cut: { separator: '-', from, ...(to === null ? {} : { to }) } })),
    );
  return fc.uniqueArray(name, { minLength: 8, maxLength: 8 }).chain((names) =>
    fc
      .record({
        delimiter: fc.constantFrom(...DELIMITERS),
        decimalComma: fc.boolean(),
        skipLines: fc.nat(9),
        time: fc.record({
          column: fc.constant(names[0]),
          as: fc.constantFrom('auto', 's', 'ms', 'µs', 'ns', 'iso', 'dmy', 'mdy', 'ymd'),
          zone: fc.integer({ min: -12 * 60, max: 14 * 60 }),
          relative: fc.boolean(),
        }),
        function: fc.oneof(
          part(names[1]).map((first) => ({ parts: [first] })),
          fc.tuple(part(names[1]), part(names[2]), cell).map(([a, b, join]) => ({ parts: [a, b], join })),
          cell.map((constant) => ({ parts: [], constant })),
        ),
        latency: fc.tuple(part(names[3]), duration).map(([source, unit]) => ({ ...source, unit })),
        memoryMB: fc.option(
          memory.map((unit) => ({ column: names[4], unit })),
          { nil: null },
        ),
        cold: fc.option(
          fc.oneof(
            fc.constant({ column: names[5] }),
            fc.array(cell, { minLength: 1, maxLength: 3 }).map((equals) => ({ column: names[5], equals })),
            cell.map((startsWith) => ({ column: names[5], startsWith })),
          ),
          { nil: null },
        ),
        stage: duration,
        title: fc.oneof(cell, fc.constant(titleOf('pull'))),
        measure: fc.oneof(duration, memory, fc.constantFrom('count', 'millicores')),
      })
      .map(({ memoryMB, cold, stage, title, measure, ...rest }) => {
        const mapping = {
          ...rest,
          header: true,
          ...(memoryMB === null ? {} : { memoryMB }),
          ...(cold === null ? {} : { cold }),
          extras: [
            { key: 'pull', title, role: 'stage', column: names[6], fileUnit: stage },
            {
              key: 'time',
              title: 'time',
              role: 'measure',
              unit: shownUnit(measure),
              column: names[7],
              fileUnit: measure,
            },
            { key: 'region', title: 'region', role: 'label', column: names[2] },
          ],
          assumptions: [],
        } as TableMapping;
        const quoted = names.map((column) => `"${column.replaceAll('"', '""')}"`);
        return { mapping, text: `${quoted.join(rest.delimiter)}\n` };
      }),
  );
}

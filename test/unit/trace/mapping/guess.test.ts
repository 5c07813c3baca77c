import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sniffTable } from '../../../../src/trace/formats/sniff';
import { columnNames, mappingOf } from '../../../../src/trace/mapping/choices';
import { guessTable, hasHeader } from '../../../../src/trace/mapping/guess';
import { runs } from '../../../depth';

const HOME_MADE = readFileSync(
  path.join(import.meta.dirname, '../../../fixtures/tables/home-made-semicolon.csv'),
  'utf8',
);

describe('the guess at a table', () => {
  it('reads the home-made table with semicolons, decimal commas and dates', () => {
    const { layout, columns, reasons, mapping } = guess(HOME_MADE);
    expect(layout).toEqual({ delimiter: ';', decimalComma: true, skipLines: 0, header: true });
    expect(columns).toEqual({
      Timestamp: 'time dmy',
      Function: 'function',
      'Cold start (ms)': 'latency ms',
      Runtime: 'runtime',
      'Memory (MB)': 'memory MB',
      Region: 'extra text',
    });
    expect(reasons).toEqual([
      'dates with points start with the day; they state no time zone',
      'named Function',
      'named Cold start (ms); its name states ms',
      'holds nodejs12',
      'named Memory (MB); its name states MB',
      'the same value in the first rows',
    ]);
    expect(mapping).toMatchObject({
      time: { column: 'Timestamp', as: 'dmy', zone: 0, relative: false },
      latency: { column: 'Cold start (ms)', unit: 'ms' },
      extras: [{ key: 'region', title: 'Region', role: 'label', column: 'Region' }],
      assumptions: [
        { key: 'function', text: 'a function is Function' },
        { key: 'zone', text: 'dates are UTC' },
      ],
    });
  });

  it('finds total, stages in its unit, and memory in bytes', () => {
    const { columns } = guess(
      lines([
        'day,time,funcname,requestid,mem,totalcost,podallocationcost,createinstancecost',
        '1,2025-03-04 09:15:10.146,aa,r1,134217728,292.5,12.5,250',
        '1,2025-03-04 09:15:11.146,bb,r2,268435456,310,10,260',
        '1,2025-03-04 09:15:12.146,aa,r3,134217728,280,11,255',
      ]),
    );
    expect(columns).toEqual({
      time: 'time iso',
      funcname: 'function',
      mem: 'memory bytes',
      totalcost: 'latency ms',
      podallocationcost: 'stage ms',
      createinstancecost: 'stage ms',
    });
  });

  it('takes times that are too small for dates as relative', () => {
    const { relative, columns } = guess(
      lines(['time,func,cold_start_s', '0.104,a,0.91', '0.373,b,5.31', '2678350.991,a,6.91']),
    );
    expect(relative).toBe(true);
    expect(columns).toEqual({ time: 'time s', func: 'function', cold_start_s: 'latency s' });
  });

  it('reads a flag as which rows are cold', () => {
    const { columns, mapping } = guess(
      lines(['when|app|isCold|init_ms', '1741079710|a|True|210.5', '1741079711|a|False|0', '1741079712|b|True|190']),
    );
    expect(columns).toMatchObject({ isCold: 'cold', init_ms: 'latency ms' });
    expect(mapping?.cold).toEqual({ column: 'isCold', equals: ['True'] });
  });

  it('reads rows without a latency as warm where no column tells', () => {
    const { mapping, reasons } = guess(
      lines(['ts\tfn\tinitDuration', '1741079710000\ta\t210.5', '1741079711000\ta\t', '1741079712000\tb\t190']),
    );
    expect(mapping?.cold).toEqual({ column: 'initDuration' });
    expect(reasons[2]).toContain('empty in warm invocations');
  });

  it('joins an application to the function where the name alone is not unique', () => {
    const { mapping } = guess(
      lines(['time,app,function,latency', '1741079710,a,main,1.5', '1741079711,b,main,2.5', '1741079712,a,go,3.5']),
    );
    expect(mapping?.function).toEqual({ parts: [{ column: 'app' }, { column: 'function' }], join: '/' });
    const unique = guess(
      lines(['time,app,function,latency', '1741079710,a,x,1.5', '1741079711,b,y,2.5', '1741079712,a,x,3.5']),
    );
    expect(unique.mapping?.function).toEqual({ parts: [{ column: 'function' }] });
  });

  it('tells the order of a date by what cannot be a month', () => {
    const order = (...dates: string[]) =>
      guess(lines(['when,fn,latency', ...dates.map((date) => `"${date}",a,1.5`)])).columns.when;
    expect(order('3/4/2025 9:15', '13/4/2025 9:15')).toBe('time dmy');
    expect(order('3/4/2025 9:15', '3/14/2025 9:15')).toBe('time mdy');
    expect(order('3/4/2025, 9:15:10.146 AM')).toBe('time mdy');
    expect(order('2025/3/4 9:15')).toBe('time ymd');
    expect(order('2025-03-04T09:15:10Z')).toBe('time iso');
    // Month first, the two are a day apart; day first, a month.
    expect(order('3/4/2025 9:15', '3/5/2025 9:15')).toBe('time mdy');
  });

  it('knows the unit of a count since 1970 by its size', () => {
    const unit = (time: string) => guess(lines(['at,fn,latency', `${time},a,1.5`, `${time},b,1.5`])).columns.at;
    expect(
      ['1741079710', '1741079710.5', '1741079710000', '1741079710000000', '1741079710000000000'].map(unit),
    ).toEqual(['time s', 'time s', 'time ms', 'time µs', 'time ns']);
  });

  it('reads a table without a header by its values', () => {
    const { layout, columns } = guess(
      lines(['1741079710,aa,210.5,512,python3.9', '1741079711,bb,199.5,256,nodejs20', '1741079712,aa,98.5,512,java17']),
    );
    expect(layout.header).toBe(false);
    expect(columns).toEqual({
      'column 1': 'time s',
      'column 2': 'function',
      'column 3': 'latency ms',
      'column 4': 'memory MB',
      'column 5': 'runtime',
    });
  });

  it('prefers a cold start to durations of the work, and totals to stages', () => {
    const latency = (...names: string[]) => {
      const row = names.map((_, at) => String(100 + at)).join(',');
      const { columns } = guess(lines([`time,fn,${names.join(',')}`, `1741079710,a,${row}`, `1741079711,a,${row}`]));
      return Object.keys(columns).find((name) => columns[name]?.startsWith('latency'));
    };
    expect(latency('duration', 'billedDuration', 'initDuration')).toBe('initDuration');
    expect(latency('execMs', 'coldStartLatencyMs', 'scheduleLatencyMs')).toBe('coldStartLatencyMs');
    expect(latency('pull_ms', 'total_ms')).toBe('total_ms');
    expect(latency('Client Latency (ms)')).toBeUndefined();
  });

  it('knows units of memory', () => {
    const unit = (name: string, ...values: string[]) =>
      guess(lines([`time,fn,latency,${name}`, ...values.map((value) => `1741079710,a,1.5,${value}`)])).columns[name];
    expect(unit('memory', '512', '1024')).toBe('memory MB');
    expect(unit('memory', '0.5', '1')).toBe('memory GB');
    expect(unit('mem_mib', '512', '1024')).toBe('memory MiB');
    expect(unit('@memorySize', '1024000000', '1.28E8')).toBe('memory bytes·10⁶');
    expect(unit('mem', '134217728')).toBe('memory bytes');
    expect(unit('memory_used', '100')).toBeUndefined();
  });

  it('is not put off by one bad cell in ten', () => {
    const { columns } = guess(
      `${HOME_MADE.trimEnd()}\r\n04.03.2025 09:15:10;orders-api;soon;nodejs12;512;eu-west-1\r\n`,
    );
    expect(columns).toEqual(guess(HOME_MADE).columns);
  });

  it('tells what is missing', () => {
    const { problems } = guess(lines(['alpha,beta,gamma', 'x,1,2', 'y,2,3']));
    expect(problems.map(({ text }) => text)).toEqual([
      'No column is the time.',
      'No column names the function.',
      'No column is the latency.',
    ]);
  });

  it('looks at 200 columns at most', () => {
    const names = Array.from({ length: 2000 }, (_, minute) => String(minute + 1));
    const table = sniffTable(lines([`app,${names.join(',')}`, `a,${names.join(',')}`]));
    expect(table && hasHeader(table)).toBe(true);
    expect(table && guessTable(table).choices.columns).toHaveLength(2001);
  });

  it('reads any order of columns alike', () => {
    const records = HOME_MADE.trimEnd()
      .split('\r\n')
      .map((record) => record.split(';'));
    const order = fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 });
    fc.assert(
      fc.property(order, (fields) => {
        const text = lines(records.map((record) => fields.map((field) => record[field]).join(';')));
        expect(guess(text).columns).toEqual(guess(HOME_MADE).columns);
      }),
      { numRuns: runs(50) },
    );
  });
});

describe('a header', () => {
  it('has a text where the rows have numbers', () => {
    const header = (...records: string[]) => {
      const table = sniffTable(lines(records));
      return table === null ? null : hasHeader(table);
    };
    expect(header('a,b,c', '1,x,2', '2,y,3')).toBe(true);
    expect(header('5,x,1', '1,x,2', '2,y,3')).toBe(false);
    expect(header('5,x,n/a', '1,x,2', '2,y,3')).toBe(false);
    expect(header('app,1,2,3,4', 'x,0,0,1,0', 'y,1,0,0,0')).toBe(true);
    expect(header('0,1,2,3', '5,3,8,1', '2,2,2,2')).toBe(true);
  });
});

function guess(text: string) {
  const table = sniffTable(text);
  if (table === null) throw new Error('no table');
  const { choices, reasons } = guessTable(table);
  const names = columnNames(table.names, choices.layout.header);
  const chosen = choices.columns.flatMap(({ role, unit }, field) =>
    role === 'none' ? [] : [[names[field], unit === '' ? role : `${role} ${unit}`] as const],
  );
  const { mapping, problems } = mappingOf(choices, names);
  const columns: Record<string, string | undefined> = Object.fromEntries(chosen);
  return { layout: choices.layout, relative: choices.relative, columns, reasons, mapping, problems };
}

function lines(records: readonly string[]): string {
  return `${records.join('\n')}\n`;
}

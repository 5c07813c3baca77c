import { describe, expect, it } from 'vitest';
import { TraceError, UNKNOWN_COUNT } from '../../../src/trace';
import { mapping, readMapped, rowsOf, times } from './mapping';

const MARCH_4 = Date.UTC(2025, 2, 4, 9, 15, 10) / 1000;

describe('a mapped table', () => {
  it('has any delimiter, a decimal comma and dates with the day first', async () => {
    const file = await readMapped(
      'Timestamp;Function;Cold start (ms);Runtime;Memory (MB);Region\r\n04.03.2025 09:15:10;orders-api;810,5;nodejs12;512;eu-west-1\r\n',
      mapping({
        delimiter: ';',
        decimalComma: true,
        time: times('Timestamp', 'dmy', 60),
        function: { parts: [{ column: 'Function' }] },
        latency: { column: 'Cold start (ms)', unit: 'ms' },
        runtime: { parts: [{ column: 'Runtime' }] },
        memoryMB: { column: 'Memory (MB)', unit: 'MB' },
        extras: [{ key: 'region', title: 'region', role: 'label', column: 'Region' }],
      }),
    );
    expect(rowsOf(file)).toEqual([
      {
        line: 2,
        time: MARCH_4 - 3600,
        function: 'orders-api',
        latency: 0.8105,
        runtime: 'nodejs12',
        memoryMB: 512,
        region: 'eu-west-1',
      },
    ]);
    expect(file.detectedUnit).toMatchObject({ unit: 'seconds', doubt: null });
  });

  it('joins functions from parts of fields, and cuts memory out of a field', async () => {
    const file = await readMapped(
      'time,fn,user,pod,cost,code\n0.104,332,439,pool22-300-128-0006319574,0.9,0.001\n5,332,439,odd,0.9,\n',
      mapping({
        time: { column: 'time', as: 's', zone: 0, relative: true },
        function: {
          parts: [{ column: 'fn' }, { column: 'user' }, { column: 'pod', cut: { separator: '-', from: 0, to: -1 } }],
          join: '---',
        },
        latency: { column: 'cost', unit: 's' },
        memoryMB: { column: 'pod', cut: { separator: '-', from: -2, to: -1 }, unit: 'MB' },
        extras: [{ key: 'code', title: 'code', role: 'stage', column: 'code', fileUnit: 's' }],
      }),
    );
    expect(rowsOf(file)).toEqual([
      { line: 2, time: 0.104, function: '332---439---pool22-300-128', latency: 0.9, memoryMB: 128, code: 0.001 },
      { line: 3, time: 5, function: '332---439---', latency: 0.9, memoryMB: UNKNOWN_COUNT, code: Number.NaN },
    ]);
    expect(file.relativeTime).toBe(true);
  });

  it('tells warm invocations, other rows, duplicates and bad rows, which add up', async () => {
    const file = await readMapped(
      [
        'sep=,',
        'topic,id,t,f,init,dup',
        'metrics:/f,1,1,f,10,',
        'METRICS:/f,2,1,f,10,',
        'logs:/f,3,,,,',
        'metrics:/g,4,2,g,,',
        'metrics:/f,1,1,f,10,again',
        '',
        'metrics:/f,5,2,f,x,bad',
        'metrics:/f,6,3,f,0,',
        'metrics:/g,4,2,g,NaN,again',
        'metrics:/g,7,x,g,,a bad warm row',
        'metrics:/g,,4,g,20,',
        'metrics:/g,,4,g,20,',
      ].join('\n'),
      mapping({
        skipLines: 1,
        time: times('t', 's'),
        function: { parts: [{ column: 'f' }] },
        latency: { column: 'init', unit: 'ms' },
        cold: { column: 'init' },
        only: { column: 'topic', startsWith: 'metrics:', otherName: 'other topic' },
        id: 'id',
      }),
    );
    expect(rowsOf(file).map(({ line, latency }) => [line, latency])).toEqual([
      [3, 0.01],
      [10, 0],
      [13, 0.02],
      [14, 0.02],
    ]);
    expect(file.account).toEqual({
      rows: 4,
      warmRows: 1,
      otherRows: [{ name: 'other topic', count: 2 }],
      duplicateRows: 2,
      badRows: 2,
      blankLines: 1,
      headerLines: 2,
      records: 14,
      physicalLines: 14,
    });
    expect(file.table.warm).toEqual({ rows: 1, time: Float64Array.of(2), functionId: Uint32Array.of(1) });
    expect(file.problems.map(({ line, column }) => [line, column])).toEqual([
      [9, 'init'],
      [12, 't'],
    ]);
  });

  it('may have no header, and constants', async () => {
    const file = await readMapped(
      '1741079710|12|1073741824\n1741079711|13|lots\n1|2\n',
      mapping({
        delimiter: '|',
        header: false,
        time: times('column 1', 's'),
        function: { parts: [], constant: 'orders-api' },
        runtime: { parts: [], constant: 'java8' },
        latency: { column: 'column 2', unit: 'ns' },
        memoryMB: { column: 'column 3', unit: 'bytes' },
      }),
    );
    expect(rowsOf(file)).toEqual([
      { line: 1, time: 1741079710, function: 'orders-api', latency: 1.2e-8, runtime: 'java8', memoryMB: 1024 },
      { line: 2, time: 1741079711, function: 'orders-api', latency: 1.3e-8, runtime: 'java8', memoryMB: UNKNOWN_COUNT },
    ]);
    expect(file.account).toMatchObject({ rows: 2, badRows: 1, headerLines: 0, records: 3 });
    expect(file.problems.map(({ expected }) => expected)).toEqual([
      'megabytes, 0 to 4,294,967,294',
      '3 fields, as in the first row',
    ]);
  });

  it('is refused if it lacks a column, has it twice, or has no cold start', async () => {
    const simple = mapping({
      time: times('t', 's'),
      function: { parts: [{ column: 'f' }] },
      latency: { column: 'l', unit: 's' },
      cold: { column: 'l' },
    });
    for (const [text, message] of [
      ['t,f,x\n', 'Line 1: the table lacks the column l. It has: t, f, x.'],
      ['t,f,l,f\n', 'Line 1, column 4: the header has a second column f.'],
      ['t,f,l\n1,f,\n2,f,\n', 'The file has no cold start: all 2 invocations are warm.'],
    ])
      await expect(readMapped(text, simple)).rejects.toThrow(message);
    await expect(readMapped('', simple)).rejects.toBeInstanceOf(TraceError);
  });
});

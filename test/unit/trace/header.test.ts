import { describe, expect, it } from 'vitest';
import { headerColumns, isTraceHeader } from '../../../src/trace';

describe('headerColumns', () => {
  it('finds the columns of the released files after their index column', () => {
    expect(headerColumns(',__time__,functionName,latency,runtime,memoryMB')).toMatchObject({
      columns: [
        { key: 'time', field: 1 },
        { key: 'function', field: 2 },
        { key: 'latency', field: 3 },
        { key: 'runtime', field: 4 },
        { key: 'memoryMB', field: 5 },
      ],
      names: ['', '__time__', 'functionName', 'latency', 'runtime', 'memoryMB'],
    });
  });

  it('accepts any order, extra columns, quotes, spaces, a byte-order mark and a line end', () => {
    const header = headerColumns('\ufeff"latency", functionName ,"a ""b"", c",__time__\r\n');
    expect(header?.columns.map(({ key, field }) => [key, field])).toEqual([
      ['time', 3],
      ['function', 1],
      ['latency', 0],
    ]);
    expect(header?.names[2]).toBe('a "b", c');
  });

  it.each([
    '',
    'a,b,c',
    '__time__,functionName',
    '__time__;functionName;latency',
    '__time__,functionName,latency,latency',
    '__time__,functionName,Latency',
    '"__time__,functionName,latency',
  ])('is null for %j', (line) => {
    expect(headerColumns(line)).toBeNull();
    expect(isTraceHeader(line)).toBe(false);
  });

  it('takes time linear in the length of any line', () => {
    for (const text of [
      `"${'\r'.repeat(500_000)}"`,
      '"a,'.repeat(300_000),
      `${'""'.repeat(500_000)},`,
      ','.repeat(1_000_000),
    ]) {
      expect(isTraceHeader(text)).toBe(false);
    }
  });
});

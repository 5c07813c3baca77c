import { describe, expect, it } from 'vitest';
import {
  type ByteSource,
  bytesSource,
  COLD_STARTS_ONLY,
  describeProblem,
  readTrace,
  TraceError,
  type TraceFile,
  UNKNOWN_COUNT,
} from '../../../src/trace';
import { TraceReader } from '../../../src/trace/traceReader';

const HEADER = '__time__,functionName,latency,runtime,memoryMB';

function utf8(...parts: readonly (string | readonly number[])[]): Uint8Array[] {
  return parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part)));
}

function read(...parts: readonly (string | readonly number[])[]): Promise<TraceFile> {
  return readTrace(bytesSource(utf8(...parts)));
}

async function failure(...parts: readonly (string | readonly number[])[]): Promise<TraceError> {
  const error = await read(...parts).catch((error: unknown) => error);
  if (error instanceof TraceError) return error;
  throw new Error('The file was read, or failed otherwise.', { cause: error });
}

/** Rows as text: line, function, latency. */
function rowsOf({ table }: TraceFile): string[] {
  return Array.from(
    table.line,
    (line, row) => `${line} ${table.functionNames.at(table.functionId[row])} ${table.latency[row]}`,
  );
}

describe('a trace', () => {
  it('becomes columns in shared memory, exactly as long as its rows', async () => {
    const { table, columns, bytes } = await read(
      `${HEADER}\n1620489000,f,4512.5,nodejs12,512\n1620489001,g,80,python3,1024.0\n`,
    );
    expect(table.time).toEqual(Float64Array.of(1620489000, 1620489001));
    expect(table.latency).toEqual(Float64Array.of(4512.5, 80));
    expect(table.functionId).toEqual(Uint32Array.of(0, 1));
    expect(table.runtimeId).toEqual(Uint16Array.of(0, 1));
    expect(table.memoryMB).toEqual(Uint32Array.of(512, 1024));
    expect(table.line).toEqual(Uint32Array.of(2, 3));
    expect([[...table.functionNames], table.runtimeNames]).toEqual([
      ['f', 'g'],
      ['nodejs12', 'python3'],
    ]);
    for (const column of [table.time, table.latency, table.functionId, table.runtimeId, table.memoryMB, table.line]) {
      expect(column!.buffer).toBeInstanceOf(SharedArrayBuffer);
      expect(column!.buffer.byteLength).toBe(column!.byteLength);
    }
    expect(columns).toMatchObject({ runtime: true, memoryMB: true });
    expect(bytes).toBe(111);
  });

  it('may lack runtime and memoryMB', async () => {
    const { table, columns } = await read('functionName,extra,latency,__time__\nf,x,3,1\n');
    expect([table.runtimeNames, table.runtimeId, table.memoryMB]).toEqual([[''], null, null]);
    expect(columns).toMatchObject({ runtime: false, memoryMB: false });
  });

  it('may have tens of thousands of rows', async () => {
    const rows = Array.from({ length: 100_000 }, (_, i) => `${i},f${i % 5000},${i / 8}\n`);
    const { table } = await read('__time__,functionName,latency\n', rows.join(''));
    expect(table.rowCount).toBe(100_000);
    for (let row = 0; row < 100_000; row++) {
      if (table.time[row] === row && table.functionId[row] === row % 5000 && table.line[row] === row + 2) continue;
      expect.fail(`row ${row} is wrong`);
    }
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may end its lines with %s, the last one with nothing', async (_, end) => {
    const trace = await read(['__time__,functionName,latency', '1,f,2', '', '3,g,4'].join(end));
    expect(rowsOf(trace)).toEqual(['2 f 2', '4 g 4']);
    expect(trace.account).toEqual({
      rows: 2,
      ...COLD_STARTS_ONLY,
      badRows: 0,
      blankLines: 1,
      headerLines: 1,
      records: 4,
      physicalLines: 4,
    });
  });

  it('keeps names as they are written', async () => {
    const names = [
      '00123',
      '__proto__',
      'constructor',
      ' padded ',
      '\ufeffmark',
      'été 函数 🦊',
      '"a,b"',
      '"say ""hi"""',
      '"two\r\nlines"',
    ];
    const { table } = await read('__time__,functionName,latency\n', ...names.map((name) => `1,${name},2\n`));
    expect([...table.functionNames]).toEqual([...names.slice(0, 6), 'a,b', 'say "hi"', 'two\r\nlines']);
    expect(table.line.at(-1)).toBe(10);
  });

  it('counts a quoted record over several lines once, on its first line', async () => {
    const trace = await read('__time__,functionName,latency\r\n1,"a\r\nb\rc\nd",2\r\n3,g,4\r\n');
    expect(trace.table.line).toEqual(Uint32Array.of(2, 6));
    expect(trace.account).toMatchObject({ rows: 2, records: 3, physicalLines: 6 });
  });

  describe('with a name that is not UTF-8', () => {
    const header = '__time__,functionName,latency,runtime,memoryMB\n';
    const cafe = [0x63, 0x61, 0x66, 0xe9];

    it.each([
      ['a plain line', ['1,f,2,r,3\n1,', cafe, ',2,r,3\n'], 3, 2, 'functionName'],
      ['a quoted line', ['1,f,2,r,3\n1,"', cafe, '",2,r,3\n'], 3, 2, 'functionName'],
      ['a line that the kernel leaves to others', ['1,f,2,r,3\n 1,', cafe, ',2,r,3\n'], 3, 2, 'functionName'],
      ['the runtime', ['1,f,2,', cafe, ',3\n'], 2, 4, 'runtime'],
      ['the earlier of two', ['1,f,2,', cafe, ',3\n1,', cafe, ',2,r,3\n'], 2, 4, 'runtime'],
      ['behind a bad row', ['x,', cafe, ',2,r,3\n1,', cafe, ',2,r,3\n'], 3, 2, 'functionName'],
    ] as const)('is refused, wherever its bytes are cut: %s', async (_, rows, line, field, column) => {
      const bytes = Uint8Array.from(utf8(header, ...rows).flatMap((part) => [...part]));
      for (let cut = 0; cut <= bytes.length; cut++) {
        const error = await readTrace(bytesSource([bytes.slice(0, cut), bytes.slice(cut)])).catch((error) => error);
        expect(error).toMatchObject({
          code: 'encoding',
          message: `Line ${line}, column ${field}: the ${column} "caf\\xE9" is not UTF-8 text. The file is probably in Latin-1 or Windows-1252.`,
          advice: expect.stringContaining('iconv -f WINDOWS-1252 -t UTF-8'),
        });
      }
    });

    it('guesses the encoding', async () => {
      const guess = async (...name: number[]) => (await failure(`${header}1,`, name, ',2,r,3\n')).advice;
      expect(await guess(0xba, 0xaf, 0xca, 0xfd)).toContain('iconv -f GBK');
      expect((await failure(`${header}1,`, [0xba, 0xaf, 0xca, 0xfd, 0x2d, 0x31], ',2,r,3\n')).message).toContain(
        'probably in GBK or another East Asian encoding',
      );
      expect(await guess(0x47, 0x72, 0xf6, 0xdf, 0x65)).toContain('iconv -f WINDOWS-1252');
      expect((await failure(`${header}1,`, [0x61, 0x92, 0x73], ',2,r,3\n')).message).toContain('in Windows-1252.');
    });

    it('may have other columns that are not UTF-8, and names that contain U+FFFD', async () => {
      const { table } = await read(
        'x,__time__,functionName,latency\n',
        cafe,
        ',1,a\ufffd,2\n"',
        cafe,
        '",1,"a\ufffd",2\n',
      );
      expect([...table.functionNames]).toEqual(['a\ufffd']);
      expect(table.rowCount).toBe(2);
    });
  });

  it('joins a character that is split between two pieces', async () => {
    const { table } = await read('__time__,functionName,latency\n1,', [0xf0, 0x9f], [0xa6], [0x8a, 0x2c], '2\n');
    expect([...table.functionNames]).toEqual(['🦊']);
  });
});

describe('a bad row', () => {
  const rowOf = (fields: string) => read(`${HEADER}\n1,f,2,r,3\n${fields}\n`).then(({ problems }) => problems[0]);

  it.each([
    ['x,f,2,r,3', '__time__', 1, 'x'],
    ['-1,f,2,r,3', '__time__', 1, '-1'],
    ['1,,2,r,3', 'functionName', 2, ''],
    [`1,${'n'.repeat(1025)},2,r,3`, 'functionName', 2, `${'n'.repeat(79)}…`],
    ['1,f,-0.1,r,3', 'latency', 3, '-0.1'],
    ['1,f,Infinity,r,3', 'latency', 3, 'Infinity'],
    ['1,f,0x10,r,3', 'latency', 3, '0x10'],
    ['1,f,,r,3', 'latency', 3, ''],
    ['1,f,2,r,4294967295', 'memoryMB', 5, '4294967295'],
    ['1,f,2,r', '', 0, '4 fields'],
    ['1,f,2,r,3,4', '', 0, '6 fields'],
    ['1,f,2,r"x,3', 'runtime', 4, 'r"x,3'],
    ['1,"f"x,2,r,3', 'functionName', 2, '"f"x,2,r,3'],
    ['1,f,2,r,"3', 'memoryMB', 5, '"3'],
  ])('%j is listed with its place and what was found', async (fields, column, field, found) => {
    expect(await rowOf(fields)).toMatchObject({ line: 3, column, field, found });
  });

  it.each([
    ['256.5', 257],
    ['256.49', 256],
    ['1e3', 1000],
    ['4294967294.25', 4_294_967_294],
    ['', UNKNOWN_COUNT],
    ['  ', UNKNOWN_COUNT],
    ['NaN', UNKNOWN_COUNT],
    ['NULL', UNKNOWN_COUNT],
    ['None', UNKNOWN_COUNT],
    ['n/a', UNKNOWN_COUNT],
    ['-', UNKNOWN_COUNT],
  ])('may have %j for its memory', async (text, memoryMB) => {
    for (const written of [text, `"${text}"`]) {
      const { table, account, unreadableValues, problems } = await read(`${HEADER}\n1,f,2,r,${written}\n1,f,2,r,3\n`);
      expect([...table.memoryMB!]).toEqual([memoryMB, 3]);
      expect([account.badRows, unreadableValues, problems.length]).toEqual([0, 0, 0]);
    }
  });

  it.each(['lots', '-5', '-0.25', '4294967295', '4294967294.5', '1e400', 'Infinity', '0x10'])(
    'is kept without its memory where that is %j, and listed',
    async (text) => {
      for (const written of [text, `"${text}"`]) {
        const trace = await read(`${HEADER}\n1,f,2,r,3\n1,f,2,r,${written}\n1,,2,r,bad\n`);
        expect([...trace.table.memoryMB!]).toEqual([3, UNKNOWN_COUNT]);
        expect([trace.account.badRows, trace.unreadableValues]).toEqual([1, 1]);
        expect(trace.problems).toMatchObject([
          { line: 3, column: 'memoryMB', field: 5, found: text, kept: true },
          { line: 4, column: 'functionName' },
        ]);
        expect(describeProblem(trace.problems[0])).toBe(
          `Line 3, field 5, memoryMB: found "${text}", expected megabytes, 0 to 4,294,967,294. The row is kept without this value.`,
        );
      }
    },
  );

  it('may have an empty runtime and a latency of 0', async () => {
    expect((await read(`${HEADER}\n0,f,0,,0\n`)).account).toMatchObject({ rows: 1, ...COLD_STARTS_ONLY, badRows: 0 });
  });

  it('does not number its names', async () => {
    const { table } = await read(`${HEADER}\n1,bad,x,badtime,3\n1,f,2,r,3\n`);
    expect([[...table.functionNames], table.runtimeNames]).toEqual([['f'], ['r']]);
  });

  it('is listed up to the thousandth and counted beyond', async () => {
    const trace = await read(`${HEADER}\n1,f,2,r,3\n`, 'bad\n'.repeat(1500));
    expect([trace.account.badRows, trace.problems.length, trace.problems[999].line]).toEqual([1500, 1000, 1002]);
  });

  it('is described in a sentence', async () => {
    expect(describeProblem(await rowOf('1,f,soon,r,3'))).toBe(
      'Line 3, field 3, latency: found "soon", expected a number, 0 or more.',
    );
    expect(describeProblem(await rowOf('1,f,"100,5",r,3'))).toBe(
      'Line 3, field 3, latency: found "100,5", expected a number, 0 or more, with a decimal point.',
    );
    expect(describeProblem(await rowOf('1,f'))).toBe('Line 3: found 2 fields, expected 5 fields, as in the header.');
    expect(describeProblem(await rowOf('1,f,,r,3'))).toBe(
      'Line 3, field 3, latency: found nothing, expected a number, 0 or more.',
    );
  });
});

describe('a stray quote', () => {
  it('costs only its own line', async () => {
    const trace = await read('__time__,functionName,latency\n1,f,2\n1,"lost,2\n1,g,3\n\n1,h,4\n');
    expect(rowsOf(trace)).toEqual(['2 f 2', '4 g 3', '6 h 4']);
    expect(trace.problems).toEqual([
      { line: 3, column: 'functionName', field: 2, found: '"lost,2', expected: 'a closing quote' },
    ]);
  });

  it('ends after a megabyte, and reading resumes on the next line', async () => {
    const rows = Array.from({ length: 300_000 }, (_, i) => `1,f,${i}\n`);
    const trace = await read('__time__,functionName,latency\n1,"lost,2\n', rows.join(''), '1,"lost again,2\n1,g,5');
    expect(trace.account).toMatchObject({ rows: 300_001, badRows: 2, physicalLines: 300_004 });
    expect(trace.problems.map(({ line }) => line)).toEqual([2, 300_003]);
  });

  it('on every second line keeps the plain lines between', async () => {
    const trace = await read('__time__,functionName,latency\n', '1,f,2\n1,"g,",3\n'.repeat(50_000));
    expect(trace.account).toMatchObject({ rows: 100_000, badRows: 0, physicalLines: 100_001 });
    expect(trace.table.functionId.subarray(0, 4)).toEqual(Uint32Array.of(0, 1, 0, 1));
  });

  it('on every line still has every line read', async () => {
    const trace = await read('__time__,functionName,latency\n1,f,2\n', '1,"f,2\n'.repeat(100_001));
    expect(trace.account).toMatchObject({ rows: 1, ...COLD_STARTS_ONLY, badRows: 100_001, physicalLines: 100_003 });
  });
});

describe('a line without end', () => {
  const long = 'x'.repeat((1 << 20) + 1);

  it('is one bad row, and the lines after it are read', async () => {
    const trace = await read('__time__,functionName,latency\n1,', long, long, ',2\r\n1,g,3\n');
    expect(trace.account).toEqual({
      rows: 1,
      ...COLD_STARTS_ONLY,
      badRows: 1,
      blankLines: 0,
      headerLines: 1,
      records: 3,
      physicalLines: 3,
    });
    expect(trace.problems[0]).toMatchObject({ line: 2, field: 2, expected: 'at most 1,048,576 bytes in a row' });
  });

  it('is one bad row at the end of the file, however the file is split', () => {
    const bytes = utf8(`__time__,functionName,latency\n1,f,2\n1,g",${'x'.repeat(500)}`)[0];
    for (const stretch of [1, 100, bytes.length - 1, bytes.length, 1 << 18]) {
      const reader = new TraceReader(stretch);
      for (const _ of reader.write(bytes));
      const account = {
        rows: 1,
        ...COLD_STARTS_ONLY,
        badRows: 1,
        blankLines: 0,
        headerLines: 1,
        records: 3,
        physicalLines: 3,
      };
      expect(reader.end().account).toEqual(account);
    }
  });

  it('takes little memory at any length', async () => {
    const piece = new Uint8Array(1 << 16).fill(0x78);
    const source: ByteSource = {
      size: 1 << 27,
      async *read() {
        yield* utf8('__time__,functionName,latency\n1,f,2\n');
        for (let i = 0; i < 1 << 11; i++) yield piece;
      },
    };
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    const checkpoint = () => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before);
    };
    expect((await readTrace(source, { checkpoint })).account).toMatchObject({
      rows: 1,
      ...COLD_STARTS_ONLY,
      badRows: 1,
      physicalLines: 3,
    });
    expect(most).toBeLessThan(32 << 20);
  });

  it('is not a header', async () => {
    expect(await failure(long, '\n')).toMatchObject({ code: 'header', message: 'Line 1 is too long to be a header.' });
  });
});

describe('a file that is not a trace', () => {
  const empty = {
    rows: 0,
    ...COLD_STARTS_ONLY,
    badRows: 0,
    blankLines: 0,
    headerLines: 0,
    records: 0,
    physicalLines: 0,
  };

  it.each([
    ['empty', [], /empty/],
    ['empty', ['\ufeff'], /empty/],
    ['empty', ['\n \n\t\n'], /3 blank lines/],
    ['encoding', [[0xff, 0xfe, 0x2c, 0]], /UTF-16/],
    ['encoding', [[0xfe, 0xff, 0, 0x2c]], /UTF-16/],
    ['encoding', [[0x2c, 0, 0x5f, 0, 0x5f, 0, 0x74, 0, 0x69, 0, 0x6d, 0]], /UTF-16/],
    ['binary', ['PK\nab', [0], 'rest'], /line 2, byte 3 /],
    ['header', ['__time__,function"Name,latency\n1,f,2'], /Line 1, column 2/],
    [
      'missingColumn',
      ['\n\ntime,functionName,latency\n'],
      /Line 3: the header lacks the column __time__\. It has: time, functionName, latency\./,
    ],
    [
      'missingColumn',
      ['# exported\n__time__,functionName,latencies\n1700000000,f,900\n1700000001,f,900\n'],
      /^Line 2: the header lacks the column latency\. It has: __time__, functionName, latencies\.$/,
    ],
    [
      'missingColumn',
      ['sep=;\ntimestamp;func;duration\n1700000000;f;0,9\n1700000001;f;0,9\n'],
      /^Line 2: the header lacks the columns [^.]+\. It has: timestamp, func, duration\.$/,
    ],
    ['missingColumn', ['text'], /columns __time__, functionName, latency\. It has: text\./],
    [
      'missingColumn',
      ['some text\n'],
      /^Line 1 is a line of text, not the header of a trace: it lacks the columns [^.]*\.$/,
    ],
    ['missingColumn', ['a,b,this is what a person named in a message\n'], /^Line 1 is a line of text[^.]*\.$/],
    ['duplicateColumn', ['__time__,latency,functionName,latency\n'], /Line 1, column 4: .*second column latency/],
    ['duplicateColumn', ['runtime,runtime,__time__,latency,functionName\n'], /column 2: .*second column runtime/],
    ['noRows', ['__time__,functionName,latency'], /header and no rows/],
    [
      'noRows',
      ['__time__,functionName,latency\nx,f,2'],
      /The one row of the file cannot be read\. Line 2, field 1, __time__: found "x"/,
    ],
  ] as const)('%s: %j', async (code, parts, message) => {
    const error = await failure(...(parts as readonly (string | number[])[]));
    expect(error).toMatchObject({ code, message: expect.stringMatching(message) });
    expect(error.advice).toMatch(/^[A-Z].*\.$/);
  });

  it('still accounts for its lines', async () => {
    expect((await failure()).account).toEqual(empty);
    expect((await failure('\n__time__,functionName,latency\n\n')).account).toEqual({
      ...empty,
      blankLines: 2,
      headerLines: 1,
      records: 3,
      physicalLines: 3,
    });
    const bad = await failure('__time__,functionName,latency\n1,f\n\n');
    expect(bad.account).toEqual({ ...empty, badRows: 1, blankLines: 1, headerLines: 1, records: 3, physicalLines: 3 });
    expect(bad.problems).toHaveLength(1);
  });

  it.each([
    ['# exported\n__time__,functionName,latency\n1,f,2\n', 3],
    ['\ufeff# a\r\n# b\r\n\r\n__time__,functionName,latency\r\n1,f,2\r\n', 5],
    ['# "odd, quote\n__time__,functionName,latency\n1,f,2', 3],
    ['\n# late\n__time__,functionName,latency\n1,f,2\n', 4],
    ['sep=;\n__time__;functionName;latency\n1;f;2\n', 3],
    ['__time__;functionName;latency\n1;f;2\n', 2],
    ['"__time__"\t"functionName"\t"latency"\n1\t"f"\t2\n', 2],
  ])('is told from a trace with another delimiter, or with comments above its header: %j', async (text, line) => {
    for (const cut of [0, 1, 9, 40]) {
      const bytes = new TextEncoder().encode(text);
      const { table, account } = await readTrace(bytesSource([bytes.slice(0, cut), bytes.slice(cut)]));
      expect([table.time[0], table.functionNames.at(0), table.latency[0], table.line[0]]).toEqual([1, 'f', 2, line]);
      expect(account).toMatchObject({ rows: 1, headerLines: line - 1, records: line });
    }
  });

  it('suggests a name that differs in case only', async () => {
    expect((await failure('__time__,functionname,latency\n')).advice).toContain(
      'functionname must be written functionName.',
    );
  });

  it.each([
    [
      '"__time__", "functionName", "latency"\n1, "a", 900\n',
      /^Line 1, column 2: the header has a space between the comma and the quote\.$/,
      /^Remove the spaces before the quotes/,
    ],
    [
      '__TIME__;FunctionName;Latency\n',
      /separated by semicolons/,
      /Write the names __time__, functionName, latency in this spelling\.$/,
    ],
    [
      '__TIME__,FunctionName,Latency\n',
      /lacks the columns/,
      /__TIME__ must be written __time__\. FunctionName must be/,
    ],
    [
      'timestamp,func,duration\n1,f,2\n',
      /It has: timestamp, func, duration\./,
      /rename timestamp to __time__, func to functionName, duration to latency in line 1\.$/,
    ],
    [
      'Timestamp;Function;Cold start (ms)\n1;f;2\n',
      /lacks the columns/,
      /Its fields seem to be separated by semicolons: save the file with commas between them\./,
    ],
    [
      'when\tfn\tms\n1\tf\t2\n',
      /lacks the columns/,
      /Its fields seem to be separated by tabs: save the file with commas between them\./,
    ],
    [
      'Start Time,HashFunction,Duration (ms)\n',
      /lacks the columns/,
      /rename Start Time to __time__, HashFunction to functionName, Duration \(ms\) to latency/,
    ],
  ] as const)('says where a header was seen and what to do: %j', async (text, message, advice) => {
    for (const cut of [0, 1, 9, 40]) {
      const bytes = new TextEncoder().encode(text);
      const error = await readTrace(bytesSource([bytes.slice(0, cut), bytes.slice(cut)])).catch((error) => error);
      expect(error).toMatchObject({ message: expect.stringMatching(message), advice: expect.stringMatching(advice) });
    }
  });

  it.each([
    ['1,f,2,\n', 'The one row of the file has one field more than the header: 4 instead of 3.'],
    ['1,f,2,\n"1",f,2,\n3,g,2,x\n', 'All 3 rows have one field more than the header: 4 instead of 3.'],
  ])('says that rows have one field more than the header: %j', async (rows, message) => {
    const error = await failure(`__time__,functionName,latency\n${rows}`);
    expect(error).toMatchObject({ code: 'noRows', message });
    expect(error.advice).toContain('Remove the comma at the end of each row');
    expect((await failure('__time__,functionName,latency\n1,f,2,\nx,f,2\n')).message).toContain('None of the 2 rows');
  });

  it.each([
    ['gzip', [0x1f, 0x8b, 8, 0]],
    ['ZIP', [0x50, 0x4b, 3, 4, 0, 0]],
    ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
    ['Parquet', [0x50, 0x41, 0x52, 0x31, 0x15, 0, 0x15]],
  ])('says that it is %s', async (name, bytes) => {
    expect(await failure(bytes)).toMatchObject({ code: 'binary', message: expect.stringContaining(name) });
  });

  it('may begin with the letters of another format', async () => {
    expect((await failure('BZhour\n')).code).toBe('missingColumn');
  });

  it('has more runtimes than a table can number', async () => {
    const rows = Array.from({ length: 65_536 }, (_, i) => `1,f,2,r${i}\n`);
    const header = '__time__,functionName,latency,runtime\n';
    expect((await read(header, rows.slice(1).join(''))).table.runtimeNames).toHaveLength(65_535);
    expect(await failure(header, rows.join(''))).toMatchObject({
      code: 'tooManyNames',
      message: expect.stringContaining('65,535 different runtimes'),
    });
  });
});

describe('reading', () => {
  it('reports progress up to the end and lets the caller pause', async () => {
    const rows = '1,f,2\n'.repeat(100_000);
    const bytes = utf8('__time__,functionName,latency\n', rows);
    const seen: number[] = [];
    let turns = 0;
    await readTrace(bytesSource(bytes), {
      checkpoint: async (progress) => {
        seen.push(progress.bytes);
        expect(progress.totalBytes).toBe(600_030);
        await new Promise((turned) => setImmediate(turned));
        turns++;
      },
    });
    expect(seen.length).toBeGreaterThan(2);
    expect(seen).toEqual(seen.toSorted((a, b) => a - b));
    expect([seen.at(-1), turns]).toEqual([600_030, seen.length]);
  });

  it('rejects with what the checkpoint throws and closes the source', async () => {
    let closed = false;
    const source: ByteSource = {
      size: 1 << 30,
      async *read() {
        try {
          yield* utf8('__time__,functionName,latency\n');
          for (;;) yield* utf8('1,f,2\n'.repeat(10_000));
        } finally {
          closed = true;
        }
      },
    };
    const cancelled = new Error('cancelled');
    const checkpoint = ({ rows }: { rows: number }) => {
      if (rows > 50_000) throw cancelled;
    };
    await expect(readTrace(source, { checkpoint })).rejects.toBe(cancelled);
    expect(closed).toBe(true);
  });

  it.each([0, 1, 5])(
    'rejects with what the source throws after %i pieces, even while the caller pauses',
    async (good) => {
      const denied = new Error('EACCES: permission denied');
      const source: ByteSource = {
        size: 10,
        async *read() {
          yield* utf8('__time__,functionName,latency\n').slice(0, good);
          for (let i = 1; i < good; i++) yield* utf8('1,f,2\n'.repeat(100_000));
          throw denied;
        },
      };
      const checkpoint = () => new Promise<void>((turned) => setTimeout(turned, 1));
      await expect(readTrace(source, { checkpoint })).rejects.toBe(denied);
    },
  );
});

describe('bytesSource', () => {
  it('can be read again from any byte', async () => {
    const source = bytesSource(utf8('abc', '', 'de'));
    expect(source.size).toBe(5);
    for (let from = 0; from <= 5; from++) {
      let text = '';
      for await (const piece of source.read(from)) text += new TextDecoder().decode(piece);
      expect(text).toBe('abcde'.slice(from));
    }
  });
});

import { describe, expect, it } from 'vitest';
import { bytesSource, readTrace, runtimesIn, type TraceFile, UNKNOWN_COUNT, withRuntimes } from '../../../../src/trace';
import { alibabaFcJson } from '../../../../src/trace/formats/alibabaFcJson';
import { rowsOf } from '../mapping';
import { fixture, lines, parsed } from './parsed';

const MARCH_4 = Date.UTC(2025, 2, 4) / 1000;

async function read(text: string): Promise<TraceFile> {
  return readTrace(bytesSource([new TextEncoder().encode(text)]));
}

describe('huawei-2025', () => {
  it('has functions, memory and CPU by pod, four stages and relative times', async () => {
    const file = await read(fixture('huawei-2025-cold-start.csv'));
    expect(file.format).toEqual({ id: 'huawei-2025', title: 'Huawei cold starts (2025)' });
    expect(file.relativeTime).toBe(true);
    expect(file.account).toMatchObject({ rows: 8, badRows: 0, records: 9 });
    expect(rowsOf(file).slice(0, 3)).toEqual([
      {
        line: 2,
        time: 2.359,
        function: '84---602---pool22-300-128',
        latency: 1.743665,
        memoryMB: 128,
        allocation: 0.035178,
        code: 0.731,
        dependencies: 0.412,
        scheduling: 0.565487,
        cluster: '4',
        cpu: 300,
      },
      {
        line: 3,
        time: 3.491,
        function: '84---602---pool23-400-256',
        latency: 1.428034,
        memoryMB: 256,
        allocation: 0.025551,
        code: 0.001,
        dependencies: 0,
        scheduling: 1.40148,
        cluster: '1',
        cpu: 400,
      },
      {
        line: 4,
        time: 4.238,
        function: '84---602---pool35-6600-8192',
        latency: 8.743382,
        memoryMB: 8192,
        allocation: 0.031279,
        code: 0.731,
        dependencies: 4.322,
        scheduling: 3.6591,
        cluster: '4',
        cpu: 6600,
      },
    ]);
    expect(file.table.stages.map(({ title }) => title)).toEqual([
      'pod allocation',
      'code',
      'dependencies',
      'scheduling',
    ]);
  });

  it('keeps a dependency stage of 0.000: it is real, not missing', async () => {
    const { table } = await read(fixture('huawei-2025-cold-start.csv'));
    const [dependencies] = table.stages.filter(({ key }) => key === 'dependencies');
    expect([...dependencies.values].filter((value) => value === 0)).toHaveLength(5);
  });

  it('leaves memory and CPU unknown where a pod cannot be read', async () => {
    const [header, row] = fixture('huawei-2025-cold-start.csv').split('\n');
    const file = await read(`${header}\n${row.replace(/pool.*/, 'odd')}\n${row.replace(/pool.*/, '')}\n`);
    expect(rowsOf(file).map(({ function: name, memoryMB, cpu }) => [name, memoryMB, cpu])).toEqual([
      ['84---602---', UNKNOWN_COUNT, Number.NaN],
      ['84---602---', UNKNOWN_COUNT, Number.NaN],
    ]);
  });

  it('takes runtimes from the table of its region', async () => {
    const runtimes = runtimesIn(fixture('huawei-2025-runtime-region2.csv'))!;
    const file = withRuntimes(await read(fixture('huawei-2025-cold-start.csv')), runtimes, 'types.csv');
    expect(rowsOf(file).map(({ runtime }) => runtime)).toEqual([
      ...['Go1.x', 'Python3', 'Go1.x', 'Go1.x', 'PHP7.3', 'Python3', 'Custom', 'Custom'],
    ]);
    expect(file.columns.runtime).toBe(true);
    expect(runtimesIn(fixture('ant-afaas.csv'))).toBeNull();
  });
});

describe('ant-afaas', () => {
  it('has latencies in ms, memory in bytes and three stages', async () => {
    const file = await read(fixture('ant-afaas.csv'));
    expect(file.format.id).toBe('ant-afaas');
    expect(file.account).toMatchObject({ rows: 8, badRows: 0 });
    expect(rowsOf(file)[0]).toEqual({
      line: 2,
      time: MARCH_4 + 33_310.146,
      function: 'a402425b3b897ef150c2580f57d15c39',
      latency: 0.154,
      memoryMB: 512,
      allocation: 0.002,
      code: 0.013,
      instance: 0.139,
      cluster: 'be9bd02f25b818c89e169bd2731d08a7',
    });
    expect(file.assumptions[0].text).toContain('1,048,576');
  });
});

describe('gentd26', () => {
  it('has a function for each container', async () => {
    const file = await read(fixture('gentd26.csv'));
    expect(file.format.id).toBe('gentd26');
    expect(rowsOf(file).map(({ time, function: name, latency }) => [time, name, latency])).toEqual([
      [1662859290, '086b31f8a1c2', 2.639],
      [1662859291.5, '5f79c55006ca', 1.804],
      [1662859300, '086b31f8a1c2', 0.9125],
      [1662859312, 'a402425b3b89', 15.23],
    ]);
  });
});

describe('invitro-openwhisk', () => {
  it('counts hot starts as warm invocations', async () => {
    const file = await read(fixture('invitro-openwhisk.csv'));
    expect(file.format.id).toBe('invitro-openwhisk');
    expect(file.account).toMatchObject({ rows: 2, warmRows: 2, badRows: 0 });
    expect(rowsOf(file)).toEqual([
      {
        line: 2,
        time: 1741079710.146538,
        function: 'trace-func-0-1',
        latency: 0.299,
        waitTime: 0.431,
        duration: 0.545504,
      },
      { line: 4, time: 1741079716, function: 'trace-func-1-2', latency: 1.85, waitTime: 0.012, duration: 0.1003 },
    ]);
  });
});

describe('alibaba-fc as a table', () => {
  it('gives the same as JSON lines', async () => {
    const file = await read(fixture('alibaba-fc-request-metrics.csv'));
    const records = lines(fixture('alibaba-fc-request-metrics.jsonl')).map((line) => JSON.parse(line));
    const { cold, warm } = parsed(alibabaFcJson, records);
    expect(file.format).toEqual({ id: alibabaFcJson.id, title: alibabaFcJson.title });
    expect(file.account).toMatchObject({ rows: 5, warmRows: 3, badRows: 0 });
    expect(file.account.otherRows).toEqual([{ name: 'record of another topic', count: 1 }]);
    // The message of another topic's record has a line end.
    expect([...file.table.line]).toEqual([2, 3, 7, 8, 11]);
    expect(rowsOf(file).map(({ line, ...row }) => row)).toEqual(
      cold.map(({ line, latency, numbers, labels, id, ...row }) => ({
        ...row,
        // Dividing by 1,000 rounds once more.
        latency: Number(latency.toPrecision(12)),
        ...Object.fromEntries(
          Object.entries(numbers!).map(([key, value]) => [key, Number(Math.fround(value!).toPrecision(6))]),
        ),
        ...labels,
      })),
    );
    const { time, functionId } = file.table.warm!;
    expect(Array.from(time, (time, at) => [time, file.table.functionNames.at(functionId[at])])).toEqual(
      warm.map((row) => [row.time, row.function]),
    );
  });
});

describe('lambda-insights by fields', () => {
  const text = fixture('lambda-logs-insights-fields.csv');

  it('counts a row with an empty @initDuration as a warm invocation, not as a problem', async () => {
    const file = await read(text);
    expect(file.format.id).toBe('lambda-insights');
    expect(file.account).toMatchObject({ rows: 3, warmRows: 5, badRows: 0, duplicateRows: 0 });
    expect(rowsOf(file)[0]).toEqual({
      line: 5,
      time: MARCH_4 + 33_455.294,
      function: 'mailer',
      latency: 1.7513,
      memoryMB: 128,
      init: 1.7513,
      duration: 0.65403,
      maxMemoryMB: 61,
      account: '123456789012',
    });
  });

  it('divides memory by 1,000,000', async () => {
    const { table } = await read(text);
    expect([...table.memoryMB!]).toEqual([128, 1024, 512]);
    const powers = await read(text.replaceAll('128000000', '1.28E8'));
    expect([...powers.table.memoryMB!]).toEqual([128, 1024, 512]);
  });

  it('drops reports of overlapping exports', async () => {
    const { account } = await read(text + text.slice(text.indexOf('\n') + 1));
    expect(account).toMatchObject({ rows: 3, warmRows: 5, duplicateRows: 8, records: 17 });
  });

  it('counts lines that are no reports', async () => {
    const { account } = await read(`${text}2025-03-04 09:15:10.146,x,1:/aws/lambda/f,s,START,,,,,\n`);
    expect(account).toMatchObject({ rows: 3, warmRows: 5, otherRows: [{ name: 'other log line', count: 1 }] });
  });

  it('says that the file does not name its function', async () => {
    const file = await read('@timestamp,@initDuration\n2025-03-04 09:15:10.146,12\n');
    expect([...file.table.functionNames]).toEqual(['(unknown function)']);
    expect(file.assumptions.find(({ key }) => key === 'function')?.text).toContain('does not name the function');
  });
});

describe('the released trace', () => {
  it('may have any delimiter, and comments above its header', async () => {
    const comma = await read(fixture('faasnet-region.csv'));
    expect(comma.account).toMatchObject({ rows: 8, headerLines: 1 });
    for (const [delimiter, head] of [
      [';', 'sep=;\n'],
      ['\t', '# a comment\n# another\n'],
      ['|', ''],
    ]) {
      const file = await read(head + fixture('faasnet-region.csv').replaceAll(',', delimiter));
      expect(file.format).toEqual(comma.format);
      expect(rowsOf(file).map(({ line, ...row }) => row)).toEqual(rowsOf(comma).map(({ line, ...row }) => row));
      expect(file.detectedUnit).toEqual(comma.detectedUnit);
    }
  });
});

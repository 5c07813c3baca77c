import { describe, expect, it } from 'vitest';
import { csvRows, traceTable } from '../../../src/tables';
import { bytesSource, readTrace, type TraceFile, unitsPerSecond } from '../../../src/trace';

const read = (text: string) => readTrace(bytesSource([new TextEncoder().encode(text)]));

async function again(file: TraceFile): Promise<TraceFile> {
  return read(csvRows(traceTable(file, unitsPerSecond(file.detectedUnit.unit)), 0, 1e6));
}

/** What a trace holds, without its lines and the titles of its columns. */
function content({ table, relativeTime, account }: TraceFile) {
  const name = (id: number) => table.functionNames.at(id);
  const { warm } = table;
  return {
    relativeTime,
    counts: [account.rows, account.warmRows],
    times: [...table.time],
    functions: [...table.functionId].map(name),
    runtimes: table.runtimeId && [...table.runtimeId].map((id) => table.runtimeNames[id]),
    memory: table.memoryMB && [...table.memoryMB],
    stages: table.stages.map(({ key, values }) => [key, ...values]),
    measures: table.measures.map(({ key, unit, values }) => [key, unit, ...values]),
    labels: table.labels.map(({ key, ids, names }) => [key, ...[...ids].map((id) => names[id])]),
    warm: warm && [...warm.time].map((time, at) => [time, name(warm.functionId[at])]),
  };
}

const seconds = ({ table, detectedUnit }: TraceFile) =>
  [...table.latency].map((latency) => latency / unitsPerSecond(detectedUnit.unit));

const LAMBDA = [
  '2025-03-04T09:15:10.146Z REPORT RequestId: a\tDuration: 10.00 ms\tBilled Duration: 10 ms\tMemory Size: 512 MB\tMax Memory Used: 40 MB\tInit Duration: 250.50 ms\t',
  '2025-03-04T09:15:11.000Z REPORT RequestId: b\tDuration: 5.00 ms\tBilled Duration: 5 ms\tMemory Size: 512 MB\tMax Memory Used: 41 MB\t',
].join('\n');

describe('a converted trace', () => {
  it.each([
    [
      'the released trace',
      '__time__,functionName,latency,runtime,memoryMB\n1741079710.25,f,1500,python,512\n5,g,80,,\n',
    ],
    ['a Lambda log with stages, warm invocations and labels', LAMBDA],
    [
      'a trace with relative times',
      'elapsed_seconds,faas.name,faas.init_duration,stage.pull,measure.imageBytes.bytes,cloud.region\n' +
        '86401.5,f,2,0.5,1000,eu\n3,g,1,,,\n',
    ],
  ])('holds the same as %s', async (_, text) => {
    const file = await read(text);
    const converted = await again(file);
    expect(converted.format.id).toBe('converted');
    expect(content(converted)).toEqual(content(file));
    const expected = seconds(file);
    for (const [row, value] of seconds(converted).entries()) expect(value).toBeCloseTo(expected[row], 8);
  });

  it('of many days is written and read without a loss', async () => {
    const rows = Array.from({ length: 2000 }, (_, row) => `${1.6e9 + row * 1234.567},f${row % 50},${row % 7},,128`);
    const file = await read(`__time__,functionName,latency,runtime,memoryMB\n${rows.join('\n')}\n`);
    const converted = await again(file);
    expect(converted.account.rows).toBe(2000);
    const difference = converted.table.time.map((time, row) => Math.abs(time - file.table.time[row]));
    expect(Math.max(...difference)).toBeLessThan(1e-6);
  });
});

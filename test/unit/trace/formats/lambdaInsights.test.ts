import { describe, expect, it } from 'vitest';
import { lambdaInsights } from '../../../../src/trace/formats/lambdaInsights';
import { makeSample } from '../../../../src/trace/formats/makeSample';
import { recognise } from '../../../../src/trace/formats/recognise';
import { fixture, parsed } from './parsed';
import { type ReadRow, readFormat } from './readFormat';

interface Pair {
  readonly field: string;
  readonly value: string;
}
const results: readonly (readonly Pair[])[] = JSON.parse(fixture('lambda-get-query-results.json')).results;
const objects: Record<string, string>[] = results.map((row) =>
  Object.fromEntries(row.filter(({ field }) => field !== '@ptr').map(({ field, value }) => [field, value])),
);
const [warm, , , cold] = objects;

/** Rows without their lines. */
const essence = (rows: readonly ReadRow[]) => rows.map(({ line: _, ...row }) => row);

describe('results of Logs Insights by fields', () => {
  const expected = readFormat(fixture('lambda-get-query-results.json'));

  it('are the same as JSON, in which empty fields may be missing', () => {
    const filled = objects.map((row) => ({ '@initDuration': '', ...row }));
    for (const rows of [objects, filled]) {
      const { file, rows: found, warm } = readFormat(JSON.stringify(rows, null, 2));
      expect(file.format.id).toBe('lambda-insights');
      expect(essence(found)).toEqual(essence(expected.rows));
      expect(warm).toEqual(expected.warm);
    }
  });

  it('are the same as a Markdown table', () => {
    const names = Object.keys(cold);
    const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
    const lines = [
      line(names),
      line(names.map(() => '---')),
      ...objects.map((row) => line(names.map((name) => row[name] ?? ''))),
    ];
    const { file, rows, warm } = readFormat(`${lines.join('\n')}\n`);
    expect(file.format.id).toBe('lambda-insights');
    expect(essence(rows)).toEqual(essence(expected.rows));
    expect(rows.map(({ line }) => line)).toEqual([6, 9, 10]);
    expect(warm).toEqual(expected.warm);
  });

  it('are warm without an init duration, and bad with 0 (trap 2)', () => {
    const rows = [warm, { ...warm, '@requestId': 'b', '@initDuration': '' }, { ...cold, '@initDuration': '0' }];
    expect(parsed(lambdaInsights, rows)).toMatchObject({
      cold: [],
      warm: { length: 2 },
      bad: [{ line: 3, column: '@initDuration' }],
    });
  });

  it('have memory in bytes, of which 1,000,000 are an MB (trap 3)', () => {
    const memories = (size: unknown) => parsed(lambdaInsights, [{ ...cold, '@memorySize': size }]).cold[0].memoryMB;
    expect(['1024000000', '1.28E8', 5.12e8].map(memories)).toEqual([1024, 128, 512]);
  });

  it('are no invocations where the type says so', () => {
    const rows = [
      { ...warm, '@type': 'START' },
      { '@timestamp': warm['@timestamp'], '@requestId': 'a' },
    ];
    expect(parsed(lambdaInsights, rows).other).toEqual({ 'other log line': 2 });
  });

  it('are read from JSON logs too', () => {
    const row = {
      '@timestamp': '2025-03-04 09:15:10.146',
      '@log': '123456789012:/aws/lambda/orders-api',
      type: 'platform.report',
      'record.requestId': 'a',
      'record.metrics.durationMs': '100',
      'record.metrics.restoreDurationMs': '946.121',
      'record.metrics.memorySizeMB': '2048',
    };
    expect(parsed(lambdaInsights, [row]).cold).toMatchObject([
      { latency: 0.946121, memoryMB: 2048, function: 'orders-api', labels: { start: 'restore' } },
    ]);
  });

  it.each([
    ['bin(1h)', 'count(*)'],
    ['bin(5m)', 'pct(@initDuration, 99)'],
    ['@log', 'avg(@duration)'],
  ])('are not aggregates by %s (trap 14)', (first, second) => {
    const rows = [{ [first]: '2025-03-04 09:00:00.000', [second]: '7' }];
    const pairs = { results: rows.map((row) => Object.entries(row).map(([field, value]) => ({ field, value }))) };
    const markdown = `| ${first} | ${second} |\n| --- | --- |\n| a | 7 |\n`;
    for (const text of [JSON.stringify(rows), JSON.stringify(pairs), markdown]) {
      const recognition = recognise(makeSample(new TextEncoder().encode(text), true));
      expect(recognition?.format.id).not.toBe('lambda-insights');
    }
  });
});

describe('results of Logs Insights by message', () => {
  const csv = fixture('lambda-logs-insights-message.csv');
  const expected = readFormat(csv);

  it('have their columns in any order', () => {
    const lines = csv.replace('\ufeff', '').split(/\n(?=20|$)/);
    const [, ...records] = lines.filter((line) => line !== '');
    const swapped = records.map((record) => {
      const [, time, message, stream, log] = /^([^,]*),("[^"]*"),([^,]*),([^,]*)$/s.exec(record)!;
      return [log, stream, message, time].join(',');
    });
    const text = `@log,@logStream,@message,@timestamp\n${swapped.join('\n')}\n`;
    expect(readFormat(text).rows).toEqual(expected.rows);
  });

  it('are the same as JSON', () => {
    const records = csv
      .replace('\ufeff', '')
      .split(/\n(?=20)/)
      .slice(1);
    const values = records.map((record) => {
      const [, time, message, stream, log] = /^([^,]*),"([^"]*)",([^,]*),([^,\n]*)\n?$/s.exec(record)!;
      return { '@timestamp': time, '@message': message, '@logStream': stream, '@log': log };
    });
    expect(essence(readFormat(JSON.stringify(values)).rows)).toEqual(essence(expected.rows));
  });

  it('are read by message where they have the other fields as well', () => {
    const restore = 'REPORT RequestId: a\tDuration: 47.62 ms\tMemory Size: 2048 MB\tRestore Duration: 1692.78 ms\t';
    const text = `@timestamp,@log,@logStream,@requestId,@type,@initDuration,@duration,@message
2025-03-04 09:20:52.393,1:/aws/lambda/report-pdf,s,a,REPORT,,47.62,"${restore}
"
`;
    expect(readFormat(text).rows).toMatchObject([{ line: 2, latency: 1.69278, extras: { start: 'restore' } }]);
  });

  it('tell restores, which have no field of their own', () => {
    expect(expected.rows.filter(({ extras }) => extras.start === 'restore')).toHaveLength(2);
  });

  it('without a stream find the start by its time, within the function', () => {
    const text = csv.replace('@logStream,', '').replaceAll(/",[^,\n]*,/g, '",');
    const { rows } = readFormat(text);
    expect(rows.map(({ runtime }) => runtime)).toEqual(expected.rows.map(({ runtime }) => runtime));
  });

  it('keep them to themselves (trap 12)', () => {
    const rows = [{ ...cold, '@message': 'SECRET' }, { '@message': 'REPORT RequestId: a Duration: SECRET ms' }];
    expect(JSON.stringify(parsed(lambdaInsights, rows))).not.toContain('SECRET');
  });
});

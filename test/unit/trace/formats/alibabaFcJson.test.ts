import { describe, expect, it } from 'vitest';
import { alibabaFcJson } from '../../../../src/trace/formats/alibabaFcJson';
import { fixture, lines, parsed } from './parsed';

const records: Record<string, string>[] = lines(fixture('alibaba-fc-request-metrics.jsonl')).map((line) =>
  JSON.parse(line),
);

describe('request metrics of Alibaba Function Compute', () => {
  const { cold, warm, other, bad } = parsed(alibabaFcJson, records);

  it('are cold starts and warm invocations; other topics are counted apart', () => {
    expect([cold.length, warm.length, other, bad]).toEqual([5, 3, { 'FCLogs record': 1 }, []]);
  });

  it('have stages, memory and labels', () => {
    expect(cold[0]).toEqual({
      line: 1,
      time: 1741079708.53,
      function: 'orders-api',
      id: '1-b0d6ff4f-ab27e5ca-066d4129ab51',
      latency: 1.22044,
      memoryMB: 512,
      numbers: { code: 0.24004, runtimeInit: 0.97815, scheduling: 0.00564 },
      labels: { resourceMode: 'OnDemand', qualifier: 'LATEST' },
    });
    expect(warm[0]).toMatchObject({ line: 3, time: 1741079796 });
  });

  it('have stages that are no longer than the cold start', () => {
    for (const { latency, numbers } of cold) {
      expect((numbers?.code ?? 0) + (numbers?.runtimeInit ?? 0)).toBeLessThanOrEqual(latency);
    }
  });

  it('name a function by its service too', () => {
    expect(parsed(alibabaFcJson, [{ ...records[0], serviceName: 'shop' }]).cold[0].function).toBe('shop/orders-api');
  });

  it('count once if exports overlap (trap 4)', () => {
    expect(parsed(alibabaFcJson, [...records, ...records])).toMatchObject({ cold: { length: 5 }, duplicates: 8 });
  });

  it('are read with booleans and numbers in place of texts', () => {
    const value = { ...records[0], isColdStart: true, coldStartLatencyMs: 7, coldStartStartTimestamp: '' };
    expect(parsed(alibabaFcJson, [value]).cold[0]).toMatchObject({ latency: 0.007, time: 1741079710 });
  });

  it('are bad without a latency, a time or a function', () => {
    const values = [
      { ...records[0], coldStartLatencyMs: '' },
      { ...records[2], __time__: 'SECRET' },
      { ...records[0], functionName: '' },
    ];
    expect(parsed(alibabaFcJson, values).bad.map(({ column }) => column)).toEqual([
      'coldStartLatencyMs',
      '__time__',
      'functionName',
    ]);
  });

  it('keep log messages to themselves (trap 12)', () => {
    const value = { ...records[0], errorType: 'SECRET', message: 'SECRET' };
    expect(
      JSON.stringify(parsed(alibabaFcJson, [value, { __topic__: 'FCLogs:/SECRET', message: 'SECRET' }])),
    ).not.toContain('SECRET');
  });
});

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bytesSource, readTrace, TraceError } from '../../../../src/trace';
import { FOREIGN_FILES, foreignFile } from '../../../../src/trace/foreign';
import { makeSample, SAMPLE_BYTES } from '../../../../src/trace/formats';

const FIXTURES = path.resolve(import.meta.dirname, '../../../fixtures/formats');

async function errorOf(bytes: Uint8Array): Promise<TraceError> {
  const error = await readTrace(bytesSource([bytes])).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TraceError);
  return error as TraceError;
}

const encoded = (text: string) => new TextEncoder().encode(text);

const SAMPLES = {
  'azure-2019-invocations-d01.csv': 'azure-2019-invocations',
  'azure-2019-durations-d01.csv': 'azure-2019-durations',
  'azure-2019-memory-d01.csv': 'azure-2019-memory',
  'azure-app-insights-requests.csv': 'azure-app-insights',
  'huawei-2023-requests-minute.csv': 'huawei-time-series',
  'huawei-2025-requests.csv': 'huawei-2025-requests',
  'huawei-2025-runtime-region2.csv': 'huawei-2025-runtimes',
  'invitro-experiment-duration.csv': 'invitro-durations',
  'sebs-perf-cost-result.csv': 'sebs-perf-cost',
  'stellar-latencies.csv': 'stellar-latencies',
  'lambda-perf.json': 'lambda-perf',
  'otlp-faas-spans.jsonl': 'otlp-spans',
};

const TEXTS = {
  'azure-2021-invocations': `app,func,end_timestamp,duration\n${'ab12'.repeat(16)},${'cd34'.repeat(16)},5160.142570018768,0.134\n`,
  'azure-2020-blob-accesses':
    'Timestamp,AnonRegion,AnonUserId,AnonAppName,AnonFunctionInvocationId,AnonBlobName,BlobType,AnonBlobETag,BlobBytes,Read,Write\n1,a,b,c,d,e,f,g,1,True,False\n',
  'azure-llm-inference': 'TIMESTAMP,ContextTokens,GeneratedTokens\n2023-11-16 18:15:46.6805900,374,44\n',
  'huawei-time-series': 'day,time,84---602---pool22-300-128,224---201---pool35-6600-8192\n0,0,1.0,\n',
  'aggregated-insights': 'bin(1h),count(*),pct(@initDuration, 99)\n2025-03-04 09:00:00.000,5,812.5\n',
  'ibm-code-engine': 'NamespaceHash,AppHash,NumEvents,InvocationTimes\na,b,1,[1]\n',
  'google-functions-v1': JSON.stringify([
    { resource: { type: 'cloud_function' }, textPayload: 'Function execution took 12 ms', timestamp: '2025-03-04' },
  ]),
  'alibaba-gpu-2025': 'instance_sn,role,app_name,creation_time,scheduled_time,deletion_time\na,CN,b,1,2,3\n',
  'google-hourly': 'DateTime,Hour,Day,Latency,Request,CPU,RAM\n2023-01-01 00:00,0,1,2.1,100,3,4\n',
  'kubectl-text':
    'Events:\n  Type    Reason   Age   From     Message\n  ----    ------   ----  ----     -------\n  Normal  Pulled   49m   kubelet  Successfully pulled image "nginx" in 2s\n',
  'kubernetes-events-yaml': 'apiVersion: v1\nitems:\n- apiVersion: v1\n  involvedObject:\n    kind: Pod\n',
  prometheus: '# HELP gateway_function_invocation_total Total\n# TYPE gateway_function_invocation_total counter\nx 1\n',
};

describe('a file that is no cold-start trace', () => {
  it.each(Object.entries(SAMPLES))('is named: %s (trap 13)', async (name, id) => {
    const { code, subject, message, advice } = await errorOf(readFileSync(path.join(FIXTURES, name)));
    expect([code, subject]).toEqual(['foreign', id]);
    expect(message).toContain('no cold-start trace');
    expect(advice).not.toBe('');
  });

  it.each(Object.entries(TEXTS))('is named: %s', async (id, text) => {
    expect((await errorOf(encoded(text))).subject).toBe(id);
  });

  it('is named if its header is longer than what is looked at', async () => {
    const names = Array.from({ length: 5000 }, (_, i) => `${i}---602---pool22-300-128`);
    expect((await errorOf(encoded(`day,time,${names.join()}\n0,0,1\n`))).subject).toBe('huawei-time-series');
  });

  it.each([2, 3, 4, 5])('is named: a pickle of protocol %i', async (protocol) => {
    const following = protocol < 4 ? [0x63, 0x70] : [0x95, 0x10];
    expect((await errorOf(Uint8Array.of(0x80, protocol, ...following, 0, 0, 0, 0))).subject).toBe('pickle');
  });

  it('is refused in one sentence that says why', () => {
    for (const { why, instead } of FOREIGN_FILES) {
      expect(why).toMatch(/^[A-Z][^.]*(?:\.\w[^.]*)*\.$/);
      expect(instead).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('has an id of its own', () => {
    expect(new Set(FOREIGN_FILES.map(({ id }) => id)).size).toBe(FOREIGN_FILES.length);
  });
});

describe('aggregated results of Insights (trap 14)', () => {
  it.each([
    ['CSV with a comma in a name', '"pct(@initDuration, 99)",@log\n812.5,1:f\n'],
    ['CSV', 'count(*),bin(5m)\n5,2025-03-04 09:00:00.000\n'],
    ['JSON', JSON.stringify([{ 'avg(@duration)': '5', '@log': 'a' }], null, 2)],
    [
      'get-query-results',
      JSON.stringify({ results: [[{ field: 'pct(@duration, 99)', value: '5' }]], status: 'Complete' }),
    ],
    ['Markdown', '| bin(1h) | count(*) |\n| --- | --- |\n| 2025-03-04 09:00:00.000 | 5 |\n'],
  ])('are refused as %s, with the query to use instead', async (_, text) => {
    const { subject, advice } = await errorOf(encoded(text));
    expect(subject).toBe('aggregated-insights');
    expect(advice).toContain('filter @type = "REPORT"');
    expect(advice).toContain('@message');
  });
});

describe('other files', () => {
  it.each([
    ['a native trace', '__time__,functionName,latency\n1,f,2\n'],
    ['a table of their own', 'when,app,init_ms\n2025-03-04 09:00:00,a,12\n'],
    ['a table from SQL', 'time,function,max(latency_ms)\n2025-03-04 09:00:00,a,12\n'],
    ['a table of days and times', 'day,time,latency_ms\n0,1,2\n'],
    ['prose', 'Events are written with kubectl.\n'],
    ['a profile', 'time_s,rps\n0,1\n1,2\n'],
    ['nothing', ''],
  ])('are not foreign: %s', (_, text) => {
    const bytes = encoded(text);
    expect(foreignFile(bytes, makeSample(bytes, true))).toBeNull();
  });
});

describe('64 KiB of the same few characters', () => {
  // Each of these makes some pattern with backtracking examine every pair of places.
  it.each([' ', '\t ', '"', ',', '[', '{ ', '{"a":', 'a,b;c|', '| ', 'x "', '# '])('are not foreign: %j', (piece) => {
    const bytes = encoded(piece.repeat(SAMPLE_BYTES).slice(0, SAMPLE_BYTES));
    const sample = makeSample(bytes, false);
    expect([foreignFile(bytes, sample), sample.table?.rows ?? []]).toEqual([null, []]);
  });
});

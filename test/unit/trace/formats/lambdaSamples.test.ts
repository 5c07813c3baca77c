import { describe, expect, it } from 'vitest';
import { fixture } from './parsed';
import { readFormat } from './readFormat';

const ORDERS = {
  time: 1741079707.13809,
  latency: 2.51873,
  memoryMB: 512,
  extras: { init: 2.51873, duration: 0.48918, maxMemoryMB: 214, start: 'init' },
};

describe('the samples of Lambda logs', () => {
  it.each([
    ['lambda-report-lines.log', 'lambda-log'],
    ['lambda-sam-logs.log', 'lambda-log'],
    ['lambda-json-log-format.jsonl', 'lambda-log'],
    ['lambda-logs-insights-message.csv', 'lambda-insights'],
  ])('%s holds 3 inits, 2 restores and 3 warm invocations', (name, id) => {
    const { file, rows } = readFormat(fixture(name));
    expect(file.format.id).toBe(id);
    expect(file.account).toMatchObject({ rows: 5, warmRows: 3, duplicateRows: 0, badRows: 0 });
    expect(rows.filter(({ extras }) => extras.start === 'init' && 'init' in extras)).toHaveLength(3);
    expect(rows.filter(({ extras }) => extras.start === 'restore' && 'restore' in extras)).toHaveLength(2);
  });

  it.each([
    'lambda-log-events-viewer-result.csv',
    'lambda-filter-log-events.json',
    'lambda-subscription-data-message.json',
  ])('%s holds 1 cold start and 2 warm invocations', (name) => {
    const { file, rows, warm, other } = readFormat(fixture(name));
    expect(file.format.id).toBe('lambda-events');
    expect(rows).toMatchObject([{ ...ORDERS, runtime: 'nodejs:20.v58' }]);
    expect(warm).toHaveLength(2);
    expect(other).toEqual({ INIT_START: 1, 'other log line': 6 });
  });

  it('of a subscription may begin with a control message, several back to back', () => {
    const delivery = fixture('lambda-subscription-data-message.json').trim();
    const control = {
      messageType: 'CONTROL_MESSAGE',
      owner: 'CloudwatchLogs',
      logGroup: '',
      logStream: '',
      subscriptionFilters: [],
      logEvents: [{ id: '', timestamp: 1741079700000, message: 'a test of the receiver' }],
    };
    const { file, rows } = readFormat(`${JSON.stringify(control)}${delivery}${delivery}`);
    expect(file.format.id).toBe('lambda-events');
    expect(rows).toHaveLength(1);
    expect(file.account.duplicateRows).toBe(3);
  });

  it('of get-query-results hold 3 cold starts and 5 warm invocations', () => {
    const { file, rows, warm } = readFormat(fixture('lambda-get-query-results.json'));
    expect(file.format.id).toBe('lambda-insights');
    expect(rows.map((row) => [row.line, row.function, row.latency, row.memoryMB])).toEqual([
      [129, 'mailer', 1.7513, 128],
      [259, 'thumbnailer', 2.09522, 1024],
      [305, 'orders-api', 2.51873, 512],
    ]);
    expect(warm).toHaveLength(5);
  });

  it('of JSON logs hold 5 starts of an environment, which name functions and runtimes', () => {
    const { rows, warm, other } = readFormat(fixture('lambda-json-log-format.jsonl'));
    expect(other).toEqual({ 'platform.initStart': 5 });
    expect(rows.map((row) => [row.line, row.function, row.runtime])).toEqual([
      [2, 'orders-api', 'nodejs:20.v58'],
      [4, 'thumbnailer', 'python:3.12.v49'],
      [7, 'report-pdf', 'java:21.v31'],
      [9, 'mailer', 'provided:al2023.v93'],
      [13, 'report-pdf', 'java:21.v31'],
    ]);
    expect(warm.map((row) => row.function)).toEqual(Array(3).fill('(unknown function)'));
  });

  it('of Logs Insights are newest first, with a line for each row (trap 5)', () => {
    const { rows, other } = readFormat(fixture('lambda-logs-insights-message.csv'));
    expect(rows.map((row) => [row.line, row.function, row.runtime])).toEqual([
      [2, 'report-pdf', 'java:21.v31'],
      [24, 'mailer', 'provided:al2023.v93'],
      [33, 'report-pdf', 'java:21.v31'],
      [49, 'thumbnailer', 'python:3.12.v49'],
      [57, 'orders-api', 'nodejs:20.v58'],
    ]);
    expect(rows[4]).toMatchObject({
      ...ORDERS,
      extras: { ...ORDERS.extras, version: '$LATEST', region: 'eu-west-1', account: '123456789012' },
    });
    expect(other).toEqual({ INIT_START: 3, RESTORE_START: 2, RESTORE_REPORT: 2, 'other log line': 16 });
  });

  it('of sam logs know runtime and version by the log stream', () => {
    const { file, rows } = readFormat(fixture('lambda-sam-logs.log'));
    expect(rows.map(({ line, runtime, extras }) => [line, runtime, extras.version])).toEqual([
      [4, 'nodejs:20.v58', '$LATEST'],
      [9, 'python:3.12.v49', '$LATEST'],
      [17, 'java:21.v31', '7'],
      [21, 'provided:al2023.v93', '$LATEST'],
      [33, 'java:21.v31', '7'],
    ]);
    expect(file.assumptions.map(({ key }) => key)).toEqual(['cold', 'time', 'function', 'zone']);
  });

  it('without any time say so, and are at one moment', () => {
    const { file, rows } = readFormat(fixture('lambda-report-lines.log'));
    expect(file.relativeTime).toBe(true);
    expect(rows.map(({ time }) => time)).toEqual([0, 0, 0, 0, 0]);
    expect(file.assumptions).toContainEqual({
      key: 'time',
      text: 'the file has no times: all starts are shown at one moment',
    });
    expect(rows.map(({ runtime }) => runtime)).toEqual([
      'nodejs:20.v58',
      'python:3.12.v49',
      'java:21.v31',
      'provided:al2023.v93',
      'java:21.v31',
    ]);
  });
});

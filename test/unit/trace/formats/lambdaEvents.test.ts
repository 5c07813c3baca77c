import { describe, expect, it } from 'vitest';
import { lambdaEvents } from '../../../../src/trace/formats/lambdaEvents';
import { fixture, parsed } from './parsed';
import { readFormat } from './readFormat';

const ID = '1e15cfb4-ef54-4c17-b83e-990094588ffb';
const STREAM = '2025/03/04/[$LATEST]eb974ce384f610288ea91b41c9189567';
const TIME = 1741079710146;
const WARM = `REPORT RequestId: ${ID}\tDuration: 102.61 ms\tBilled Duration: 264 ms\tMemory Size: 3008 MB\tMax Memory Used: 47 MB\t`;
const INIT = `${WARM}Init Duration: 160.41 ms\t\n`;
const START =
  'INIT_START Runtime Version: python:3.12.v49\tRuntime Version ARN: arn:aws:lambda:us-east-2::runtime:27\n';
const XRAY = 'XRAY TraceId: 1-efe41702-03badb4d2676d0297bfc80bd\tSegmentId: d65cdd6f7497b559\tSampled: true\t\n';

const event = (message: string, more: object = {}) => ({ timestamp: TIME, message, ...more });
const delivered = (logEvents: readonly object[], more: object = {}) =>
  JSON.stringify({
    messageType: 'DATA_MESSAGE',
    owner: '123456789012',
    logGroup: '/aws/lambda/orders-api',
    logStream: STREAM,
    subscriptionFilters: ['all'],
    logEvents,
    ...more,
  });

describe('the CSV of the CloudWatch console', () => {
  const csv = fixture('lambda-log-events-viewer-result.csv');

  it('has records of several lines', () => {
    expect(readFormat(csv).rows.map(({ line }) => line)).toEqual([8]);
    expect(readFormat(csv).file.account).toMatchObject({ records: 11, physicalLines: 22 });
  });

  it('is read with CRLF line ends and a byte-order mark', () => {
    const changed = `\ufeff${csv.replaceAll('\n', '\r\n')}`;
    expect(readFormat(changed).rows).toEqual(readFormat(csv).rows);
  });

  it('tells the version where it has log streams', () => {
    const text = `timestamp,message,logStreamName\n${TIME},"${START}",${STREAM}\n${TIME},"${INIT}${XRAY}",${STREAM}\n`;
    const { rows } = readFormat(text);
    expect(rows).toMatchObject([{ line: 4, runtime: 'python:3.12.v49', extras: { version: '$LATEST' } }]);
  });

  it('tells the function by a stream that several functions share', () => {
    const stream = STREAM.replace('[', 'orders-api[');
    const { rows } = readFormat(`timestamp,message,logStreamName\n${TIME},"${INIT}",${stream}\n`);
    expect(rows[0].function).toBe('orders-api');
  });

  it('has the JSON log format in its messages', () => {
    const record = { requestId: ID, metrics: { durationMs: 102.61, initDurationMs: 160.41, memorySizeMB: 128 } };
    const message = JSON.stringify({ time: '2025-03-04T09:15:10.146Z', type: 'platform.report', record });
    const { rows } = readFormat(`timestamp,message\n${TIME},"${message.replaceAll('"', '""')}\n"\n`);
    expect(rows).toMatchObject([{ line: 2, latency: 0.16041, memoryMB: 128 }]);
  });

  it('is not any other table of times and messages', () => {
    expect(() => readFormat('timestamp,message\nyesterday,hello\ntoday,bye\n')).toThrow();
    expect(() => readFormat('message,timestamp\nhello,1741079710146\n')).toThrow();
  });
});

describe('filter-log-events and get-log-events', () => {
  const text = fixture('lambda-filter-log-events.json');

  it('give a row on the line of its event', () => {
    expect(readFormat(text).rows.map(({ line }) => line)).toEqual([24]);
  });

  it('are read in one line as well', () => {
    const { rows, warm } = readFormat(JSON.stringify(JSON.parse(text)));
    expect([rows.length, warm.length, rows[0].line]).toEqual([1, 2, 1]);
  });

  it('have tokens in the place of streams', () => {
    const events = JSON.stringify({
      events: [event(START), event(INIT, { ingestionTime: 1 })],
      nextForwardToken: 'f/1',
    });
    expect(readFormat(events).rows).toMatchObject([{ latency: 0.16041, function: '(unknown function)' }]);
  });

  it('are read as events on lines of their own, as jq prints them', () => {
    const lines = [event(START), event(INIT)].map((value) => JSON.stringify(value));
    expect(readFormat(`${lines.join('\n')}\n`).rows).toMatchObject([{ line: 2, latency: 0.16041 }]);
  });
});

describe('what a subscription delivers', () => {
  it('tells function, account, region and runtime', () => {
    expect(readFormat(delivered([event(START), event(INIT)])).rows).toMatchObject([
      {
        function: 'orders-api',
        runtime: 'python:3.12.v49',
        extras: { version: '$LATEST', region: 'us-east-2', account: '123456789012', start: 'init' },
      },
    ]);
  });

  it('says what a function is', () => {
    expect(readFormat(delivered([event(INIT)])).file.assumptions).toContainEqual({
      key: 'function',
      text: 'a function is its log group after /aws/lambda/',
    });
  });

  it('is several objects back to back (trap 11)', () => {
    const other = { logGroup: '/aws/lambda/mailer', logStream: STREAM.replace('eb97', 'ffff') };
    for (const between of ['', '\n', '\r\n']) {
      const text = delivered([event(INIT)]) + between + delivered([event(INIT)], other);
      expect(readFormat(text).rows.map((row) => row.function)).toEqual(['orders-api', 'mailer']);
    }
  });

  it('has its members in any order', () => {
    const { logEvents, ...more } = JSON.parse(delivered([event(INIT)]));
    expect(readFormat(JSON.stringify({ logEvents, ...more })).rows).toMatchObject([{ function: 'orders-api' }]);
  });

  it('has control messages, which are no invocations', () => {
    const check = event('CWL CONTROL MESSAGE: Checking health of destination');
    const control = delivered([check], { messageType: 'CONTROL_MESSAGE', logGroup: '', logStream: '' });
    const { file, other } = readFormat(delivered([event(INIT)]) + control);
    expect([file.account.rows, other]).toEqual([1, { 'other log line': 1 }]);
  });
});

describe('an event', () => {
  it('is bad without a time where others have one', () => {
    const { cold, bad } = parsed(lambdaEvents, [event(INIT), event(INIT, { timestamp: 'x', logStreamName: 's' })]);
    expect(cold).toHaveLength(1);
    expect(bad).toMatchObject([{ line: 2, column: 'time' }]);
  });

  it('is another record without a message', () => {
    expect(parsed(lambdaEvents, [{ timestamp: TIME }, 7, null, [1]]).other).toEqual({ 'other log line': 4 });
  });

  it('counts once in overlapping exports (trap 4)', () => {
    const stream = { logStreamName: STREAM };
    const values = [event(INIT, stream), event(WARM.replace('1e15', '2f26'), stream)];
    expect(parsed(lambdaEvents, [...values, ...values])).toMatchObject({ cold: { length: 1 }, duplicates: 2 });
  });

  it('keeps its message to itself (trap 12)', () => {
    const messages = ['SECRET', `${INIT}SECRET`, INIT.replace('160.41', 'SECRET'), '{"type":"platform.report SECRET"}'];
    const { cold, ...rest } = parsed(
      lambdaEvents,
      messages.map((message) => event(message)),
    );
    expect(JSON.stringify([cold, rest])).not.toContain('SECRET');
  });
});

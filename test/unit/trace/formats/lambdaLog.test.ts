import { describe, expect, it } from 'vitest';
import { lambdaLog } from '../../../../src/trace/formats/lambdaLog';
import { parsed } from './parsed';
import { readFormat } from './readFormat';

const ID = '1e15cfb4-ef54-4c17-b83e-990094588ffb';
const STREAM = '2025/03/04/[$LATEST]eb974ce384f610288ea91b41c9189567';
const TIME = '2025-03-04T09:15:10.146Z';
const AT = Date.parse(TIME) / 1000;
const WARM = `REPORT RequestId: ${ID}\tDuration: 102.61 ms\tBilled Duration: 264 ms\tMemory Size: 3008 MB\tMax Memory Used: 47 MB\t`;
const INIT = `${WARM}Init Duration: 160.41 ms\t`;
const RESTORE = `${WARM}Restore Duration: 244.38 ms\tBilled Restore Duration: 167 ms\t`;
const INIT_START =
  'INIT_START Runtime Version: nodejs:20.v58\tRuntime Version ARN: arn:aws:lambda:eu-west-1::runtime:dff9713b08f53ac0';

const report = (changes: object = {}) => ({
  latency: 0.16041,
  memoryMB: 3008,
  numbers: { init: 0.16041, duration: 0.10261, maxMemoryMB: 47 },
  labels: { start: 'init' },
  ...changes,
});

/** The only cold start of some lines. */
function onlyCold(...lines: readonly string[]) {
  const { cold, bad } = parsed(lambdaLog, lines);
  expect(bad).toEqual([]);
  expect(cold).toHaveLength(1);
  return cold[0];
}

describe('a REPORT line', () => {
  it('with an init duration is a cold start', () => {
    expect(onlyCold(`${TIME} ${INIT}`)).toMatchObject(report());
  });

  it('with a restore duration is a cold start of another kind', () => {
    expect(onlyCold(`${TIME} ${RESTORE}`)).toMatchObject(
      report({
        latency: 0.24438,
        numbers: { restore: 0.24438, init: undefined, duration: 0.10261, maxMemoryMB: 47 },
        labels: { start: 'restore' },
      }),
    );
  });

  it('with neither is a warm invocation', () => {
    expect(parsed(lambdaLog, [`${TIME} ${WARM}`])).toMatchObject({ cold: [], warm: { length: 1 } });
  });

  it('matches whole labels: billed durations are neither (trap 1)', () => {
    const line = `REPORT RequestId: ${ID}\tBilled Restore Duration: 167 ms\tBilled Duration: 264 ms\tDuration: 1 ms\t`;
    expect(parsed(lambdaLog, [`${TIME} ${line}`])).toMatchObject({ cold: [], bad: [], warm: { length: 1 } });
    const other = `${WARM}Extension Init Duration: 5 ms\tSandbox Restore Duration: 6 ms`;
    expect(parsed(lambdaLog, [`${TIME} ${other}`])).toMatchObject({ cold: [], bad: [], warm: { length: 1 } });
  });

  it.each([
    ['a blank', ' '],
    ['two blanks', '  '],
    ['a blank and a tab', ' \t'],
    ['no-break spaces', '\u00a0\u00a0'],
  ])('has %s for each tab', (_, space) => {
    expect(onlyCold(`${TIME} ${INIT.replaceAll('\t', space)}`)).toMatchObject(report());
  });

  it('has two blanks for each blank', () => {
    expect(onlyCold(`${TIME} ${INIT.replaceAll(/[ \t]/g, '  ')}`)).toMatchObject(report());
  });

  it('is broken into lines, which are counted', () => {
    const lines = `${TIME} ${INIT}`.split('\t').filter((line) => line !== '');
    expect(onlyCold(...lines)).toMatchObject(report({ line: 1 }));
    expect(parsed(lambdaLog, lines).other).toEqual({ 'continued REPORT': 5 });
  });

  it('does not continue in a line of the function', () => {
    const lines = [`${TIME} ${WARM}`, 'Init Duration: 5 ms, says the function', 'Init Duration: 160.41 ms'];
    expect(parsed(lambdaLog, lines)).toMatchObject({ cold: [], warm: { length: 1 }, other: { 'other log line': 2 } });
    expect(parsed(lambdaLog, [`${TIME} ${INIT}`, 'Duration: 5 ms'])).toMatchObject({
      cold: { length: 1 },
      other: { 'other log line': 1 },
    });
  });

  it('begins its duration and init before it was written', () => {
    expect(onlyCold(`${TIME} ${INIT}`).time).toBeCloseTo(AT - 0.10261 - 0.16041, 5);
    expect(parsed(lambdaLog, [`${TIME} ${WARM}`]).warm[0].time).toBeCloseTo(AT - 0.10261, 5);
  });

  it('has a status and an error type', () => {
    const failed = `${WARM}Status: error\tError Type: Runtime.ExitError\tInit Duration: 160.41 ms`;
    expect(onlyCold(`${TIME} ${failed}`)).toMatchObject(report());
    expect(onlyCold(`${TIME} ${failed.replaceAll('\t', ' ')}`)).toMatchObject(report());
  });

  it.each([
    ['Duration: 102.61 ms', 'Duration: many ms', 'Duration'],
    ['\tDuration: 102.61 ms', '', 'Duration'],
    ['Duration: 102.61 ms', 'Duration: 102.61 s', 'Duration'],
    ['Init Duration: 160.41 ms', 'Init Duration: -1 ms', 'Init Duration'],
    ['Init Duration: 160.41 ms', 'Init Duration: 0 ms', 'Init Duration'],
    ['Init Duration: 160.41 ms', 'Init Duration:', 'Init Duration'],
    ['Memory Size: 3008 MB', 'Memory Size: 3008', 'Memory Size'],
  ])('is bad with %j as %j', (text, replacement, column) => {
    const line = `${TIME} ${INIT.replace(text, replacement)}`;
    expect(parsed(lambdaLog, [line])).toMatchObject({ cold: [], warm: [], bad: [{ line: 1, column }] });
  });

  it('is a line of the function inside another text', () => {
    for (const line of [`${TIME}\t${ID}\tINFO\t{"echo":"${INIT}"}`, `NOREPORT RequestId: ${ID}`, 'REPORT is ready']) {
      expect(parsed(lambdaLog, [line])).toMatchObject({ cold: [], warm: [], bad: [], other: { 'other log line': 1 } });
    }
  });
});

describe('the prefix of a line', () => {
  const row = { function: 'orders-api', time: expect.closeTo(AT - 0.26302, 4) };

  it.each([
    ['sam logs', `${STREAM} 2025-03-04T09:15:10.146000 `],
    ['aws logs tail', `2025-03-04T09:15:10.146000+00:00 ${STREAM} `],
    ['aws logs tail --format short', '2025-03-04T09:15:10.146 '],
    ['a copy from the console', '2025-03-04T14:45:10.146+05:30\t'],
    ['an S3 export', `${TIME} `],
    ['a program with blanks in its times', '[2025-03-04 09:15:10,146] lambda | '],
    ['a row of a console CSV', '1741079710146,"'],
    ['colored output', `\u001b[32m${STREAM}\u001b[0m \u001b[33m2025-03-04T09:15:10.146\u001b[0m `],
  ])('of %s tells the time', (_, prefix) => {
    expect(onlyCold(prefix + INIT)).toMatchObject(report({ ...row, function: '(unknown function)' }));
  });

  it.each([
    ['awslogs', `/aws/lambda/orders-api ${STREAM} ${TIME} `],
    ['awslogs without times', `/aws/lambda/orders-api ${STREAM} `],
    ['several functions in a log group', `${STREAM.replace('[', 'orders-api[')} ${TIME} `],
    ['awslogs for such a group', `shared ${STREAM.replace('[', 'orders-api[')} ${TIME} `],
  ])('of %s tells the function', (_, prefix) => {
    expect(onlyCold(prefix + INIT).function).toBe('orders-api');
  });

  it('tells the log group of functions that have no name in the file', () => {
    expect(onlyCold(`/shop/logs ${STREAM} ${TIME} ${INIT}`).function).toBe('/shop/logs');
    expect(onlyCold(`${TIME} ${STREAM} ${INIT}`).function).toBe('(unknown function)');
  });

  it('tells the version', () => {
    expect(onlyCold(`${STREAM.replace('$LATEST', '7')} ${TIME} ${INIT}`).labels?.version).toBe('7');
  });

  it('is said to be UTC without an offset', () => {
    const keys = (line: string) => parsed(lambdaLog, [line]).assumptions.map(({ key }) => key);
    expect(keys(`2025-03-04T09:15:10.146 ${INIT}`)).toContain('zone');
    expect(keys(`${TIME} ${INIT}`)).not.toContain('zone');
  });
});

describe('a log without times', () => {
  it('has cold starts at one moment, and says so', () => {
    const { cold, warm, assumptions } = parsed(lambdaLog, [INIT, WARM.replace('102', '103')]);
    expect([cold[0].time, warm[0].time]).toEqual([0, 0]);
    expect(assumptions.find(({ key }) => key === 'time')?.text).toContain('no times');
  });

  it('has bad lines where other lines have a time', () => {
    const { cold, bad } = parsed(lambdaLog, [INIT, `${TIME} ${INIT.replace('1e15', '2f26')}`, RESTORE]);
    expect(cold.map(({ line }) => line)).toEqual([2]);
    expect(bad.map(({ line, column }) => [line, column])).toEqual(
      expect.arrayContaining([
        [1, 'time'],
        [3, 'time'],
      ]),
    );
  });
});

describe('the start of an environment', () => {
  const other = STREAM.replace('eb97', 'ffff');

  it('tells the runtime and the region of its stream, wherever it stands', () => {
    const lines = [
      `${STREAM} ${TIME} ${INIT_START}`,
      `${other} ${TIME} ${INIT_START.replace('nodejs:20.v58', 'python:3.12.v49')}`,
      `${STREAM} ${TIME} ${INIT}`,
    ];
    expect(onlyCold(...lines)).toMatchObject({ runtime: 'nodejs:20.v58', labels: { region: 'eu-west-1' } });
    expect(onlyCold(...lines.toReversed())).toMatchObject({ runtime: 'nodejs:20.v58' });
  });

  it('of a restore does as well', () => {
    const start = INIT_START.replace('INIT_', 'RESTORE_').replace('nodejs:20.v58', 'java:21.v31');
    expect(onlyCold(`${STREAM} ${TIME} ${start}`, `${STREAM} ${TIME} ${RESTORE}`).runtime).toBe('java:21.v31');
  });

  it('without a stream is found by its time', () => {
    const start = (second: string, runtime: string) =>
      `2025-03-04T09:15:${second}Z ${INIT_START.replace('nodejs:20.v58', runtime)}`;
    const lines = [start('09.100', 'a:1'), start('09.880', 'b:1'), start('10.600', 'c:1'), `${TIME} ${INIT}`];
    expect(onlyCold(...lines).runtime).toBe('b:1');
    expect(onlyCold(start('03.000', 'a:1'), `${TIME} ${INIT}`).runtime).toBeUndefined();
  });

  it('without stream and time is not guessed among several', () => {
    const python = INIT_START.replace('nodejs:20.v58', 'python:3.12.v49');
    expect(onlyCold(INIT_START, INIT).runtime).toBe('nodejs:20.v58');
    expect(onlyCold(INIT_START, python, INIT).runtime).toBeUndefined();
  });
});

describe('a start that is reported twice (trap 4)', () => {
  it('counts once: INIT_REPORT and RESTORE_REPORT are of their own kind', () => {
    const lines = [
      'INIT_REPORT Init Duration: 9999.10 ms\tPhase: init\tStatus: timeout',
      'INIT_REPORT Init Duration: 3999.10 ms\tPhase: invoke\tStatus: timeout',
      `${TIME} ${INIT}`,
      'RESTORE_REPORT Restore Duration: 511.25 ms',
      `${TIME} ${RESTORE.replace('1e15', '2f26')}`,
    ];
    expect(parsed(lambdaLog, lines)).toMatchObject({
      cold: { length: 2 },
      bad: [],
      other: { INIT_REPORT: 2, RESTORE_REPORT: 1 },
    });
  });

  it('counts once in overlapping exports', () => {
    const lines = [`${STREAM} ${TIME} ${INIT}`, `${STREAM} ${TIME} ${WARM.replace('1e15', '2f26')}`];
    expect(parsed(lambdaLog, [...lines, ...lines])).toMatchObject({ cold: { length: 1 }, duplicates: 2 });
  });

  it('counts each try of a request', () => {
    const retry = WARM.replace('102.61', '99.1');
    const elsewhere = `${STREAM.replace('eb97', 'ffff')} ${TIME} ${INIT}`;
    const lines = [`${STREAM} ${TIME} ${INIT}`, `${STREAM} ${TIME} ${retry}`, elsewhere];
    expect(parsed(lambdaLog, lines)).toMatchObject({ cold: { length: 2 }, warm: { length: 1 }, duplicates: 0 });
  });
});

describe('the JSON log format', () => {
  const platform = (type: string, record: object) => JSON.stringify({ time: TIME, type: `platform.${type}`, record });
  const metrics = { durationMs: 102.61, billedDurationMs: 264, memorySizeMB: 3008, maxMemoryUsedMB: 47 };
  const start = platform('initStart', {
    initializationType: 'on-demand',
    runtimeVersion: 'nodejs:20.v58',
    runtimeVersionArn: 'arn:aws:lambda:eu-west-1::runtime:dff9',
    functionName: 'orders-api',
    functionVersion: '7',
  });
  const init = platform('report', { requestId: ID, metrics: { ...metrics, initDurationMs: 160.41 } });

  it('has the same cold starts', () => {
    expect(onlyCold(init)).toMatchObject(report());
    const restore = platform('report', { requestId: ID, metrics: { ...metrics, restoreDurationMs: 244.38 } });
    expect(onlyCold(restore)).toMatchObject({ latency: 0.24438, labels: { start: 'restore' } });
  });

  it('is read behind a prefix, which tells the stream', () => {
    const lines = [`${STREAM} ${TIME} ${start}`, `${STREAM} ${TIME} ${init}`];
    expect(onlyCold(...lines)).toMatchObject({ function: 'orders-api', runtime: 'nodejs:20.v58' });
  });

  it('names the function of all reports where it names only one', () => {
    const warm = platform('report', { requestId: ID, metrics });
    const { warm: found, assumptions } = parsed(lambdaLog, [warm, start]);
    expect(found[0].function).toBe('orders-api');
    expect(assumptions.map(({ key }) => key)).toContain('function');
    const other = start.replace('orders-api', 'mailer');
    expect(parsed(lambdaLog, [warm, start, other]).warm[0].function).toBe('(unknown function)');
  });

  it.each([
    ['no metrics', { requestId: ID }, 'durationMs'],
    ['a duration that is no number', { metrics: { ...metrics, durationMs: {} } }, 'durationMs'],
    ['an init of 0', { metrics: { ...metrics, initDurationMs: 0 } }, 'initDurationMs'],
  ])('is bad with %s', (_, record, column) => {
    expect(parsed(lambdaLog, [platform('report', record)])).toMatchObject({ bad: [{ line: 1, column }] });
  });

  it.each([
    ['is cut off', (line: string) => line.slice(0, -40)],
    ['holds a NUL', (line: string) => line.replace('"metrics"', '"met\0rics"')],
    ['stands behind a prefix', (line: string) => `2025-03-04T09:15:10.146Z ${line.slice(0, -40)}`],
  ])('is bad where a report %s', (_what, damage) => {
    const { cold, warm, other, bad } = parsed(lambdaLog, [damage(init), init]);
    expect([cold.length, warm.length, other]).toEqual([1, 0, {}]);
    expect(bad).toEqual([{ line: 1, column: '', expected: 'a complete JSON value' }]);
  });

  it('counts a line of the function that only speaks of reports', () => {
    const spoken = '{"message":"it has \\"type\\":\\"platform.report\\"';
    expect(parsed(lambdaLog, [spoken])).toMatchObject({ bad: [], other: { 'other log line': 1 } });
  });

  it('ends with a duration of any size', () => {
    const long = init.replace('102.61', '18446744073709551616292.325');
    expect(parsed(lambdaLog, [start, long]).cold).toMatchObject([{ time: 0 }]);
  });

  it('is counted by type where it is no report', () => {
    const lines = [platform('initReport', {}), platform('restoreStart', {}), platform('SECRET', {}), '{"a":1}', '{'];
    expect(parsed(lambdaLog, lines).other).toEqual({
      'platform.initReport': 1,
      'platform.restoreStart': 1,
      'other log line': 3,
    });
  });

  it('is read from an array too', () => {
    expect(readFormat(`[\n${start},\n${init}\n]`).rows).toMatchObject([{ line: 3, function: 'orders-api' }]);
    expect(readFormat(JSON.stringify([JSON.parse(start), JSON.parse(init)], null, 2)).rows).toHaveLength(1);
  });
});

describe('Lambda Insights', () => {
  const metric = (changes: object) =>
    JSON.stringify({
      _aws: { Timestamp: AT * 1000, CloudWatchMetrics: [] },
      function_name: 'orders-api',
      request_id: ID,
      cold_start: true,
      init_duration: 160.41,
      duration: 102.61,
      total_memory: 3008,
      used_memory_max: 47,
      ...changes,
    });

  it('tells cold starts', () => {
    expect(onlyCold(metric({}))).toMatchObject(report({ function: 'orders-api' }));
  });

  it('tells warm invocations, with an init duration of 0 or none', () => {
    const lines = [metric({ cold_start: false, init_duration: 0 }), metric({ cold_start: 'false', duration: 1 })];
    expect(parsed(lambdaLog, lines)).toMatchObject({ cold: [], warm: { length: 2 }, bad: [] });
  });

  it('is bad where a cold start has no init duration', () => {
    expect(parsed(lambdaLog, [metric({ init_duration: null })]).bad).toMatchObject([{ column: 'init_duration' }]);
  });
});

describe('a Lambda log', () => {
  it('is recognised by any of its lines', () => {
    const json = JSON.stringify({ time: TIME, type: 'platform.start', record: {} });
    for (const first of [
      `START RequestId: ${ID} Version: $LATEST`,
      `${STREAM} ${TIME} hello`,
      INIT_START,
      'hi',
      json,
    ]) {
      expect(readFormat(`${first}\n${TIME} ${INIT}\n`).file.format.id).toBe('lambda-log');
    }
  });

  it('has no message in what it tells (trap 12)', () => {
    const lines = [
      `${STREAM} ${TIME} SECRET`,
      `${TIME} ${ID} SECRET REPORT RequestId: SECRET`,
      `${TIME} ${INIT} SECRET: SECRET`,
      `${TIME} ${INIT.replace('160.41', 'SECRET')}`,
      `${TIME} ${WARM}`,
      'Duration: SECRET ms',
      JSON.stringify({ type: 'platform.SECRET', record: { SECRET: 'SECRET' } }),
      JSON.stringify({ time: 'SECRET', type: 'platform.report', record: { status: 'SECRET', metrics: 'SECRET' } }),
      JSON.stringify({ message: 'SECRET platform.report cold_start' }),
    ];
    const found = parsed(lambdaLog, lines);
    expect(JSON.stringify({ ...found, cold: found.cold.map((row) => ({ ...row, id: '' })) })).not.toContain('SECRET');
  });
});

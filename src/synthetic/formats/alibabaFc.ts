import type { Random } from '../random';
import { hex } from './made';
import type { SyntheticFormat, SyntheticStart } from './syntheticFormat';

const COLUMNS = [
  ...['__time__', '__topic__', '__source__', 'functionName', 'qualifier', 'versionId', 'requestId', 'operation'],
  ...['invocationType', 'memoryMB', 'memoryUsageMB', 'durationMs', 'invokeFunctionLatencyMs', 'isColdStart'],
  ...['hasFunctionError', 'errorType', 'resourceMode', 'instanceID', 'hostname', 'scheduleLatencyMs'],
  ...['instanceEvent', 'coldStartStartTimestamp', 'coldStartLatencyMs', 'prepareCodeStartTimestamp'],
  ...['prepareCodeLatencyMs', 'runtimeInitializationStartTimestamp', 'runtimeInitializationMs', 'message'],
];

/** Request metrics as CSV: of each start its request and a warm one, and a line of the function's log. */
export const alibabaFc: SyntheticFormat = {
  id: 'alibaba-fc',
  head: `${COLUMNS.join()}\n`,
  writer: (random) => (start) =>
    recordsOf(start, random)
      .map((record) => `${COLUMNS.map((column) => record[column] ?? '').join()}\n`)
      .join(''),
};

/** The same as JSON, an object a line. */
export const alibabaFcJson: SyntheticFormat = {
  id: 'alibaba-fc-json',
  writer: (random) => (start) =>
    recordsOf(start, random)
      .map((record) => `${JSON.stringify(record)}\n`)
      .join(''),
};

/** All values are texts. */
function recordsOf(start: SyntheticStart, random: Random): Record<string, string>[] {
  const { functionName, time, latencyMs } = start;
  const code = Math.floor(latencyMs * 0.3 * random());
  const cold = {
    instanceEvent: 'ColdStart',
    coldStartStartTimestamp: `${time * 1000}`,
    coldStartLatencyMs: latencyMs.toFixed(2),
    prepareCodeStartTimestamp: `${time * 1000}`,
    prepareCodeLatencyMs: code.toFixed(2),
    runtimeInitializationStartTimestamp: `${time * 1000 + code}`,
    runtimeInitializationMs: (latencyMs - code).toFixed(2),
  };
  const requests = [
    { ...requestOf(start, time + Math.ceil(latencyMs / 1000), true, random), ...cold },
    requestOf(start, time + Math.ceil(latencyMs / 1000) + 60, false, random),
  ];
  const log = {
    __time__: `${time}`,
    __topic__: `FCLogs:/${functionName}`,
    functionName,
    message: 'synthetic message of the function',
  };
  return [...requests, log];
}

function requestOf(
  { functionName, memoryMB, latencyMs }: SyntheticStart,
  time: number,
  isCold: boolean,
  random: Random,
): Record<string, string> {
  const durationMs = 1 + 800 * random();
  return {
    __time__: `${time}`,
    __topic__: `FCRequestMetrics:/${functionName}`,
    __source__: '',
    functionName,
    qualifier: 'LATEST',
    versionId: '',
    requestId: `1-${hex(random, 8)}-${hex(random, 8)}-${hex(random, 16).slice(0, 12)}`,
    operation: 'InvokeFunction',
    invocationType: 'Sync',
    memoryMB: `${memoryMB}`,
    memoryUsageMB: (memoryMB * random()).toFixed(2),
    durationMs: durationMs.toFixed(2),
    invokeFunctionLatencyMs: (durationMs + 2 + (isCold ? latencyMs : 0)).toFixed(2),
    isColdStart: `${isCold}`,
    hasFunctionError: 'false',
    errorType: '',
    resourceMode: 'OnDemand',
    instanceID: `c-${hex(random, 8)}-${hex(random, 16)}`,
    hostname: '',
    scheduleLatencyMs: (20 * random()).toFixed(2),
  };
}

import { type RequestName, requestGuards } from '../../../src/protocol/requests';
import { RequestError } from '../../../src/protocol/rpc';
import { mustAgree, type Target } from '../target';

const burst = { kind: 'burst', containers: 10, functions: 1, imageMB: null, memoryMB: 512 };
const run = {
  workload: burst,
  system: 'faasnet',
  parameters: { fanOut: 2 },
  failures: [{ time: 1, vm: 0 }],
  seed: 1,
  seeds: 1,
};
const profile = {
  kind: 'profile',
  name: 'a.csv',
  csv: '0,1\n1,2',
  leadInSeconds: 900,
  runSeconds: null,
  imageMB: 428,
  memoryMB: null,
};
const part = { functionId: null, from: null, to: 1.5 };
const where = 'runtime:python latency>10s -fn:"a b"*';

const MESSAGES: readonly [RequestName, unknown][] = [
  ['hello', {}],
  ['overview', {}],
  ['overview', { where }],
  ['functions', { sort: 'count', descending: true, filter: 'f', offset: 0, limit: 10 }],
  ['series', { ...part, pixels: 300 }],
  ['latencyCdf', { ...part, by: 'runtime', pixels: 300 }],
  ['keepAlive', { functionId: 0, where }],
  ['lines', { ...part, where, limit: 10 }],
  ['startRun', run],
  ['startRun', { ...run, workload: profile }],
  ['startRun', { ...run, workload: { kind: 'trace', ...part } }],
  ['startRun', { ...run, workload: { kind: 'trace', ...part, where } }],
  ['startRun', { ...run, workload: { kind: 'trace', ...part, recordedOn: 'baseline' } }],
  ['calibration', { recordedOn: 'on-demand', parameters: { fanOut: 2 }, seed: 1, pixels: 300 }],
  ['drawnRun', { runId: 1 }],
  ['runCurves', { runIds: [1, 2], kind: 'latencyCdf', pixels: 300, recorded: true, vm: null }],
  ['runFunctions', { runId: 1, filter: 'f', limit: 10 }],
  ['vmFunctions', { runId: 1, vm: 2, limit: 10 }],
  ['runTimeline', { runId: 1, functionId: 0, from: 1.5, to: null }],
  ['criticalPath', { runId: 1, row: 0 }],
  ['readyCurves', { runIds: [1, 2], functionId: 0, pixels: 300 }],
  ['revealLines', { lines: [2, 3], total: 2, what: 'x' }],
  ['saveText', { suggestedName: 'a.csv', text: 'a' }],
  ['saveFile', { suggestedName: 'a.png', base64: 'YQ==' }],
  ['openSaved', { id: 0 }],
  ['saveRunFile', { requests: [run] }],
  ['sweepUnits', { requests: [run], axes: [{ name: 'vms', from: 1, to: 9, count: 3, scale: 'log' }] }],
  ['saveSweep', { requests: [run], axes: [{ name: 'set', values: [null, 'fanOut=3'] }] }],
  ['openSettings', { setting: 'faasnet.latencyUnit' }],
  ['reproduce', { figure: '14a', seed: 1, seeds: 5 }],
];

/** Messages from the page: a request matches its schema, or is refused in words. An input is `[method, request]`. */
export const messages: Target = {
  name: 'messages',
  seeds: MESSAGES.map((message) => new TextEncoder().encode(JSON.stringify(message))),
  tokens: [
    '"__proto__":{},',
    '"constructor"',
    'null',
    'true',
    '[]',
    '{}',
    '1e400',
    '-0',
    '"burst"',
    '"trace"',
    '0.5',
    ',',
    '[[[[',
  ],
  check(input) {
    let message: unknown;
    try {
      message = JSON.parse(new TextDecoder().decode(input));
    } catch {
      return;
    }
    const [method, request] = Array.isArray(message)
      ? message
      : [Object.keys(requestGuards)[input.length % 20], message];
    const guard = Object.hasOwn(requestGuards, method) ? requestGuards[method as RequestName] : requestGuards.startRun;
    try {
      const passed = guard(request);
      mustAgree('a request that passes twice', guard(structuredClone(passed)), passed);
      mustAgree('its prototype', Object.getPrototypeOf(passed) === Object.prototype, true);
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
    }
  },
};

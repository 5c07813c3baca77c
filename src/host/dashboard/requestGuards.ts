import type { DashboardRequests } from '../../protocol/dashboard';
import type { ReproduceRequest } from '../../protocol/figures';
import type { NamedProfile, RunRequest, WorkloadRequest } from '../../protocol/queries';
import type { Guards } from '../../protocol/rpc';
import { LIMITS, type Limits, MAX_PROFILE_LENGTH, RUN_CURVE_KINDS } from '../../simulation';
import {
  boolean,
  finite,
  type Guard,
  integer,
  kinds,
  limited,
  listOf,
  nullable,
  oneOf,
  optional,
  recordOf,
  shape,
  text,
} from './guards';

/** What each request of the page must look like: the page draws file content, and is trusted with nothing. */

const id = integer(0, 0xffff_ffff);
const MAX_PIXELS = 16_384;
const pixels: Guard<number> = (value) => Math.min(MAX_PIXELS, Math.max(1, Math.round(finite(value))));
const runId = id;
const empty: Guard<Record<string, never>> = shape({});
const range = { from: nullable(finite), to: nullable(finite) };
const MAX_PARAMETERS = 200;
const MAX_TEXT_BYTES = 64 << 20;

const limit = (name: keyof Limits): Guard<number> => limited(name, LIMITS[name]);
const sizes = { imageMB: nullable(limit('imageMB')), memoryMB: nullable(limit('memoryMB')) };

/** How a profile may be called, and what it may hold; the worker says what is wrong with its points. */
const profile: { readonly [K in keyof NamedProfile]: Guard<string> } = {
  name: text(),
  csv: text(MAX_PROFILE_LENGTH),
};

const workload = kinds<WorkloadRequest>({
  burst: shape<Extract<WorkloadRequest, { kind: 'burst' }>>({
    kind: oneOf('burst'),
    containers: limit('containers'),
    functions: limit('functions'),
    ...sizes,
  }),
  profile: shape<Extract<WorkloadRequest, { kind: 'profile' }>>({
    kind: oneOf('profile'),
    ...profile,
    leadInSeconds: limit('leadInSeconds'),
    runSeconds: nullable(limit('runSeconds')),
    ...sizes,
  }),
  trace: shape<Extract<WorkloadRequest, { kind: 'trace' }>>({
    kind: oneOf('trace'),
    ...range,
    functionId: nullable(id),
  }),
});

/** Also checks what commands are called with. */
export const runRequest: Guard<RunRequest> = shape<RunRequest>({
  workload,
  system: text(),
  parameters: recordOf(finite, MAX_PARAMETERS),
  failures: optional(listOf(shape({ time: limit('failureSeconds'), vm: id }), LIMITS.failures.max)),
  seed: limit('seed'),
  seeds: limit('seeds'),
});

export const reproduceRequest: Guard<ReproduceRequest> = shape({
  figure: text(),
  seed: limit('seed'),
  seeds: limit('seeds'),
});

export const dashboardGuards: Guards<DashboardRequests> = {
  hello: empty,
  overview: empty,
  series: shape({
    metric: oneOf('coldStarts', 'latencyP50', 'latencyP99'),
    ...range,
    pixels,
    functionId: nullable(id),
  }),
  latencyCdf: shape({ by: oneOf('runtime', 'all'), functionId: nullable(id), ...range, pixels }),
  functions: shape({
    sort: oneOf('name', 'runtime', 'memoryMB', 'count', 'p50', 'p90', 'p95', 'p99', 'max', 'gapP50', 'peakPerMinute'),
    descending: boolean,
    filter: text(),
    offset: id,
    limit: integer(0, 1000),
  }),
  function: shape({ functionId: id }),
  lines: shape({ functionId: nullable(id), ...range, limit: integer(0, 100_000) }),
  systems: empty,
  profile: shape({ ...profile, pixels }),
  startRun: runRequest,
  cancelRun: shape({ runId }),
  removeRun: shape({ runId }),
  runs: empty,
  runCurves: shape({
    runIds: listOf(runId, 100),
    kind: oneOf(...RUN_CURVE_KINDS),
    pixels,
    recorded: boolean,
    vm: nullable(id),
  }),
  trees: shape({ runId }),
  treeAt: shape({ runId, functionId: id, time: finite, limit: integer(0, 10_000) }),
  figures: empty,
  reproduce: reproduceRequest,
  revealLines: shape({ lines: listOf(integer(1, 0xffff_ffff), 100_000), total: id, what: text() }),
  openSettings: shape({ setting: text() }),
  saveText: shape({ suggestedName: text(), text: text(MAX_TEXT_BYTES) }),
  saveRunFile: shape({ requests: listOf(runRequest, 100) }),
  chooseProfile: empty,
  simulationSettings: empty,
  cancelReading: empty,
  readAgain: empty,
};

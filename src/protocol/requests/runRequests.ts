import * as v from 'valibot';
import { LIMITS, MAX_PROFILE_LENGTH, RUN_CURVE_KINDS } from '../../simulation';
import { AXIS_ENTRY } from '../../sweep';
import {
  boolean,
  empty,
  finite,
  id,
  integer,
  listOf,
  numbersByName,
  oneOf,
  pixels,
  range,
  shape,
  text,
  within,
} from './checks';
import { ofPart } from './traceRequests';

const MAX_PARAMETERS = 200;
const MAX_RUNS = 100;

/** The worker says what is wrong with a profile's points. */
const profile = { name: text(), csv: text(MAX_PROFILE_LENGTH) };
const sizes = { imageMB: v.nullable(within(LIMITS.imageMB)), memoryMB: v.nullable(within(LIMITS.memoryMB)) };

const workload = v.variant(
  'kind',
  [
    v.object({
      kind: v.literal('burst'),
      containers: within(LIMITS.containers),
      functions: within(LIMITS.functions),
      ...sizes,
    }),
    v.object({
      kind: v.literal('profile'),
      ...profile,
      leadInSeconds: within(LIMITS.leadInSeconds),
      runSeconds: v.nullable(within(LIMITS.runSeconds)),
      ...sizes,
    }),
    v.object({
      kind: v.literal('trace'),
      ...range,
      functionId: v.nullable(id),
      ...ofPart,
      /** The system to which the replay is fitted; absent: the replay is not fitted. */
      recordedOn: v.optional(text()),
    }),
  ],
  'a burst, a profile or a trace',
);

/** Also checks what commands are called with. */
export const runRequest = shape({
  workload,
  system: text(),
  parameters: numbersByName(MAX_PARAMETERS),
  failures: v.optional(listOf(shape({ time: within(LIMITS.failureSeconds), vm: id }), LIMITS.failures.max)),
  seed: within(LIMITS.seed),
  seeds: within(LIMITS.seeds),
});

export const runRequests = listOf(runRequest, MAX_RUNS);

/** A sweep: runs that differ only in the system, and axes. The worker says what is wrong with its values. */
export const sweepRequest = shape({ requests: runRequests, axes: listOf(AXIS_ENTRY, MAX_PARAMETERS) });

/** Requests about simulations. */
export const RUN_REQUESTS = {
  systems: empty,
  profile: shape({ ...profile, pixels }),
  /** Fits the trace to one system, and checks the fit. */
  calibration: shape({
    recordedOn: text(),
    parameters: numbersByName(MAX_PARAMETERS),
    seed: within(LIMITS.seed),
    pixels,
  }),
  /** Repeats a run of a fitted replay with what its trace leaves possible. */
  drawnRun: shape({ runId: id }),
  /** How many runs a sweep has. Fails with what is wrong with it. */
  sweepUnits: sweepRequest,
  startRun: runRequest,
  cancelRun: shape({ runId: id }),
  removeRun: shape({ runId: id }),
  runs: empty,
  runCurves: shape({
    runIds: listOf(id, MAX_RUNS),
    kind: oneOf(RUN_CURVE_KINDS),
    pixels,
    /** Adds the latencies recorded in the trace, if the workload is one. */
    recorded: boolean,
    /**
     * For `vmInBytes` and `vmOutBytes`: the VM, 0 for the first of the pool; null for other kinds. Per-VM traffic isn't
     * recorded: the run is repeated to record this VM, with identical results.
     */
    vm: v.nullable(id),
  }),
  /** The functions of a run whose names contain the text: those with most starts first, at most `limit`. */
  runFunctions: shape({ runId: id, filter: text(), limit: integer(0, 1000) }),
  /** What started on a VM, at most `limit` functions. */
  vmFunctions: shape({ runId: id, vm: id, limit: integer(0, 1000) }),
  /** A function of a run from one simulated second to another, complete; null: the run's beginning, its end. */
  runTimeline: shape({ runId: id, functionId: id, from: v.nullable(finite), to: v.nullable(finite) }),
  /** Why a cold start, or a request, took so long: its number in the workload. */
  criticalPath: shape({ runId: id, row: id }),
  /** The share of a function's starts that have started, over each run's clock. The function is the first run's. */
  readyCurves: shape({ runIds: listOf(id, MAX_RUNS), functionId: id, pixels }),
};

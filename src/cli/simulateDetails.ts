import { longestResponses, type RunResult, type Workload } from '../simulation';
import type { Arguments, OptionSpecs } from './command';
import { UsageError } from './errors';

/** Options that add details to `--json`. */
export const DETAIL_OPTIONS = {
  'cold-starts': { help: 'with --json: add every cold start, in columns' },
  series: { help: 'with --json: add rates and levels over time' },
  'watch-vm': { value: 'VM', help: 'with --series: add the traffic of this VM of the pool; VMs are numbered from 0' },
} as const satisfies OptionSpecs;

export interface Details {
  readonly coldStarts: boolean;
  readonly series: boolean;
  readonly watchedVm: number | null;
}

/** Throws `UsageError` for options without effect. */
export function detailsOf(given: Arguments<typeof DETAIL_OPTIONS>): Details {
  const [coldStarts, series, watchedVm] = [given.flag('cold-starts'), given.flag('series'), given.number('watch-vm')];
  const needsJson = coldStarts ? 'cold-starts' : series ? 'series' : null;
  if (needsJson !== null && !given.flag('json')) {
    throw new UsageError(`--${needsJson} needs --json.`, 'It is too long to read as text.');
  }
  if (watchedVm === null) return { coldStarts, series, watchedVm };
  if (!series) throw new UsageError('--watch-vm needs --series.', 'Its traffic is a series over time.');
  if (Number.isInteger(watchedVm) && watchedVm >= 0) return { coldStarts, series, watchedVm };
  throw new UsageError(`--watch-vm can't be ${watchedVm}.`, 'It is the number of a VM of the pool: 0 or more.');
}

/** Throws `UsageError` for a VM that is not in a pool of `vms` VMs. */
export function checkWatched({ watchedVm }: Details, vms: number): void {
  if (watchedVm === null || watchedVm <= vms) return;
  throw new UsageError(
    `--watch-vm can't be ${watchedVm}: the pool has ${vms} VMs.`,
    `The nearest is ${vms - 1}; ${vms} is the VM outside the pool, such as a root or an origin.`,
  );
}

/** Series over time by name. */
export type SeriesByName = Readonly<
  Record<string, { readonly unit: string; readonly values: Float64Array } | number | null>
>;

/** All series have bins of `binSeconds` seconds, starting with the run. */
export function seriesIn(workload: Workload, result: RunResult): SeriesByName {
  const { series } = result;
  const width = Math.max(...series.map(({ x }) => (x.length > 1 ? x[1] - x[0] : 0)));
  return {
    binSeconds: width > 0 ? width : null,
    ...Object.fromEntries(series.map(({ name, unit, y }) => [name, { unit, values: y }])),
    ...(workload.requests && width > 0
      ? { responseSeconds: { unit: 's', values: longestResponses(workload, result, width) } }
      : {}),
  };
}

/** Columns with one value for each cold start, in order of arrival. */
export type ColdStartColumns = ReturnType<typeof coldStartsIn>;

export function coldStartsIn({ arrival, functionId, functions, recorded }: Workload, result: RunResult) {
  return {
    functionNames: functions.map(({ name }) => name),
    functionIndex: functionId,
    arrivalSeconds: arrival,
    ...(recorded ? { recordedSeconds: recorded } : {}),
    provisioningSeconds: result.provisioning,
    ...(result.warm ? { warm: result.warm } : {}),
    stageSeconds: Object.fromEntries(result.stages.map(({ name, seconds }) => [name, seconds])),
    vm: result.vm,
    upstream: result.upstream,
    depth: result.depth,
    registryBytes: result.fetched.registryBytes,
    peerBytes: result.fetched.peerBytes,
  };
}

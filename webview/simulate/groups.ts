import type { ParameterInfo, RunRequest, RunSummary, SystemInfo, WorkloadRequest } from '../../src/protocol/queries';
import { count, counted, duration, percentileText, shortName } from '../../src/text';
import { groupKey } from '../state/requestKey';
import type { RunNote } from '../state/view';
import { failuresLabel, parameterTexts, systemLabel, timeOf } from './comparison';

/** Runs that differ only in their system, in the order of the systems. */
export interface RunGroup {
  readonly key: string;
  readonly runs: readonly RunSummary[];
  /** What all of its runs share. */
  readonly first: RunSummary;
  /** As the reader calls it; '' for no name. */
  readonly name: string;
  readonly pinned: boolean;
}

/** The groups of all runs: pinned ones first, then the latest first. */
export function groupsOf(
  runs: readonly RunSummary[],
  notes: readonly RunNote[],
  systems: readonly SystemInfo[],
): readonly RunGroup[] {
  const groups = new Map<string, RunSummary[]>();
  for (const run of runs) {
    const key = groupKey(run);
    groups.set(key, [...(groups.get(key) ?? []), run]);
  }
  const order = new Map(systems.map(({ name }, i) => [name, i]));
  const placeOf = ({ request }: RunSummary) => order.get(request.system) ?? order.size;
  const all = [...groups].map(([key, members]): RunGroup => {
    const sorted = members.toSorted((a, b) => placeOf(a) - placeOf(b));
    const { name = '', pinned = false } = notes.find((note) => note.key === key) ?? {};
    return { key, runs: sorted, first: sorted[0], name, pinned };
  });
  return all.toReversed().toSorted((a, b) => Number(b.pinned) - Number(a.pinned));
}

/** "6 systems × 5 seeds", "FaaSNet". */
export function sizeText({ runs, first }: RunGroup, systems: readonly SystemInfo[]): string {
  const what = runs.length === 1 ? systemLabel(first.request, systems) : counted(runs.length, 'system');
  return first.request.seeds > 1 ? `${what} × ${first.request.seeds} seeds` : what;
}

/** What is not at its default: parameters, failures, the seed. */
export function changeTexts(
  { parameters: values, failures = [], seed, seeds }: RunRequest,
  parameters: readonly ParameterInfo[],
): readonly string[] {
  const seedTexts = seed === 1 ? [] : [seeds > 1 ? `seeds from ${seed}` : `seed ${seed}`];
  return [...parameterTexts(values, parameters, 'short'), ...failuresLabel(failures), ...seedTexts];
}

/** A workload in a few words, for a list. */
export function workloadTitle(workload: WorkloadRequest, nameOf: (functionId: number) => string): string {
  if (workload.kind === 'burst') {
    const { containers, functions } = workload;
    return `Burst of ${count(containers)}${functions > 1 ? ` in ${counted(functions, 'function')}` : ''}`;
  }
  if (workload.kind === 'profile') return `Requests of ${shortName(workload.name)}`;
  const { functionId, where = '' } = workload;
  const of = functionId === null ? shortName(where, 40, '') : shortName(nameOf(functionId), 32);
  const what = of === '' ? 'Replay' : `Replay of ${of}`;
  return workload.recordedOn === undefined ? `${what}, not fitted` : what;
}

/** "FaaSNet p99 15.2 s": of its first finished run; '' for none. */
export function headlineOf({ runs }: RunGroup, systems: readonly SystemInfo[]): string {
  const done = runs.find(({ result }) => result !== null);
  if (!done?.result) return '';
  return `${systemLabel(done.request, systems)} ${percentileText(0.99)} ${duration(timeOf(done.result, 'p99').value)}`;
}

import type {
  Curve,
  MeanWithInterval,
  ParameterInfo,
  RunNumbers,
  RunRequest,
  RunSummary,
  RunTotals,
  SystemInfo,
  VmFailure,
} from '../../src/protocol/queries';
import { count, plainNumber } from '../../src/text';
import type { Model } from '../state/model';
import { runKey } from '../state/requestKey';

export interface FinishedRun {
  readonly runId: number;
  readonly key: string;
  readonly request: RunRequest;
  readonly label: string;
  /** Place of its colour, dash and marker. */
  readonly look: number;
  readonly numbers: RunNumbers;
}

/** A run's numbers, and its speed-up over the baseline; null for the baseline itself. */
export interface ComparedRun extends FinishedRun {
  readonly speedUp: { readonly mean: number; readonly p50: number; readonly p99: number; readonly last: number } | null;
}

/** "FaaSNet", or "FaaSNet, block size 256 KB, seed 2": the system, and what is not at its default. */
export function runLabel(
  request: RunRequest,
  systems: readonly SystemInfo[],
  parameters: readonly ParameterInfo[],
): string {
  const changed = parameterTexts(request.parameters, parameters);
  const failing = failuresLabel(request.failures ?? []);
  return [systemLabel(request, systems), ...changed, ...failing, ...seedLabel(request)].join(', ');
}

export function systemLabel({ system }: Pick<RunRequest, 'system'>, systems: readonly SystemInfo[]): string {
  return systems.find(({ name }) => name === system)?.label ?? system;
}

/** @param names 'short': by their short names, for lists */
export function parameterTexts(
  values: RunRequest['parameters'],
  parameters: readonly ParameterInfo[],
  names: 'short' | 'long' = 'long',
): readonly string[] {
  return Object.entries(values).map(([name, value]) => {
    const info = parameters.find((parameter) => parameter.name === name);
    const label = (names === 'short' ? info?.short : undefined) ?? info?.label ?? name;
    const isNamed = names === 'short' && info !== undefined && label.split(' ').includes(info.unit);
    return `${label} ${plainNumber(value)}${info?.unit && !isNamed ? ` ${info.unit}` : ''}`;
  });
}

/** More failures than this are counted instead of listed. */
const FEW = 3;

export function failuresLabel(failures: readonly VmFailure[]): string[] {
  if (failures.length === 0) return [];
  if (failures.length > FEW) return [`${count(failures.length)} VMs failing`];
  return [`failing: ${failures.map(({ vm, time }) => `VM ${vm} at ${time} s`).join(', ')}`];
}

function seedLabel({ seed, seeds }: RunRequest): string[] {
  if (seeds > 1) return [`${seeds} seeds from ${seed}`];
  return seed === 1 ? [] : [`seed ${seed}`];
}

/**
 * Names the curves of runs after their labels: the host names them after their systems, which several runs may share.
 */
export function labelled(curves: readonly Curve[], runs: readonly FinishedRun[]): readonly Curve[] {
  return curves.map((curve, index) => (index < runs.length ? { ...curve, name: runs[index].label } : curve));
}

/** A number of a run, and over several seeds half the width of its 95 % confidence interval. */
export interface Measured {
  readonly value: number;
  readonly halfWidth95: number | null;
}

export type TimeKey = 'mean' | 'p50' | 'p90' | 'p99' | 'p999' | 'max' | 'last';

/** Response times of requests; without requests, provisioning latencies of cold starts. */
export function latenciesOf({ provisioningSeconds, responseSeconds }: RunNumbers): RunNumbers['provisioningSeconds'] {
  return responseSeconds ?? provisioningSeconds;
}

/** Seconds; with several seeds, their mean. */
export function timeOf(numbers: RunNumbers, key: TimeKey): Measured {
  const { overSeeds } = numbers;
  return overSeeds ? meanOf(overSeeds[key]) : { value: latenciesOf(numbers)[key], halfWidth95: null };
}

export type TotalKey = keyof RunTotals | 'registryBytes' | 'peerBytes';

/** With several seeds, their mean. */
export function totalOf(numbers: RunNumbers, key: TotalKey): Measured {
  const { overSeeds } = numbers;
  if (key === 'registryBytes' || key === 'peerBytes') {
    return overSeeds ? meanOf(overSeeds[key]) : { value: numbers[key], halfWidth95: null };
  }
  return overSeeds ? meanOf(overSeeds.totals[key]) : { value: numbers.totals[key], halfWidth95: null };
}

const meanOf = ({ mean, halfWidth95 }: MeanWithInterval): Measured => ({ value: mean, halfWidth95 });

/** What tells apart the runs of several groups, by run; '' for none. */
type Marks = (run: RunSummary) => string;

/**
 * Finished runs with labels that name the parameters in which they differ, or a mark.
 * @param marks of groups: parameters in which only groups differ are then left out
 */
export function finishedRuns(
  found: readonly RunSummary[],
  { systems, parameters, recorders }: Pick<Model, 'systems' | 'parameters' | 'recorders'>,
  marks?: Marks,
): readonly FinishedRun[] {
  const finished = found.filter((run) => run.result !== null);
  const shared = sharedParameters(finished);
  const alike = (of: (request: RunRequest) => unknown) =>
    finished.every((run) => JSON.stringify(of(run.request)) === JSON.stringify(of(finished[0].request)));
  const [sameSeeds, sameFailures] = [alike(({ seed, seeds }) => [seed, seeds]), alike((one) => one.failures ?? [])];
  const looks = runLooks(
    finished.map(({ request }) => request.system),
    lookOrder(systems, recorders),
  );
  return finished.map((run, at) => {
    const { runId, request, result } = run;
    const differing = Object.entries(request.parameters).filter(([name]) => !Object.hasOwn(shared, name));
    const label = marks
      ? [systemLabel(request, systems), marks(run)].join(' ').trim()
      : runLabel(
          {
            ...request,
            parameters: Object.fromEntries(differing),
            failures: sameFailures ? [] : request.failures,
            ...(sameSeeds && { seed: 1, seeds: 1 }),
          },
          systems,
          parameters,
        );
    return { runId, request, key: runKey(run), label, look: looks[at], numbers: result! };
  });
}

/** Names of the systems by the place of their looks. The usual recorder has the last hue, which marks the slowest. */
export function lookOrder(systems: readonly SystemInfo[], [usual]: readonly string[]): readonly string[] {
  const names = systems.map(({ name }) => name);
  return names.includes(usual) ? [...names.filter((name) => name !== usual), usual] : names;
}

/** Looks that are so many places apart have the same colour, another dash and another marker. */
const HUES = 7;

/** A look for the run of each of these systems; several runs of one system differ. */
export function runLooks(names: readonly string[], looks: readonly string[]): readonly number[] {
  const taken = new Set<number>();
  return names.map((name) => freeLook(taken, looks, name));
}

/** The place of a run's colour, dash and marker: its system's, or for further runs of a system the next free one. */
function freeLook(taken: Set<number>, looks: readonly string[], name: string): number {
  let look = Math.max(0, looks.indexOf(name));
  while (taken.has(look)) look += HUES;
  taken.add(look);
  return look;
}

/** Changed parameters that all runs share: "VMs in the pool 500 VMs". */
export function sharedTexts(
  runs: readonly { readonly request: RunRequest }[],
  parameters: readonly ParameterInfo[],
): readonly string[] {
  return parameterTexts(sharedParameters(runs), parameters);
}

function sharedParameters(runs: readonly { readonly request: RunRequest }[]): RunRequest['parameters'] {
  const entries = Object.entries(runs[0]?.request.parameters ?? {});
  return Object.fromEntries(
    entries.filter(([name, value]) => runs.every(({ request }) => request.parameters[name] === value)),
  );
}

/** Why changed parameters have no effect on any of the runs, one sentence each. */
export function unusedInAll(runs: readonly FinishedRun[]): readonly string[] {
  const [first, ...others] = runs.map(({ numbers }) => numbers.unusedParameters);
  const isInAll = (name: string) => others.every((unused) => unused.some((one) => one.name === name));
  return (first ?? []).filter(({ name }) => isInAll(name)).map(({ reason }) => reason);
}

/** Speed-ups are the baseline's time divided by the run's: above 1 the run is faster. */
export function compare(runs: readonly FinishedRun[], baselineKey: string): readonly ComparedRun[] {
  const baseline = runs.find((run) => run.key === baselineKey)?.numbers;
  return runs.map((run) => {
    if (!baseline || run.key === baselineKey) return { ...run, speedUp: null };
    const times = (key: TimeKey) => timeOf(baseline, key).value / timeOf(run.numbers, key).value;
    return { ...run, speedUp: { mean: times('mean'), p50: times('p50'), p99: times('p99'), last: times('last') } };
  });
}

/** The baseline unless the reader chooses one: a run of the system of that name, else the slowest on average. */
export function defaultBaseline(runs: readonly FinishedRun[]): string | null {
  const named = runs.find((run) => run.request.system === 'baseline');
  const slowest = [...runs].sort((a, b) => latenciesOf(b.numbers).mean - latenciesOf(a.numbers).mean)[0];
  return (named ?? slowest)?.key ?? null;
}

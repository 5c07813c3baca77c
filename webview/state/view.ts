import { effect, type Signal, signal } from '@preact/signals';
import type { FunctionSortKey, NamedProfile, RunRequest } from '../../src/protocol/queries';
import type { VsCodeApi } from '../vscodeApi';
import { withProfiles, withProfilesOnce } from './savedProfiles';

/** What the reader has set on the page. It outlives the page: hiding the tab and reloading the window bring it back. */
export interface View {
  /** What the host said it finds this page's trace by after a reload; the host reads it, the page only keeps it. */
  readonly trace: string | null;
  readonly tab: Tab;
  readonly filter: string;
  readonly sort: FunctionSortKey;
  readonly descending: boolean;
  /** Epoch seconds shown by the charts over time; null for the whole trace. */
  readonly zoom: TimeRange | null;
  readonly selected: SelectedFunction | null;
  readonly form: SimulateForm;
  /** The runs on the page. A run is determined by its request, so it can be made again. */
  readonly requests: readonly RunRequest[];
  /** Key of the workload whose runs are compared, and of the run that the others are compared with. */
  readonly comparedWorkload: string | null;
  readonly baseline: string | null;
  readonly overTime: OverTimeView;
  readonly tree: TreeView;
  readonly figures: FiguresView;
}

const TABS = ['overview', 'functions', 'simulate', 'tree', 'figures'] as const;
export type Tab = (typeof TABS)[number];

export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface SelectedFunction {
  readonly id: number;
  readonly name: string;
}

/** The fields as typed; `simulate/readForm.ts` reads them. */
export interface SimulateForm {
  readonly workload: 'whole' | 'range' | 'function' | 'burst' | 'profile';
  readonly containers: string;
  readonly functions: string;
  /** null until one is chosen. */
  readonly profile: NamedProfile | null;
  readonly runSeconds: string;
  readonly leadInSeconds: string;
  readonly imageMB: string;
  readonly memoryMB: string;
  /** Names of the systems chosen; null until the reader chooses, which stands for all. */
  readonly systems: readonly string[] | null;
  readonly seed: string;
  /** How many seeds, from `seed` up. */
  readonly seeds: string;
  /** Only parameters that were edited. */
  readonly parameters: Readonly<Record<string, string>>;
  /** VMs that fail, as typed: VM@SECONDS, any number of them. */
  readonly failures: string;
  readonly advanced: boolean;
}

export type ChangeForm = (change: Partial<SimulateForm>) => void;

/** Which series the over-time chart shows. */
export interface OverTimeView {
  readonly series: string;
  /** The VM whose traffic is drawn, as typed. */
  readonly vm: string;
}

export interface TreeView {
  /** Key of the run's request; null for the latest. */
  readonly run: string | null;
  /** null for the largest tree. */
  readonly functionName: string | null;
  /** Simulated seconds; null for half-way through the provisioning. */
  readonly time: number | null;
  /** The slider spans the whole run, not only the time until the last container of a burst has started. */
  readonly wholeRun: boolean;
  /** The most VMs drawn. */
  readonly limit: number;
}

export interface FiguresView {
  /** As typed. */
  readonly seed: string;
  /** How many seeds, from `seed` up; as typed. */
  readonly seeds: string;
  /** Numbers of the figures that have been simulated. */
  readonly reproduced: readonly string[];
}

export const INITIAL_VIEW: View = {
  trace: null,
  tab: 'overview',
  filter: '',
  sort: 'count',
  descending: true,
  zoom: null,
  selected: null,
  form: {
    workload: 'whole',
    containers: '128',
    functions: '1',
    profile: null,
    runSeconds: '',
    leadInSeconds: '0',
    imageMB: '',
    memoryMB: '',
    systems: null,
    seed: '1',
    seeds: '1',
    parameters: {},
    failures: '',
    advanced: false,
  },
  requests: [],
  comparedWorkload: null,
  baseline: null,
  overTime: { series: 'registryBytes', vm: '0' },
  tree: { run: null, functionName: null, time: null, wholeRun: false, limit: 255 },
  figures: { seed: '1', seeds: '5', reproduced: [] },
};

type Guard = (value: unknown) => boolean;
type Shape = { readonly [key: string]: Guard };

const isString: Guard = (value) => typeof value === 'string';
const isNumber: Guard = (value) => typeof value === 'number' && Number.isFinite(value);
const isBoolean: Guard = (value) => typeof value === 'boolean';
const orNull =
  (guard: Guard): Guard =>
  (value) =>
    value === null || guard(value);
const oneOf =
  (...values: readonly string[]): Guard =>
  (value) =>
    typeof value === 'string' && values.includes(value);
const listOf =
  (guard: Guard): Guard =>
  (value) =>
    Array.isArray(value) && value.every(guard);
const recordOf =
  (guard: Guard): Guard =>
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(guard);
const shaped =
  (shape: Shape): Guard =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(shape).every(([key, guard]) => guard((value as Record<string, unknown>)[key]));

const isWorkload: Guard = (value) =>
  shaped({ kind: oneOf('burst'), containers: isNumber, functions: isNumber })(value) ||
  shaped({ kind: oneOf('profile'), name: isString, csv: isString, leadInSeconds: isNumber })(value) ||
  shaped({ kind: oneOf('trace'), from: orNull(isNumber), to: orNull(isNumber), functionId: orNull(isNumber) })(value);

const VIEW_SHAPE: { readonly [key in keyof View]: Guard } = {
  trace: orNull(isString),
  tab: oneOf(...TABS),
  filter: isString,
  sort: oneOf('name', 'runtime', 'memoryMB', 'count', 'p50', 'p90', 'p95', 'p99', 'max', 'gapP50', 'peakPerMinute'),
  descending: isBoolean,
  zoom: orNull(shaped({ from: isNumber, to: isNumber })),
  selected: orNull(shaped({ id: isNumber, name: isString })),
  form: shaped({
    workload: oneOf('whole', 'range', 'function', 'burst', 'profile'),
    containers: isString,
    functions: isString,
    profile: orNull(shaped({ name: isString, csv: isString })),
    runSeconds: isString,
    leadInSeconds: isString,
    imageMB: isString,
    memoryMB: isString,
    systems: orNull(listOf(isString)),
    seed: isString,
    seeds: isString,
    parameters: recordOf(isString),
    failures: isString,
    advanced: isBoolean,
  }),
  requests: listOf(
    shaped({ workload: isWorkload, system: isString, parameters: recordOf(isNumber), seed: isNumber, seeds: isNumber }),
  ),
  comparedWorkload: orNull(isString),
  baseline: orNull(isString),
  overTime: shaped({ series: isString, vm: isString }),
  tree: shaped({
    run: orNull(isString),
    functionName: orNull(isString),
    time: orNull(isNumber),
    wholeRun: isBoolean,
    limit: isNumber,
  }),
  figures: shaped({ seed: isString, seeds: isString, reproduced: listOf(isString) }),
};

/** The saved view; parts that are missing or that an older version wrote differently start anew. */
export function restoreView(saved: unknown): View {
  if (typeof saved !== 'object' || saved === null) return INITIAL_VIEW;
  const kept = Object.entries(withProfiles(saved)).filter(([key, value]) => VIEW_SHAPE[key as keyof View]?.(value));
  return { ...INITIAL_VIEW, ...Object.fromEntries(kept) };
}

export type ViewSignals = { readonly [key in keyof View]: Signal<View[key]> };

const SAVE_DELAY_MS = 100;

/**
 * One signal for each part of the view. A change is saved at once, as the page may be hidden next, which ends it; of changes in quick succession, as one
 * drags or types, the first is, and the last once they are over.
 */
export function persistentView(api: Pick<VsCodeApi, 'getState' | 'setState'>): ViewSignals {
  const start = restoreView(api.getState());
  const entries = Object.entries(start).map(([key, value]) => [key, signal(value)] as const);
  let saved: View | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  const save = (state: View) => {
    saved = state;
    api.setState(withProfilesOnce(state));
  };
  effect(() => {
    const state = Object.fromEntries(entries.map(([key, part]) => [key, part.value])) as unknown as View;
    if (first) {
      first = false;
      return;
    }
    if (timer === undefined) save(state);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (saved !== state) save(state);
    }, SAVE_DELAY_MS);
  });
  return Object.fromEntries(entries) as unknown as ViewSignals;
}

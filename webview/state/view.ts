import type { Signal } from '@preact/signals';
import * as v from 'valibot';
import type { FunctionSortKey, RunRequest } from '../../src/protocol/queries';
import { TIME_ZONES } from '../../src/text';
import { HEAT_MODES, STACKINGS } from '../explore/choices';
import { SERIES_NAMES } from '../simulate/seriesChoices';

/**
 * The view: what the reader has set on the page. It outlives the page: hiding the tab and reloading the window bring it
 * back. The schemas below are the only description of it. They check what was saved, give each part its first value
 * (the fallback), and give the types. A part that is missing or was saved by an older version in another shape starts
 * with its first value.
 */

const finite = v.pipe(v.number(), v.finite());
const secondsOrNull = v.nullable(finite);

const TABS = ['explore', 'compare', 'simulate', 'watch', 'figures'] as const;
const WORKLOADS = ['replay', 'function', 'burst', 'profile'] as const;

/** Epoch seconds. */
const TIME_RANGE = v.object({ from: finite, to: finite });
const SELECTED_FUNCTION = v.object({ id: finite, name: v.string() });
/** A trace without this column is sorted by `count`. */
const SORT_KEY = v.custom<FunctionSortKey>((value) => typeof value === 'string');
const NAMED_PROFILE = v.object({ name: v.string(), csv: v.string() });

const RUN_REQUEST = v.object({
  workload: v.variant('kind', [
    v.object({
      kind: v.literal('burst'),
      containers: finite,
      functions: finite,
      imageMB: v.nullable(finite),
      memoryMB: v.nullable(finite),
    }),
    v.object({
      kind: v.literal('profile'),
      name: v.string(),
      csv: v.string(),
      leadInSeconds: finite,
      runSeconds: v.nullable(finite),
      imageMB: v.nullable(finite),
      memoryMB: v.nullable(finite),
    }),
    v.object({
      kind: v.literal('trace'),
      from: secondsOrNull,
      to: secondsOrNull,
      functionId: v.nullable(finite),
      where: v.optional(v.string()),
      recordedOn: v.optional(v.string()),
    }),
  ]),
  system: v.string(),
  parameters: v.record(v.string(), finite),
  seed: finite,
  seeds: finite,
  failures: v.optional(v.array(v.object({ vm: finite, time: finite }))),
}) satisfies v.GenericSchema<unknown, RunRequest>;

/**
 * The fields as typed; `simulate/readForm.ts` reads them. Those that are null until they are edited show the default of
 * their limit.
 */
const FORM = v.object({
  workload: v.fallback(v.picklist(WORKLOADS), 'replay'),
  /** The system that the trace was recorded on; null for the one assumed, '' for an unknown one. */
  recordedOn: v.fallback(v.nullable(v.string()), null),
  containers: v.fallback(v.nullable(v.string()), null),
  functions: v.fallback(v.nullable(v.string()), null),
  /** null until one is chosen. */
  profile: v.fallback(v.nullable(NAMED_PROFILE), null),
  runSeconds: v.fallback(v.string(), ''),
  leadInSeconds: v.fallback(v.nullable(v.string()), null),
  imageMB: v.fallback(v.string(), ''),
  memoryMB: v.fallback(v.string(), ''),
  /** Names of the systems chosen; null, which stands for all, until the reader chooses. */
  systems: v.fallback(v.nullable(v.array(v.string())), null),
  seed: v.fallback(v.nullable(v.string()), null),
  /** Number of seeds, from `seed` up. */
  seeds: v.fallback(v.nullable(v.string()), null),
  /** Only parameters that were edited. */
  parameters: v.fallback(v.record(v.string(), v.string()), {}),
  /** VMs that fail, each as VM@SECONDS. */
  failures: v.fallback(v.string(), ''),
  /** Whether the section of that name is open. */
  advanced: v.fallback(v.boolean(), false),
});

/** An axis of the sweep, as typed; `simulate/sweep/readSweep.ts` reads it. */
const SWEEP_AXIS = v.object({
  name: v.string(),
  /** Its values are listed, one after another; otherwise they are a range. */
  listed: v.boolean(),
  values: v.string(),
  from: v.string(),
  to: v.string(),
  count: v.string(),
  scale: v.picklist(['linear', 'log']),
});

/** The sweep that the form is made into. */
const SWEEP = v.object({
  /** Whether its axes are shown in place of the form. */
  open: v.fallback(v.boolean(), false),
  /** The outermost first. Those that the form's workload lacks wait until it has them. */
  axes: v.fallback(v.array(SWEEP_AXIS), []),
});

/** Which series the over-time chart shows. */
const OVER_TIME = v.object({
  series: v.fallback(v.picklist(SERIES_NAMES), 'registryBytes'),
  /** The VM whose traffic is drawn, as typed. */
  vm: v.fallback(v.string(), '0'),
});

const EXPLORE = v.object({
  /** What the columns of cold starts are split by, if the trace tells it. */
  stackBy: v.fallback(v.picklist(STACKINGS), 'runtime'),
  heat: v.fallback(v.picklist(HEAT_MODES), 'count'),
  /** Lines over the heat map, 0 to 1. */
  percentiles: v.fallback(v.array(v.pipe(finite, v.minValue(0), v.maxValue(1))), [0.5, 0.99]),
  /** The latency that cold starts should not exceed, seconds; null for a round one near the trace's p90. */
  target: v.fallback(v.nullable(v.pipe(finite, v.gtValue(0))), null),
});

const RUN_NOTE = v.object({ key: v.string(), name: v.string(), pinned: v.boolean() });

const WATCH = v.object({
  /** Key of the run's request; null for the latest with function trees. */
  run: v.fallback(v.nullable(v.string()), null),
  /** null for the function with most starts. */
  functionName: v.fallback(v.nullable(v.string()), null),
  /** Number of the VM that is followed. */
  vm: v.fallback(v.nullable(finite), null),
  /** Simulated seconds; null for the busiest moment. */
  time: v.fallback(secondsOrNull, null),
  /** Simulated seconds per second. */
  speed: v.fallback(finite, 1),
  skipsIdle: v.fallback(v.boolean(), true),
  /** The drawing of one run, of all runs of its workload, or a table of the VMs. */
  picture: v.fallback(v.picklist(['one', 'all', 'table']), 'one'),
  /** The side panel is open. */
  panel: v.fallback(v.boolean(), true),
  /** Which events are listed. */
  events: v.fallback(v.picklist(['main', 'rare', 'all', 'vm']), 'main'),
});

/** One side of a comparison. */
const SIDE_CHOICE = v.variant('kind', [
  /** What the page's filter selects. */
  v.object({ kind: v.literal('filter') }),
  /** What the other side's filter leaves out. */
  v.object({ kind: v.literal('rest') }),
  v.object({ kind: v.literal('where'), where: v.string() }),
  /** Another trace, by the key that the host has given. */
  v.object({ kind: v.literal('file'), key: v.string(), name: v.string(), where: v.string() }),
  /** A run by its key, or what was recorded of its cold starts. */
  v.object({ kind: v.literal('run'), run: v.string(), recorded: v.boolean() }),
]);

const COMPARE = v.object({
  /** null until the reader chooses: the sides then follow the page's filter. */
  sides: v.fallback(v.nullable(v.object({ a: SIDE_CHOICE, b: SIDE_CHOICE })), null),
  /** By which percentile functions are ranked. */
  by: v.fallback(v.picklist(['p50', 'p99']), 'p50'),
  /** The fewest cold starts of a function on each side. */
  least: v.fallback(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(1_000_000)), 20),
  /** Differences in seconds, or how many times as long. */
  scale: v.fallback(v.picklist(['seconds', 'times']), 'seconds'),
});

const FIGURES = v.object({
  /** As typed; null until edited. */
  seed: v.fallback(v.nullable(v.string()), null),
  /** Number of seeds, from `seed` up; as typed, null until edited. */
  seeds: v.fallback(v.nullable(v.string()), null),
  /** Numbers of the figures that have been simulated. */
  reproduced: v.fallback(v.array(v.string()), []),
});

/** How bursts are found. */
const BURSTS = v.object({
  factor: v.fallback(v.pipe(finite, v.minValue(1)), 3),
  /** null for a nice width. */
  binSeconds: v.fallback(v.nullable(v.pipe(finite, v.minValue(0.001))), null),
});

/** Which keep-alives are compared on a function's page, in seconds. */
const KEEP_ALIVE = v.object({
  present: v.fallback(finite, 600),
  longer: v.fallback(finite, 1800),
});

export const VIEW = v.object({
  /** By this text the host finds the page's trace after a window reload; the page only keeps it. */
  trace: v.fallback(v.nullable(v.string()), null),
  tab: v.fallback(v.picklist(TABS), 'explore'),
  /** The filter: which cold starts are shown. */
  where: v.fallback(v.string(), ''),
  /** Which functions are listed. */
  filter: v.fallback(v.string(), ''),
  sort: v.fallback(SORT_KEY, 'count'),
  descending: v.fallback(v.boolean(), true),
  /** The time range of the charts; null for the whole trace. */
  zoom: v.fallback(v.nullable(TIME_RANGE), null),
  selected: v.fallback(v.nullable(SELECTED_FUNCTION), null),
  explore: v.fallback(EXPLORE, v.getFallbacks(EXPLORE)),
  bursts: v.fallback(BURSTS, v.getFallbacks(BURSTS)),
  keepAlive: v.fallback(KEEP_ALIVE, v.getFallbacks(KEEP_ALIVE)),
  form: v.fallback(FORM, v.getFallbacks(FORM)),
  sweep: v.fallback(SWEEP, v.getFallbacks(SWEEP)),
  /** The runs on the page. A run is determined by its request, so it can be made again. */
  requests: v.fallback(v.array(RUN_REQUEST), []),
  /** Keys of the groups of runs whose results are shown: one, or two to compare; none for the latest. */
  shownRuns: v.fallback(v.array(v.string()), []),
  /** What the reader has said of groups of runs. */
  runNotes: v.fallback(v.array(RUN_NOTE), []),
  /** Key of the run that the others are compared with. */
  baseline: v.fallback(v.nullable(v.string()), null),
  overTime: v.fallback(OVER_TIME, v.getFallbacks(OVER_TIME)),
  watch: v.fallback(WATCH, v.getFallbacks(WATCH)),
  /** In which zone times are shown; null: as the setting says. */
  timeZone: v.fallback(v.nullable(v.picklist(TIME_ZONES)), null),
  /** How wide pictures of charts are saved. */
  printWidth: v.fallback(v.picklist(['single', 'double']), 'double'),
  compare: v.fallback(COMPARE, v.getFallbacks(COMPARE)),
  figures: v.fallback(FIGURES, v.getFallbacks(FIGURES)),
});

type Immutable<T> = T extends object ? { readonly [key in keyof T]: Immutable<T[key]> } : T;

export type View = Immutable<v.InferOutput<typeof VIEW>>;
export type Tab = View['tab'];
export type TimeRange = NonNullable<View['zoom']>;
export type SelectedFunction = NonNullable<View['selected']>;
export type SimulateForm = View['form'];
export type SweepAxis = View['sweep']['axes'][number];
export type RunNote = View['runNotes'][number];
export type WatchView = View['watch'];
export type SideChoice = NonNullable<View['compare']['sides']>['a'];

export type ChangeForm = (change: Partial<SimulateForm>) => void;

/** One signal for each part of the view. */
export type ViewSignals = { readonly [key in keyof View]: Signal<View[key]> };

export const INITIAL_VIEW: View = v.parse(VIEW, {});

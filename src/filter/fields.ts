import type { MeasureUnit } from '../text';

/** What a filter may ask about the rows of a trace. */
export interface FilterField {
  /** As a filter names it. */
  readonly name: string;
  /** Further names that a filter may use. */
  readonly otherNames: readonly string[];
  /** Its name on screen. */
  readonly title: string;
  readonly values: FieldValues;
  readonly column: FieldColumn;
}

export type FieldValues =
  | { readonly kind: 'text' }
  | { readonly kind: 'number'; readonly unit: MeasureUnit }
  | {
      readonly kind: 'time';
      /** Whether times count from the start of the data set. */
      readonly relative: boolean;
      /**
       * Start of 24 hours that hold the whole trace, in which a time of day is a time: midnight if possible, else
       * a full hour or minute. null for a longer trace.
       */
      readonly window: number | null;
      /** The minute of the first cold start. */
      readonly first: number;
    };

/** Where a table holds the values. */
export type FieldColumn =
  | { readonly kind: 'time' | 'latency' | 'function' }
  | { readonly kind: 'label' | 'measure' | 'stage'; readonly key: string };

/** What fields are derived from; an `Overview` is one. */
export interface FilteredTrace {
  readonly described: {
    readonly labels: readonly Titled[];
    readonly measures: readonly (Titled & { readonly unit: MeasureUnit })[];
    readonly stages: readonly Titled[];
  };
  readonly relativeTime: boolean;
  readonly timeRange: { readonly from: number; readonly to: number } | null;
}

interface Titled {
  readonly key: string;
  readonly title: string;
}

const MINUTE = 60;
const HOUR = 3600;
const DAY = 86_400;

/** The fields of a trace. Those that every trace has come first; no two share a name. */
export function filterFields({ described, relativeTime, timeRange }: FilteredTrace): FilterField[] {
  const fields: FilterField[] = [
    {
      name: 'time',
      otherNames: [],
      title: 'time',
      values: timeValues(relativeTime, timeRange),
      column: { kind: 'time' },
    },
    {
      name: 'latency',
      otherNames: [],
      title: 'latency',
      values: { kind: 'number', unit: 's' },
      column: { kind: 'latency' },
    },
    {
      name: 'fn',
      otherNames: ['function'],
      title: 'function',
      values: { kind: 'text' },
      column: { kind: 'function' },
    },
  ];
  const taken = new Set(fields.flatMap(({ name, otherNames }) => [name, ...otherNames]));
  const add = (kind: 'label' | 'measure' | 'stage', column: Titled, values: FieldValues) => {
    const { key, title } = column;
    const full = `${kind}.${key}`;
    // A stage has its full name in any case: `stage.pull`.
    const names = [...(kind === 'stage' ? [] : [shortName(column, values), key]), full].filter(
      (name) => !taken.has(name),
    );
    const [name = full, ...otherNames] = new Set(names);
    for (const each of [name, ...otherNames]) taken.add(each);
    fields.push({ name, otherNames, title, values, column: { kind, key } });
  };
  for (const label of described.labels) add('label', label, { kind: 'text' });
  for (const measure of described.measures) add('measure', measure, { kind: 'number', unit: measure.unit });
  for (const stage of described.stages) add('stage', stage, { kind: 'number', unit: 's' });
  return fields;
}

/** A key that is a title with its unit, as `memoryMB`, is known by the title. */
function shortName({ key, title }: Titled, values: FieldValues): string {
  return values.kind === 'number' && key === `${title}${values.unit}` ? title : key;
}

function timeValues(relative: boolean, range: FilteredTrace['timeRange']): FieldValues {
  const first = range ? Math.floor(range.from / MINUTE) * MINUTE : 0;
  const starts = [DAY, HOUR, MINUTE].map((grain) => Math.floor((range?.from ?? 0) / grain) * grain);
  const window = range && (starts.find((start) => range.to < start + DAY) ?? null);
  return { kind: 'time', relative, window, first };
}

/** The field of this name; upper and lower case count only where names differ in nothing else. null for none. */
export function fieldNamed(name: string, fields: readonly FilterField[]): FilterField | null {
  const lower = name.toLowerCase();
  const named = (is: (candidate: string) => boolean) =>
    fields.find((field) => is(field.name) || field.otherNames.some(is)) ?? null;
  return named((candidate) => candidate === name) ?? named((candidate) => candidate.toLowerCase() === lower);
}

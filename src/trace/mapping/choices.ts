/**
 * How a table is to be read, as a person chooses it: a role and a unit for each column. `mappingOf` turns the choices
 * into a mapping, `choicesOf` a mapping into choices.
 */

import type { MeasureUnit } from '../../text';
import {
  DURATION_UNITS,
  type DurationUnit,
  type FieldPart,
  type FileUnit,
  type MappedColumn,
  MEMORY_UNITS,
  type TableMapping,
  type TimeForm,
} from '../formats/format';
import type { Delimiter } from '../formats/sample';
import { COLUMNS } from '../schema';
import { assumptionsOf } from './assumptions';

export const COLUMN_ROLES = [
  'none',
  'time',
  'function',
  'latency',
  'runtime',
  'memory',
  'cold',
  'stage',
  'extra',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** How times may be written. `auto`: a date of ISO 8601, or a count of which the first row decides the unit. */
export const TIME_FORMS = ['auto', 's', 'ms', 'µs', 'ns', 'iso', 'dmy', 'mdy', 'ymd'] as const satisfies TimeForm[];

/** Units of an extra column; `text` is no number. */
export const EXTRA_UNITS = ['text', 'count', ...DURATION_UNITS, ...MEMORY_UNITS, 'millicores'] as const;

/** The units among which a column of this role has one; empty for a role without units. */
export const UNITS_OF: Readonly<Record<ColumnRole, readonly string[]>> = {
  none: [],
  time: TIME_FORMS,
  function: [],
  latency: DURATION_UNITS,
  runtime: [],
  memory: MEMORY_UNITS,
  cold: [],
  stage: DURATION_UNITS,
  extra: EXTRA_UNITS,
};

export interface ColumnChoice {
  readonly role: ColumnRole;
  /** One of `UNITS_OF` the role; '' for a role without units. */
  readonly unit: string;
  /** Of a cold flag: the texts that mark a cold start. None: any text. */
  readonly cold?: readonly string[];
  /** Of a stage or an extra: its name. Absent: derived from the column's. */
  readonly key?: string;
  readonly title?: string;
  /** The part of the field that is read. Set by hand in the settings, not on the page. */
  readonly cut?: FieldPart['cut'];
}

export interface TableLayout {
  readonly delimiter: Delimiter;
  readonly decimalComma: boolean;
  readonly skipLines: number;
  readonly header: boolean;
}

export interface TableChoices {
  readonly layout: TableLayout;
  /** By field. */
  readonly columns: readonly ColumnChoice[];
  /** Minutes to the east of UTC of dates without an offset. */
  readonly zone: number;
  /** Whether times count from the start of the data set. */
  readonly relative: boolean;
  /** Between the columns that name a function together. */
  readonly join: string;
  /** The function of every row of a table without such a column; ''. */
  readonly functionName: string;
  /** Whether rows without a latency are warm invocations, where no column tells. */
  readonly emptyIsWarm: boolean;
}

/** Why choices make no mapping. */
export interface ChoiceProblem {
  readonly role: ColumnRole;
  readonly text: string;
  readonly advice: string;
}

export type ChosenMapping =
  | { readonly mapping: TableMapping; readonly problems: readonly [] }
  | { readonly mapping: null; readonly problems: readonly ChoiceProblem[] };

/** Roles of which a table has one column at most. */
const SINGLE_ROLES: Readonly<Partial<Record<ColumnRole, string>>> = {
  time: 'the time',
  latency: 'the latency',
  runtime: 'the runtime',
  memory: 'the memory',
  cold: 'the cold flag',
};

export const NO_CHOICE: ColumnChoice = { role: 'none', unit: '' };

/** What the columns of a table are called: the first record's fields, or their numbers. */
export function columnNames(first: readonly string[], header: boolean): string[] {
  return header ? [...first] : first.map((_, field) => `column ${field + 1}`);
}

/** The mapping that columns of these names make, or what is missing. */
export function mappingOf(choices: TableChoices, names: readonly string[]): ChosenMapping {
  const problems = problemsOf(choices, names);
  if (problems.length > 0) return { mapping: null, problems };
  const all = (role: ColumnRole) => choices.columns.flatMap((choice, field) => (choice.role === role ? [field] : []));
  const part = (field: number): FieldPart => {
    const { cut } = choices.columns[field];
    return cut === undefined ? { column: names[field] } : { column: names[field], cut };
  };
  const unit = (field: number) => choices.columns[field].unit as FileUnit;
  const functions = all('function').map(part);
  const [time] = all('time');
  const [latency] = all('latency');
  const [runtime] = all('runtime');
  const [memory] = all('memory');
  const [cold] = all('cold');
  const mapping: Omit<TableMapping, 'assumptions'> = {
    ...choices.layout,
    time: {
      ...part(time),
      as: choices.columns[time].unit as TimeForm,
      zone: choices.zone,
      relative: choices.relative,
    },
    function: {
      parts: functions,
      ...(functions.length > 1 ? { join: choices.join } : {}),
      ...(functions.length === 0 ? { constant: choices.functionName } : {}),
    },
    latency: { ...part(latency), unit: unit(latency) },
    ...(runtime === undefined ? {} : { runtime: { parts: [part(runtime)] } }),
    ...(memory === undefined ? {} : { memoryMB: { ...part(memory), unit: unit(memory) } }),
    ...coldTest(choices, names, cold, latency),
    extras: extraColumns(choices, part),
  };
  return { mapping: { ...mapping, assumptions: assumptionsOf(mapping) }, problems: [] };
}

function coldTest(
  { columns, emptyIsWarm }: TableChoices,
  names: readonly string[],
  cold: number | undefined,
  latency: number,
): Pick<TableMapping, 'cold'> {
  if (cold === undefined) return emptyIsWarm ? { cold: { column: names[latency] } } : {};
  const equals = columns[cold].cold ?? [];
  return { cold: { column: names[cold], ...(equals.length > 0 ? { equals } : {}) } };
}

function extraColumns({ columns }: TableChoices, part: (field: number) => FieldPart): MappedColumn[] {
  const taken = new Set<string>([...COLUMNS.map(({ key }) => key), 'line']);
  return columns.flatMap(({ role, unit, key, title }, field): MappedColumn[] => {
    if (role !== 'stage' && role !== 'extra') return [];
    const source = part(field);
    const names = { key: uniqueKey(key ?? keyOf(source.column), taken), title: title ?? titleOf(source.column) };
    if (role === 'extra' && unit === 'text') return [{ ...names, role: 'label', ...source }];
    const fileUnit = unit as FileUnit;
    if (role === 'stage') return [{ ...names, role, ...source, fileUnit }];
    return [{ ...names, role: 'measure', unit: shownUnit(fileUnit), ...source, fileUnit }];
  });
}

/** The unit in which a number of a file is kept. */
export function shownUnit(unit: FileUnit): MeasureUnit {
  if ((DURATION_UNITS as readonly string[]).includes(unit)) return 's';
  if (unit === 'MiB' || unit === 'GB' || unit === 'bytes·10⁶') return 'MB';
  return unit as MeasureUnit;
}

/** `Image size (MB)` → imageSize. The part in brackets is mostly a unit. */
export function keyOf(column: string): string {
  const words = withoutUnit(column).match(/[\p{L}\p{N}]+/gu) ?? ['column'];
  const [first, ...rest] = words;
  return [lowerFirst(first), ...rest.map((word) => word[0].toUpperCase() + word.slice(1))].join('');
}

/** `image_size (MB)` → image size. */
export function titleOf(column: string): string {
  const words = withoutUnit(column)
    .replaceAll(/[_\s]+/g, ' ')
    .trim();
  return words === '' ? column : words;
}

function withoutUnit(column: string): string {
  return column.replace(/\s*[([][^)\]]*[)\]]\s*$/, '').replace(/_(ms|us|ns|s|sec|mb|mib|gb|bytes)$/i, '');
}

function lowerFirst(word: string): string {
  return /^\p{Lu}+$/u.test(word) ? word.toLowerCase() : word[0].toLowerCase() + word.slice(1);
}

function uniqueKey(key: string, taken: Set<string>): string {
  let unique = key;
  for (let number = 2; taken.has(unique); number++) unique = `${key}${number}`;
  taken.add(unique);
  return unique;
}

function problemsOf({ columns, functionName }: TableChoices, names: readonly string[]): ChoiceProblem[] {
  const withRole = (role: ColumnRole) => columns.filter((choice) => choice.role === role).length;
  const problems: ChoiceProblem[] = [];
  if (withRole('time') === 0) {
    problems.push({
      role: 'time',
      text: 'No column is the time.',
      advice: 'Choose the column that says when each cold start began.',
    });
  }
  if (withRole('function') === 0 && functionName.trim() === '') {
    problems.push({
      role: 'function',
      text: 'No column names the function.',
      advice: 'Choose it, or several that name it together. If all rows are of one function, enter its name.',
    });
  }
  if (withRole('latency') === 0) {
    problems.push({
      role: 'latency',
      text: 'No column is the latency.',
      advice: 'Choose the column that says how long each cold start took.',
    });
  }
  for (const [role, what] of Object.entries(SINGLE_ROLES) as [ColumnRole, string][]) {
    const found = columns.flatMap((choice, field) => (choice.role === role ? [names[field]] : []));
    if (found.length < 2) continue;
    problems.push({
      role,
      text: `${found.length} columns are ${what}: ${found.join(', ')}.`,
      advice: 'Choose one of them.',
    });
  }
  return problems;
}

/** A mapping as choices for a table with these columns. Columns that the table lacks are left out. */
export function choicesOf(mapping: TableMapping, names: readonly string[]): TableChoices {
  const columns: ColumnChoice[] = names.map(() => NO_CHOICE);
  const choose = ({ column, cut }: FieldPart, choice: ColumnChoice) => {
    const field = names.indexOf(column);
    if (field >= 0) columns[field] = cut === undefined ? choice : { ...choice, cut };
  };
  const { time, latency, runtime, memoryMB, cold } = mapping;
  for (const { key, title, role, fileUnit, unit, ...source } of mapping.extras) {
    const choice = role === 'stage' ? 'stage' : 'extra';
    choose(source, { role: choice, unit: role === 'label' ? 'text' : (fileUnit ?? unit ?? 's'), key, title });
  }
  if (cold !== undefined && cold.column !== latency.column) {
    choose(cold, { role: 'cold', unit: '', ...(cold.equals === undefined ? {} : { cold: cold.equals }) });
  }
  if (memoryMB !== undefined) choose(memoryMB, { role: 'memory', unit: memoryMB.unit });
  for (const part of runtime?.parts ?? []) choose(part, { role: 'runtime', unit: '' });
  for (const part of mapping.function.parts) choose(part, { role: 'function', unit: '' });
  choose(latency, { role: 'latency', unit: latency.unit === 'auto' ? ('s' satisfies DurationUnit) : latency.unit });
  choose(time, { role: 'time', unit: time.as });
  const { delimiter, decimalComma, skipLines, header } = mapping;
  return {
    layout: { delimiter, decimalComma, skipLines, header },
    columns,
    zone: time.zone,
    relative: time.relative,
    join: mapping.function.join ?? '/',
    functionName: mapping.function.constant ?? '',
    emptyIsWarm: cold !== undefined && cold.column === latency.column,
  };
}

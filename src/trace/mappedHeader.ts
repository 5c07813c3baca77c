import type { Cell, Cut, FieldTest } from './cells';
import type { DateForm } from './dates';
import type {
  FieldPart,
  MappedColumn,
  NameSource,
  NumberSource,
  RowTest,
  TableMapping,
  TimeForm,
  TimeSource,
} from './formats/format';
import { duplicateColumn, type FieldColumn, headerNames, type TraceHeader } from './header';
import { describeNames } from './headerError';
import { columnNames } from './mapping/choices';
import { COLUMNS, type Column } from './schema';
import type { TimeUnit } from './table';
import { timesPerSecond } from './timeUnit';
import { TraceError } from './traceError';
import { multiplied, type Scale, scaleOf, shifted } from './units';

const UNITS: Readonly<Partial<Record<TimeForm, TimeUnit>>> = {
  s: 'seconds',
  ms: 'milliseconds',
  µs: 'microseconds',
  ns: 'nanoseconds',
};

/** What a mapped table's times are counted in; undefined where the first row decides. Dates become seconds. */
export function mappedTimeUnit({ time: { as } }: { readonly time: Pick<TimeSource, 'as'> }): TimeUnit | undefined {
  return as === 'auto' ? undefined : (UNITS[as] ?? 'seconds');
}

/**
 * How the rows of a mapped table are read.
 * @param record the first record: the header, or a row of a table without one
 * @param line its number, from 1
 * Throws a TraceError for a column that the table lacks or has twice.
 */
export function readMappedHeader(mapping: TableMapping, record: string, line: number): TraceHeader {
  const fields = headerNames(record, mapping.delimiter);
  const names = columnNames(fields, mapping.header);
  const fieldOf = (column: string) => {
    const field = names.indexOf(column);
    if (field < 0) throw lacksColumn(column, names, line);
    if (names.lastIndexOf(column) !== field) throw duplicateColumn(names, column, line);
    return field;
  };
  const test = ({ column, equals, startsWith }: RowTest): FieldTest => ({
    field: fieldOf(column),
    ...(equals && { equals: equals.map((text) => text.toLowerCase()) }),
    ...(startsWith !== undefined && { startsWith }),
  });
  return {
    names,
    isNamed: mapping.header,
    columns: columnsOf(mapping, fieldOf),
    delimiter: mapping.delimiter,
    decimalComma: mapping.decimalComma,
    ...(mapping.only && { only: test(mapping.only) }),
    ...(mapping.cold && { cold: test(mapping.cold) }),
  };
}

type FieldOf = (column: string) => number;

function columnsOf(mapping: TableMapping, fieldOf: FieldOf): FieldColumn[] {
  const { time, latency, runtime, memoryMB, id } = mapping;
  const present: Readonly<Record<string, FieldColumn | null>> = {
    time: ofTime(time, fieldOf),
    function: ofNames(listed('function'), mapping.function, fieldOf),
    latency: ofNumber(listed('latency'), latency, 's', fieldOf),
    runtime: runtime ? ofNames(listed('runtime'), runtime, fieldOf) : null,
    memoryMB: memoryMB ? ofNumber(listed('memoryMB'), memoryMB, 'MB', fieldOf) : null,
  };
  return [
    ...COLUMNS.flatMap(({ key }) => present[key] ?? []),
    ...mapping.extras.map((extra) => ofExtra(extra, fieldOf)),
    ...(id === undefined ? [] : [{ ...ID_COLUMN, header: id, field: fieldOf(id) }]),
  ];
}

const ID_COLUMN = { key: 'id', kind: 'name', required: false, plural: 'ids', title: 'id', role: 'id' } as const;

function listed(key: string): Column {
  return COLUMNS.find((column) => column.key === key)!;
}

/** A column whose cells are a field or a part of it. */
function ofPart(column: Column, { column: header, cut }: FieldPart, fieldOf: FieldOf): FieldColumn {
  const field = fieldOf(header);
  return { ...column, header, field, ...cellOf(usable(cut) ? [{ field, cut }] : null) };
}

function ofTime(source: TimeSource, fieldOf: FieldOf): FieldColumn {
  const { orElse } = source;
  const column = { ...ofPart(listed('time'), source, fieldOf), ...dateOf(source) };
  if (!orElse || source.as === 'auto') return column;
  // Both are counted in the unit of the first.
  const ratio = perSecond(source) / perSecond(orElse);
  const scale = ratio >= 1 ? multiplied(ratio) : shifted(Math.round(-Math.log10(ratio)));
  const others = { ...ofTime(orElse, fieldOf), ...scaled(ratio === 1 ? undefined : scale) };
  return { ...column, orElse: { ...others, perSecond: perSecond(orElse) } };
}

function perSecond(time: Pick<TimeSource, 'as'>): number {
  return timesPerSecond(mappedTimeUnit({ time }) ?? 'seconds');
}

function ofNames(column: Column, { parts, join = '', constant = '' }: NameSource, fieldOf: FieldOf): FieldColumn {
  const [first, ...more] = parts;
  if (first === undefined) return { ...column, header: column.title, field: -1, cell: [constant] };
  if (more.length === 0) return ofPart(column, first, fieldOf);
  const header = parts.map((part) => part.column).join(join === '' ? '+' : join);
  const pieces = parts.flatMap((part, at): Cell => {
    const field = { field: fieldOf(part.column), ...(usable(part.cut) && { cut: part.cut }) };
    return at === 0 || join === '' ? [field] : [join, field];
  });
  return { ...column, header, field: fieldOf(first.column), cell: pieces };
}

function ofNumber(column: Column, source: NumberSource, unit: 's' | 'MB', fieldOf: FieldOf): FieldColumn {
  return { ...ofPart(column, source, fieldOf), ...scaled(scaleOf(source.unit, unit)) };
}

function ofExtra({ key, title, role, unit = 'count', fileUnit, ...part }: MappedColumn, fieldOf: FieldOf): FieldColumn {
  const column = { key, title, required: false, header: part.column };
  if (role === 'label')
    return { ...ofPart({ ...column, kind: 'label', plural: `values of ${title}` }, part, fieldOf), role };
  const ours = role === 'stage' ? 's' : unit;
  const scale = scaleOf(fileUnit ?? ours, ours);
  const numbers = ofPart({ ...column, kind: 'number32', plural: 'numbers', unit: ours }, part, fieldOf);
  return { ...numbers, ...scaled(scale), role };
}

function dateOf({ as, zone }: TimeSource): { readonly date?: DateForm } {
  if (as === 'iso' || as === 'ymd') return { date: { order: 'ymd', zone } };
  return as === 'dmy' || as === 'mdy' ? { date: { order: as, zone } } : {};
}

function usable(cut: Cut | undefined): cut is Cut {
  return cut !== undefined && cut.separator !== '';
}

function cellOf(cell: Cell | null): { readonly cell?: Cell } {
  return cell ? { cell } : {};
}

function scaled(scale: Scale | undefined): { readonly scale?: Scale } {
  return scale ? { scale } : {};
}

function lacksColumn(column: string, names: readonly string[], line: number): TraceError {
  return new TraceError(
    'missingColumn',
    `Line ${line}: the table lacks the column ${column}. It has: ${describeNames(names)}.`,
    'Check how the file is to be read: its columns may have been renamed.',
  );
}

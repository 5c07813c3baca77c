import fc from 'fast-check';
import type { FieldPart, MappedColumn, TableMapping, TimeForm } from '../../../src/trace/formats';
import { mapping as complete } from './mapping';

/** Arbitrary tables of every delimiter and form, whole or damaged, each with a mapping of its columns. */

export interface MappedFile {
  readonly mapping: TableMapping;
  readonly bytes: Uint8Array;
}

const COLUMNS = ['t', 'f', 'u', 'p', 'l', 'm', 'c', 'k', 's', 'i', 'x', 'o'] as const;
type ColumnName = (typeof COLUMNS)[number];

const FORMS = ['auto', 's', 'ms', 'µs', 'ns', 'iso', 'dmy', 'mdy', 'ymd'] as const satisfies readonly TimeForm[];

const layout = fc.record({
  delimiter: fc.constantFrom(',', ';', '\t', '|', ' ' as const),
  decimalComma: fc.boolean(),
  skipLines: fc.constantFrom(0, 0, 1, 2),
  header: fc.boolean(),
});

const cut = fc.record({
  separator: fc.constantFrom('-', '-', '/', '--', '–', 'pool'),
  from: fc.integer({ min: -4, max: 4 }),
  to: fc.option(fc.integer({ min: -4, max: 4 }), { nil: undefined }),
});

const someCut = fc.option(cut, { nil: undefined, freq: 1 });

const part = (column: ColumnName): fc.Arbitrary<FieldPart> => someCut.map((cut) => ({ column, ...(cut && { cut }) }));

const names = fc.oneof(
  fc.constant({ parts: [{ column: 'f' }] }),
  fc.record({ parts: fc.tuple(part('f'), part('u'), part('p')), join: fc.constantFrom('---', '/', '', undefined) }),
  part('p').map((only) => ({ parts: [only] })),
  fc.constant({ parts: [], constant: 'ünknown' }),
);

const test = (column: ColumnName) =>
  fc.record({
    column: fc.constant(column),
    equals: fc.option(fc.subarray(['true', 'YES', 'é', '1', 'metrics'], { minLength: 2 }), { nil: undefined, freq: 1 }),
    startsWith: fc.option(fc.constantFrom('metrics', 'm', 'é', 't'), { nil: undefined, freq: 1 }),
  });

const extras: fc.Arbitrary<MappedColumn[]> = fc
  .tuple(
    fc.constantFrom('s', 'ms', 'µs', 'ns'),
    fc.constantFrom('MB', 'MiB', 'GB', 'bytes', 'bytes·10⁶'),
    fc.subarray([0, 1, 2]),
    someCut,
  )
  .map(([stageUnit, unit, kept, cut]) => {
    const all: readonly MappedColumn[] = [
      { key: 'stage', title: 'stage', role: 'stage', column: 's', fileUnit: stageUnit as 's' },
      { key: 'size', title: 'size', role: 'measure', unit: 'bytes', column: 'm', fileUnit: unit as 'MB' },
      { key: 'zone', title: 'zone', role: 'label', column: 'x', ...(cut && { cut }) },
    ];
    return kept.map((at) => all[at]);
  });

/** A mapping by the names above. */
const mappingByName: fc.Arbitrary<TableMapping> = fc
  .record({
    layout,
    as: fc.constantFrom(...FORMS),
    zone: fc.constantFrom(0, 60, -330),
    orElse: fc.option(fc.constantFrom('s', 'ms', 'iso'), { nil: undefined }),
    function: names,
    latency: fc.constantFrom('s', 'ms', 'µs', 'ns', 'auto'),
    memory: fc.option(fc.tuple(fc.constantFrom('MB', 'MiB', 'GB', 'bytes', 'bytes·10⁶'), someCut), { nil: undefined }),
    runtime: fc.boolean(),
    cold: fc.option(fc.oneof(test('c'), fc.constant({ column: 'l' })), { nil: undefined }),
    only: fc.option(test('k'), { nil: undefined, freq: 1 }),
    hasId: fc.boolean(),
    extras,
  })
  .map(({ layout, as, zone, orElse, latency, memory, runtime, cold, only, hasId, extras, ...rest }) =>
    complete({
      ...layout,
      time: {
        column: 't',
        as,
        zone,
        relative: false,
        ...(orElse !== undefined &&
          as !== 'auto' && { orElse: { column: 'o', as: orElse as 's', zone, relative: false } }),
      },
      function: rest.function,
      latency: { column: 'l', unit: latency as 's' },
      ...(memory && { memoryMB: { column: 'p', unit: memory[0] as 'MB', ...(memory[1] && { cut: memory[1] }) } }),
      ...(runtime && { runtime: { parts: [{ column: 'x' }] } }),
      ...(cold && { cold }),
      ...(only && { only: { ...only, otherName: 'other' } }),
      ...(hasId && { id: 'i' }),
      extras,
    }),
  );

/** The same mapping of a table whose columns are `column 1`, `column 2`, … in this order. */
function withoutNames(mapping: TableMapping, order: readonly string[]): TableMapping {
  const renamed = (value: unknown, key?: string): unknown => {
    if (key === 'column' || key === 'id') return `column ${order.indexOf(value as string) + 1}`;
    if (Array.isArray(value)) return value.map((element) => renamed(element));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, renamed(member, key)]));
  };
  return renamed(mapping) as TableMapping;
}

const digits = fc.oneof(
  { weight: 20, arbitrary: fc.nat(99_999).map(String) },
  { weight: 20, arbitrary: fc.tuple(fc.nat(9999), fc.nat(9999)).map(([a, b]) => `${a}.${b}`) },
  fc.stringMatching(/^[0-9]{0,21}[.,]?[0-9]{0,12}([eE]-?[0-9]{1,2})?$/),
  fc.constantFrom('', ' ', 'NaN', 'null', '-', '0', '0.000', '-1', '+1', '1.5e3', 'x', '5.', '.5', '1,5', '1.234,5'),
);

const day = fc.tuple(
  fc.integer({ min: 1, max: 31 }),
  fc.integer({ min: 1, max: 12 }),
  fc.integer({ min: 1969, max: 2041 }),
);
const clock = fc.tuple(
  fc.nat(24),
  fc.nat(60),
  fc.option(fc.tuple(fc.nat(60), fc.option(fc.nat(999_999))), { freq: 3 }),
);

const dateIn = (order: fc.Arbitrary<string>) =>
  fc
    .record({
      day,
      clock,
      order,
      separator: fc.constantFrom('-', '/', '.'),
      gap: fc.constantFrom(' ', 'T', ', ', ',', '  ', ''),
      isPadded: fc.boolean(),
      point: fc.constantFrom('.', ','),
      end: fc.constantFrom(
        '',
        '',
        '',
        'Z',
        ' Z',
        '+02:00',
        '-0730',
        ' +01',
        ' AM',
        ' pm',
        'a.m.',
        ' PM Z',
        ' UTC',
        ' ',
      ),
    })
    .map(({ day: [day, month, year], clock: [hour, minute, rest], order, separator, gap, isPadded, point, end }) => {
      const two = (number: number) => String(number).padStart(2, '0');
      const short = (number: number) => (isPadded ? two(number) : String(number));
      const parts = { ymd: [year, month, day], dmy: [day, month, year], mdy: [month, day, year] }[order]!;
      const [seconds, fraction] = rest ?? [];
      const time = `${short(hour)}:${two(minute)}${seconds === undefined ? '' : `:${two(seconds)}`}`;
      const places = fraction === undefined || fraction === null ? '' : point + String(fraction);
      return `${parts.map((part) => short(part)).join(separator)}${gap}${time}${places}${end}`;
    });

const date = dateIn(fc.constantFrom('ymd', 'dmy', 'mdy'));

const time = fc.oneof(
  { weight: 3, arbitrary: date },
  { weight: 2, arbitrary: fc.nat(2_000_000_000).map(String) },
  fc.tuple(fc.nat(2_000_000_000), fc.nat(999)).map(([seconds, rest]) => `${seconds}.${rest}`),
  fc.nat(2_000_000_000).map((seconds) => `${seconds}123`),
  fc.constantFrom('', '', 'null', 'x', '2023-11-14T22:13:20Z', '2023-11-14 22:13:21.5+01:00'),
);

/** Mostly times of a form. */
function timeAs(form: TimeForm): fc.Arbitrary<string> {
  const isDate = form === 'dmy' || form === 'mdy' || form === 'ymd' || form === 'iso';
  const own = isDate ? dateIn(fc.constant(form === 'iso' ? 'ymd' : form)) : fc.nat(2_000_000_000).map(String);
  return fc.oneof({ weight: 9, arbitrary: own }, time);
}

const name = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('f', 'g', 'orders-api', 'a/b', 'été', '函数') },
  fc.constantFrom('', ' f', 'x'.repeat(700), 'with "quotes"', 'two\nlines', '\0'),
);

const pod = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('pool22-300-128-0006319574', 'pool26-1000-1024-1', 'pool1-2-512-3') },
  fc.constantFrom('', '-', '--', 'odd', 'a--b', 'a–b–c', 'a/b', '---', `${'ab-'.repeat(40)}9`, `${'x'.repeat(62)}-1-2`),
  fc.stringMatching(/^[a-b0-9-]{0,30}$/),
);

const CELLS: Readonly<Record<ColumnName, fc.Arbitrary<string>>> = {
  t: time,
  f: name,
  u: name,
  p: pod,
  l: digits,
  m: digits,
  c: fc.constantFrom('true', 'True', 'false', '', ' ', ' true', 'yes', 'É', 'é', 'NaN', 'n/a', '1', 'metrics', 'value'),
  k: fc.constantFrom('metrics:/f', 'metrics', 'Metrics', 'logs:/f', '', ' metrics', 'été', 'true'),
  s: digits,
  i: fc.constantFrom('', 'a', 'b', 'c', 'd', 'e', 'é'),
  x: name,
  o: fc.oneof(time, fc.nat(2_000_000_000).map(String)),
};

const lineEnd = fc.oneof({ weight: 4, arbitrary: fc.constant('\n') }, fc.constantFrom('\r\n', '\r'));

function written(text: string, delimiter: string, isQuoted: boolean): string {
  return isQuoted || /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rowOf(order: readonly ColumnName[], { delimiter, decimalComma, time }: TableMapping): fc.Arbitrary<string> {
  const field = (column: ColumnName) =>
    fc.tuple(column === 't' ? timeAs(time.as) : CELLS[column], fc.nat(15), fc.nat(7)).map(([text, quoted, kept]) => {
      const number = decimalComma && kept > 0 && /^[\d.]+$/.test(text) ? text.replace('.', ',') : text;
      return written(number, delimiter, quoted === 0);
    });
  const row = fc.tuple(...order.map(field)).map((fields) => fields.join(delimiter));
  return fc.oneof(
    { weight: 12, arbitrary: row },
    fc.constantFrom('', ' ', '\t', '\t \t'),
    row.map((text) => `${text}${delimiter}surplus`),
    row.map((text) => text.slice(0, Math.floor(text.length / 2))),
  );
}

const damage = fc.record({ at: fc.nat(1 << 20), bytes: fc.uint8Array({ maxLength: 2 }), removed: fc.nat(2) });

export const mappedFile: fc.Arbitrary<MappedFile> = fc
  .tuple(mappingByName, fc.shuffledSubarray([...COLUMNS], { minLength: COLUMNS.length }), fc.constantFrom('', '\ufeff'))
  .chain(([mapping, order, mark]) =>
    fc
      .tuple(
        lineEnd,
        fc.array(fc.tuple(rowOf(order, mapping), lineEnd), { minLength: 2, maxLength: 12, size: 'max' }),
        fc.boolean(),
        fc.array(damage, { maxLength: 1 }),
      )
      .map(([end, rows, isEnded, damages]) => {
        const head = `${mark}${`# "above${end}`.repeat(mapping.skipLines)}`;
        const header = mapping.header ? order.join(mapping.delimiter) + end : '';
        const text = rows.flat().join('');
        const body = isEnded ? text : text.replace(/(\r\n|\n|\r)$/, '');
        const bytes = [...new TextEncoder().encode(head + header + body)];
        const first = new TextEncoder().encode(head + header).length;
        for (const { at, bytes: inserted, removed } of damages)
          bytes.splice(first + (at % (bytes.length - first + 1)), removed, ...inserted);
        return {
          mapping: mapping.header ? mapping : withoutNames(mapping, order),
          bytes: Uint8Array.from(bytes),
        };
      }),
  );

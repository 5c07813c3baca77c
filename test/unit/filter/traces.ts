import fc from 'fast-check';
import { type Condition, type FilterField, filterFields, type Pattern, type Term } from '../../../src/filter';
import { describedColumns } from '../../../src/statistics';
import type { TraceTable } from '../../../src/trace';
import { type RichRow, richTable } from '../statistics/extras';

export const DAY = 86_400;
/** 8 May 2021. */
export const START = 18_755 * DAY;

export const KEYS = { stages: ['pull', 'un pack'], measures: ['image', 'fn'], labels: ['region', 'a:b'] };

/** Times of a trace: of 24 hours from midnight or from 16:20 on, of several days, or since its start. */
export type Span = 'a day' | '24 hours' | 'several days' | 'relative';

export function fieldsOf(table: TraceTable, span: Span = 'a day'): FilterField[] {
  const from = { 'a day': START + 1, '24 hours': START + 58_800.5, 'several days': START, relative: 0 }[span];
  const to = {
    'a day': START + DAY - 1,
    '24 hours': START + DAY + 58_799,
    'several days': START + 10 * DAY,
    relative: 1e6,
  };
  return filterFields({
    described: describedColumns(table),
    relativeTime: span === 'relative',
    timeRange: { from, to: to[span] },
  });
}

/** A trace with every kind of column. */
export const someTable = richTable(
  [{ time: START, functionName: 'orders-api', latency: 1, runtime: 'python', stages: {}, measures: {}, labels: {} }],
  KEYS,
);

/** Texts that mean something in a filter, and those that cannot be seen. */
export const hostileText = fc.oneof(
  fc.constantFrom(
    '',
    '*',
    '"',
    '\\',
    '-',
    ',',
    ' ',
    '..',
    ':',
    '>',
    'a=b',
    'latency=5',
    '\n',
    '\u202e',
    '\ud800',
    '-x',
  ),
  fc.string({
    unit: fc.constantFrom('a', 'B', '*', '"', '\\', ',', ' ', ':', '<', '>', '=', '.', '-', 'é', '\t', '😀'),
  }),
  fc.string({ unit: 'binary' }),
);

const NAMES = ['orders-api', 'orders', 'Orders', 'pay', 'thumb nail', 'a*b', '', 'x,y', '日本'];
const REGIONS = ['eu-1', 'eu-2', 'us-1', ''];

export const rowsOf: fc.Arbitrary<RichRow[]> = fc.array(
  fc.record({
    time: fc.oneof(
      fc.integer({ min: START, max: START + 300 }),
      fc.double({ min: START, max: START + 300, noNaN: true }),
    ),
    functionName: fc.constantFrom(...NAMES),
    latency: fc.oneof(
      fc.integer({ min: 0, max: 3000 }),
      fc.double({ min: 0, max: 3000, noNaN: true }).map((value) => value + 0),
    ),
    runtime: fc.constantFrom('python', 'go', 'Go', ''),
    memoryMB: fc.option(fc.constantFrom(0, 128, 256, 512), { nil: undefined }),
    stages: fc.record({ pull: fc.option(fc.constantFrom(0, 0.1, 0.3, 1, 7.25), { nil: undefined }) }),
    measures: fc.record({ image: fc.option(fc.constantFrom(0, 1.1, 4500, 45e6), { nil: undefined }) }),
    labels: fc.record({ region: fc.constantFrom(...REGIONS) }),
  }),
  { minLength: 0, maxLength: 40 },
);

function patternOf(text: fc.Arbitrary<string>): fc.Arbitrary<Pattern> {
  return fc.oneof(
    text.map((one) => [one]),
    fc
      .array(text, { minLength: 2, maxLength: 4 })
      .map((parts) => parts.filter((part, at) => part !== '' || at === 0 || at === parts.length - 1)),
  );
}

/** Numbers of every magnitude, and round ones. */
const number = fc.oneof(
  fc.constantFrom(0, 0.1, 0.25, 1, 1.001, 7.25, 60, 128, 256, 3600, 7200, 1e-7, 1e21, 4500, 45e6),
  fc.double({ min: 0, max: 1e300, noNaN: true }).map((value) => value + 0),
  fc.integer({ min: 0, max: 100_000 }).map((value) => value / 1000),
);

const time = fc.oneof(
  fc.constantFrom(
    ...[START, START + 60, START + 30.5, START + DAY, 0, 1e12, -5, 1e-300],
    ...[58_800, DAY + 58_800].map((s) => START + s),
  ),
  fc.double({ min: START, max: START + 2 * DAY, noNaN: true }),
  fc.double({ min: 0, max: 4e9, noNaN: true }).map((value) => value + 0),
);

const compared = (value: fc.Arbitrary<number>): fc.Arbitrary<Condition> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('compare' as const),
      operator: fc.constantFrom('>', '>=', '<', '<='),
      value,
    }),
    fc
      .tuple(value, value)
      .filter(([from, to]) => from < to)
      .map(([from, to]) => ({ kind: 'range' as const, from, to })),
  );

const equalTo: fc.Arbitrary<Condition> = fc.record({
  kind: fc.constant('equals' as const),
  values: fc.array(fc.option(number), { minLength: 1, maxLength: 4 }),
});

/** Any term of a trace. @param text the parts of its patterns */
export function termOf(fields: readonly FilterField[], text: fc.Arbitrary<string>): fc.Arbitrary<Term> {
  const patterns = fc.array(patternOf(text), { minLength: 1, maxLength: 4 });
  const conditionOf = (field: FilterField): fc.Arbitrary<Condition> => {
    if (field.values.kind === 'time') return compared(time);
    if (field.values.kind === 'number') return fc.oneof(compared(number), equalTo);
    const is = fc.record({ kind: fc.constant('is' as const), patterns });
    if (field.name !== 'fn') return is;
    const isEmpty = (all: readonly Pattern[]) => all.length === 1 && all[0].length === 1 && all[0][0] === '';
    const contains = fc.record({
      kind: fc.constant('contains' as const),
      patterns: patterns.filter((all) => !isEmpty(all)),
    });
    return fc.oneof(is, contains);
  };
  return fc
    .constantFrom(...fields)
    .chain((field) => fc.record({ field: fc.constant(field), not: fc.boolean(), condition: conditionOf(field) }));
}

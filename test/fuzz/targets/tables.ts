import { TraceError, type TraceFile } from '../../../src/trace';
import type { MappedColumn, RowTest, TableMapping } from '../../../src/trace/formats';
import { TraceReader } from '../../../src/trace/traceReader';
import { asNaiveTable, naiveReadMapped } from '../../unit/trace/mappedOracle';
import { Random } from '../random';
import { Fault, mustAgree, type Target } from '../target';

const DELIMITERS = [',', ';', '\t', '|', ' '] as const;
const COLUMNS = ['t', 'f', 'p', 'l', 'c', 's', 'i'];
const TIMES = ['1700000000', '2023-11-14 22:13:20', '14.11.2023 22:13:21', '11/14/2023, 9:15:10 PM', '1700000000123'];

const SEEDS = DELIMITERS.flatMap((delimiter, at) =>
  [delimiter === ';' ? '810,5' : '810.5', '0'].map((latency) => {
    const time = TIMES[at].includes(delimiter) ? TIMES[0] : TIMES[at];
    const rows = [
      [time, 'orders-api', 'pool22-300-128-0006', latency, 'true', '0.000', 'a'],
      [time, 'été', 'odd', latency, '', '', 'b'],
      [time, '"with ""quotes"""', 'a--b-1-2', '', 'false', 'x', 'a'],
    ];
    const lines = [COLUMNS, ...rows].map((fields) => fields.join(delimiter));
    return new TextEncoder().encode(`${lines.join('\n')}\n`);
  }),
);

/** A table read by any mapping gives what the naive reader gives, and every line is accounted for. */
export const tables: Target = {
  name: 'tables',
  seeds: SEEDS,
  tokens: [
    ...DELIMITERS,
    ...COLUMNS,
    ...TIMES,
    '"',
    '""',
    '\r\n',
    '\uFEFF',
    '-',
    '--',
    'NaN',
    '1,5',
    '1e3',
    ' AM',
    'Z',
  ],
  check(input) {
    // The mapping follows from the bytes, so that a kept input fails again.
    const random = new Random(input.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, input.length));
    const mapping = randomMapping(random, delimiterOf(input));
    const found = read(input, mapping, 1 + random.below(random.oneIn(2) ? 60 : 4000));
    mustAgree('the table', found && asNaiveTable(found, mapping.extras), naiveReadMapped(input, mapping));
    if (!found) return;
    const { rows, warmRows, otherRows, duplicateRows, badRows, blankLines, headerLines, records } = found.account;
    const others = otherRows.reduce((sum, { count }) => sum + count, 0);
    if (rows + warmRows + others + duplicateRows + badRows + blankLines + headerLines !== records)
      throw new Fault(`lines do not add up: ${JSON.stringify(found.account)}`);
  },
};

/** The first delimiter of the input, so that most inputs have the columns. */
function delimiterOf(input: Uint8Array): TableMapping['delimiter'] {
  const byte = input.find((byte) => DELIMITERS.some((delimiter) => delimiter.charCodeAt(0) === byte));
  return DELIMITERS.find((delimiter) => delimiter.charCodeAt(0) === byte) ?? ',';
}

function randomMapping(random: Random, delimiter: TableMapping['delimiter']): TableMapping {
  const header = !random.oneIn(4);
  const column = (name: string) => (header ? name : `column ${COLUMNS.indexOf(name) + 1}`);
  const cut = () =>
    random.oneIn(2)
      ? {}
      : {
          cut: {
            separator: random.pick(['-', '--', '/', 'é']),
            from: random.below(7) - 3,
            ...(random.oneIn(3) ? {} : { to: random.below(7) - 3 }),
          },
        };
  const test = (name: string): RowTest => ({
    column: column(name),
    ...(random.oneIn(2) ? { equals: [random.pick(['true', 'é', '0', 'x']), 'a'] } : {}),
    ...(random.oneIn(4) ? { startsWith: random.pick(['t', 'or', 'é']) } : {}),
  });
  const extras: MappedColumn[] = [
    {
      key: 's',
      title: 's',
      role: 'stage',
      column: column('s'),
      fileUnit: random.pick(['s', 'ms', 'µs', 'ns'] as const),
    },
    { key: 'p', title: 'p', role: 'label', column: column('p'), ...cut() },
  ];
  return {
    ...{ delimiter, decimalComma: random.oneIn(2), skipLines: random.oneIn(8) ? 1 : 0, header, assumptions: [] },
    time: {
      column: column('t'),
      as: random.pick(['auto', 's', 'ms', 'iso', 'dmy', 'mdy', 'ymd'] as const),
      zone: random.pick([0, 60, -330]),
      relative: false,
    },
    function: random.oneIn(2)
      ? { parts: [{ column: column('f') }] }
      : { parts: [{ column: column('f') }, { column: column('p'), ...cut() }], join: '---' },
    latency: { column: column('l'), unit: random.pick(['s', 'ms', 'ns', 'auto'] as const) },
    ...(random.oneIn(2)
      ? { memoryMB: { column: column('p'), unit: random.pick(['MB', 'GB', 'bytes'] as const), ...cut() } }
      : {}),
    ...(random.oneIn(2) ? { cold: test(random.pick(['c', 'l'])) } : {}),
    ...(random.oneIn(4) ? { only: { ...test('f'), otherName: 'other' } } : {}),
    ...(random.oneIn(3) ? { id: column('i') } : {}),
    extras: extras.filter(() => random.oneIn(2)),
  };
}

/** The table as read; null if the reader refuses it with a message. */
function read(input: Uint8Array, mapping: TableMapping, stretch: number): TraceFile | null {
  const reader = new TraceReader(stretch, { mapping });
  try {
    for (const _ of reader.write(input));
    return reader.end();
  } catch (error) {
    if (error instanceof TraceError) return null;
    throw error;
  }
}

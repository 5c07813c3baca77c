import fc from 'fast-check';

/** Arbitrary trace files: well-formed ones in every spelling, and damaged ones. */

const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('resize-image', 'f1', '00123', 'a', '__proto__', 'constructor', 'été', '函数', '🦊'),
  },
  fc.string({ maxLength: 12 }),
  fc.constantFrom(
    '',
    ' padded ',
    'with,comma',
    'with "quotes"',
    'two\nlines',
    'two\r\nlines',
    'old\rmac',
    '\ufeffmark',
    'x'.repeat(500),
    'x'.repeat(1025),
  ),
);

const numberText = fc.oneof(
  { weight: 20, arbitrary: fc.nat(2_000_000_000).map(String) },
  { weight: 8, arbitrary: fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }).map(String) },
  { weight: 8, arbitrary: fc.tuple(fc.nat(99_999), fc.nat(999_999)).map(([whole, part]) => `${whole}.${part}`) },
  fc.stringMatching(/^[ \t]?[+-]?[0-9]{0,25}\.?[0-9]{0,25}([eE][+-]?[0-9]{1,3})?[ \t]?$/),
  fc.constantFrom(
    '',
    ' ',
    '-0',
    '-1',
    '1e400',
    '1e-400',
    '0x10',
    'Infinity',
    'NaN',
    '1_000',
    '1e',
    '.',
    '+',
    '.5',
    '5.',
    '1,5',
    '٣',
  ),
  fc.string({ maxLength: 6 }),
);

const memoryText = fc.oneof(
  { weight: 20, arbitrary: fc.constantFrom('128', '512', '1024', '3072', '1024.0', '1e3') },
  fc.constantFrom('4294967294', '4294967294.5', '4294967295', '1.5', '256.49', '-128', '', ' ', 'NaN', 'NULL', 'lots'),
);

const lineEnd = fc.oneof({ weight: 5, arbitrary: fc.constant('\n') }, fc.constantFrom('\r\n', '\r'));
const blankLine = fc.constantFrom('', ' ', '\t \t');

const header = fc
  .tuple(
    fc.constant(['__time__', 'functionName', 'latency']),
    fc.subarray(['runtime', 'memoryMB']),
    fc.array(fc.constantFrom('', 'zone', 'a "b"', ' x ', 'y'), { maxLength: 2 }),
  )
  .map((columns) => columns.flat())
  .chain((columns) => fc.shuffledSubarray(columns, { minLength: columns.length }));

function fieldOf(column: string): fc.Arbitrary<string> {
  if (column === '__time__' || column === 'latency') return numberText;
  if (column === ' x ' || column === 'y') return fc.oneof(numberText, fc.constant(''));
  return column === 'memoryMB' ? memoryText : name;
}

/** One field as written: quoted where it must be, and sometimes where it need not. */
function written(text: string, quoted: boolean): string {
  return quoted || /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function rowOf(columns: readonly string[]): fc.Arbitrary<string> {
  const field = (column: string) => fc.tuple(fieldOf(column), fc.nat(9)).map(([text, die]) => written(text, die === 0));
  const row = fc.tuple(...columns.map(field)).map((fields) => fields.join(','));
  return fc.oneof(
    { weight: 12, arbitrary: row },
    blankLine,
    row.map((text) => `${text},surplus`),
    row.map((text) => text.replace(/,[^,]*$/, '')),
  );
}

/** The text of a file in two: up to the end of its header, and what follows. */
const text = header.chain((columns) =>
  fc
    .tuple(
      fc.constantFrom('', '\ufeff'),
      fc.array(fc.tuple(blankLine, lineEnd), { maxLength: 1 }),
      lineEnd,
      fc.array(fc.tuple(rowOf(columns), lineEnd), { minLength: 3, maxLength: 12, size: 'max' }),
      fc.boolean(),
    )
    .map(([mark, blank, end, rows, finalEnd]) => {
      const body = rows.flat().join('');
      return {
        head: `${mark}${blank.flat().join('')}${columns.map((column) => written(column, false)).join(',')}${end}`,
        body: finalEnd ? body : body.replace(/(\r\n|\n|\r)$/, ''),
      };
    }),
);

/** A mutation of a file's bytes: where, as a share of its length, and what. */
interface Damage {
  readonly at: number;
  readonly remove: number;
  readonly insert: Uint8Array;
  /** Bits of the byte there that are turned over. */
  readonly flip: number;
  /** Whether the rest of the line is lost, its end included. */
  readonly cut: boolean;
}

const damage: fc.Arbitrary<Damage> = fc.record({
  at: fc.noBias(fc.nat(1_000_000)).map((millionths) => millionths / 1_000_001),
  remove: fc.nat(3),
  insert: fc.oneof(
    fc
      .constantFrom('"', '""', ',', ',,', '\n', '\r', '\r\n', ' ', '"\n', ',"', '",')
      .map((piece) => new TextEncoder().encode(piece)),
    fc.uint8Array({ maxLength: 3 }),
  ),
  flip: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(255)),
  cut: fc.nat(9).map((die) => die === 0),
});

function damaged(bytes: Uint8Array, { at, remove, insert, flip, cut }: Damage): Uint8Array {
  const from = Math.floor(at * bytes.length);
  const to = cut ? bytes.indexOf(0x0a, from) + 1 || bytes.length : Math.min(from + remove, bytes.length);
  const rest = bytes.slice(to);
  if (rest.length > 0) rest[0] ^= flip;
  return Uint8Array.from([...bytes.subarray(0, from), ...insert, ...rest]);
}

const damages = fc.array(damage, { maxLength: 3 });

/** Bytes of a trace file, whole or damaged in up to three places. */
export const traceBytes: fc.Arbitrary<Uint8Array> = fc
  .tuple(text, damages)
  .map(([{ head, body }, damages]) => damages.reduce(damaged, new TextEncoder().encode(head + body)));

/** Text of a trace file, whole or damaged in up to two places. */
export const traceText: fc.Arbitrary<string> = fc
  .tuple(text, fc.array(damage, { maxLength: 2 }))
  .map(([{ head, body }, damages]) =>
    new TextDecoder().decode(damages.reduce(damaged, new TextEncoder().encode(head + body))),
  );

/** The header line of a trace file, and its rows, whole or damaged in up to three places. */
export const headerAndRows: fc.Arbitrary<{ header: string; rows: Uint8Array }> = fc
  .tuple(text, damages)
  .map(([{ head, body }, damages]) => ({
    header: head.trim().replace(/^\ufeff/, ''),
    rows: damages.reduce(damaged, new TextEncoder().encode(body)),
  }));

/** The same bytes cut into pieces, empty ones among them. */
export function pieces(bytes: Uint8Array, cuts: readonly number[]): Uint8Array[] {
  const borders = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return borders.slice(1).map((to, i) => bytes.slice(borders[i], to));
}

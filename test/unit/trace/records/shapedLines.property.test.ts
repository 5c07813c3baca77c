import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FORMATS, type LineShape, type RecordFormat } from '../../../../src/trace/formats';
import { scaledNumber } from '../../../../src/trace/formats/lambda/decimals';
import { isoTime } from '../../../../src/trace/formats/lambda/isoTime';
import { IdHash } from '../../../../src/trace/idHash';
import { readInThreads } from '../../../../src/trace/readInThreads';
import { EventReader } from '../../../../src/trace/records/eventReader';
import { LineKernel } from '../../../../src/trace/records/lineKernel';
import { RecordReader } from '../../../../src/trace/records/recordReader';
import { runs } from '../../../depth';
import { fixture } from '../formats/parsed';
import { outcome, threadsOn } from '../threads';

const SHAPE: LineShape = {
  needles: ['a.b', 'x_y'],
  members: [
    { path: 'kind', as: 'choice', texts: ['a.b', 'x_y'], required: true },
    { path: 'time', as: 'time' },
    { path: 'in', as: 'object', required: true },
    { path: 'in.id', as: 'id' },
    { path: 'in.deep.ms', as: 'number', shift: 3 },
    { path: 'in.deep.mb', as: 'number', shift: 0 },
    { path: 'in.name', as: 'text' },
    { path: 'in.how', as: 'choice', texts: ['one', 'other'] },
    { path: 'in.arn', as: 'text', colons: 2 },
  ],
};
const [KIND, TIME, , ID, MS, MB, NAME, HOW, ARN] = SHAPE.members.keys();

/** What the kernel finds in lines: a record's members, or the text that it leaves. */
function foundIn(text: string): unknown[] {
  const kernel = LineKernel.acquire(SHAPE);
  const bytes = new TextEncoder().encode(text);
  kernel.input.set(bytes);
  const found: unknown[] = [];
  for (const lines of kernel.read(bytes.length)) {
    const events = new EventReader(kernel.layout);
    for (events.open(lines); events.next(); ) {
      const record = {
        kind: events.number(KIND),
        time: events.number(TIME),
        id: events.id(ID),
        ms: events.number(MS),
        mb: events.number(MB),
        name: events.text(NAME),
        how: events.number(HOW),
        part: events.text(ARN),
      };
      found.push(events.isShaped ? record : new TextDecoder().decode(events.lines));
    }
  }
  kernel.release();
  return found;
}

/** The same by `JSON.parse`. */
function parsedFrom(line: string): unknown {
  const { kind, time, in: inner } = JSON.parse(line);
  const { id = '', deep = {}, name = '', how, arn = '' } = inner;
  const place = (value: unknown, texts: readonly string[]) =>
    texts.includes(value as string) ? texts.indexOf(value as string) : Number.NaN;
  return {
    kind: place(kind, ['a.b', 'x_y']),
    time: time === undefined ? Number.NaN : isoTime(time),
    id: id === '' ? null : IdHash.of(id),
    ms: scaledNumber(deep.ms, 3),
    mb: scaledNumber(deep.mb, 0),
    name,
    how: place(how, ['one', 'other']),
    part: arn.split(':')[2] ?? '',
  };
}

const LINE =
  '{"time":"2025-03-04T09:15:10.146Z","kind":"a.b","in":{"id":"3f-9","deep":{"ms":102.61,"mb":128},"name":"orders","arn":"a:b:c-1:d","how":"other","more":[1,-2.5e3,true,null,{"a":"b"}]}}';

describe('a line of JSON', () => {
  it('gives the members of its shape', () => {
    expect(foundIn(`${LINE}\n`)).toEqual([
      {
        kind: 0,
        time: Date.UTC(2025, 2, 4, 9, 15, 10, 146) / 1000,
        id: IdHash.of('3f-9'),
        ms: 0.10261,
        mb: 128,
        name: 'orders',
        how: 1,
        part: 'c-1',
      },
    ]);
  });

  it.each([
    ['without the member that tells its kind', LINE.replace('kind', 'kinds')],
    ['of another kind', LINE.replace('a.b"', 'a.bc"')],
    ['with a member twice', LINE.replace('"mb":128', '"mb":128,"mb":1')],
    ['with a number as text', LINE.replace('128', '"128"')],
    ['with a negative number', LINE.replace('128', '-128')],
    ['with a number that JSON does not have', LINE.replace('128', '0128')],
    ['with two words in a row', LINE.replace('true,null', 'truenull')],
    ['with a word after a number', LINE.replace('1,-2.5e3', '1,-2.5e3true')],
    ['with an escape', LINE.replace('orders', 'o\\u0072ders')],
    ['with a letter beyond ASCII', LINE.replace('orders', 'örders')],
    ['with a time in a zone', LINE.replace('146Z', '146+01:00')],
    ['with a day that the calendar lacks', LINE.replace('03-04', '02-30')],
    ['that is cut off', LINE.slice(0, -1)],
    ['with more behind it', `${LINE}}`],
  ])('%s is left as text', (_, line) => {
    expect(foundIn(`${line}\n`)).toEqual([`${line}\n`]);
  });

  it('gives what JSON.parse gives, or is left as text, whatever it holds', () => {
    const pieces = [
      ...' {}[]",:.-+eE0123456789\\\t\r',
      '"a":1,',
      '"in":{}',
      'null',
      'true',
      'false',
      '00',
      '1e5',
      '0.0',
      '\\u0041',
      'é',
      '2025-02-30',
    ];
    let shaped = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(
          LINE,
          LINE.replace('deep', 'flat'),
          JSON.stringify(JSON.parse(LINE), null, 1).replaceAll('\n', ''),
        ),
        fc.array(fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom('', ...pieces)), { maxLength: 2 }),
        (line, changes) => {
          let text = line;
          for (const [at, length, piece] of changes) {
            const start = at % text.length;
            text = text.slice(0, start) + piece + text.slice(start + length);
          }
          const found = foundIn(`${text}\n`);
          if (found.length === 1 && typeof found[0] === 'object') {
            shaped++;
            expect(found).toEqual([parsedFrom(text)]);
          } else if (found.length === 1) expect(found).toEqual([`${text}\n`]);
          else expect(SHAPE.needles.some((needle) => text.includes(needle)) && text.startsWith('{')).toBe(false);
        },
      ),
      { numRuns: runs(20_000) },
    );
    expect(shaped).toBeGreaterThan(10);
  });
});

describe('lines that are read by a shape', () => {
  const format = FORMATS.find(({ id }) => id === 'lambda-log') as RecordFormat;
  const known = ['lambda-json-log-format.jsonl', 'lambda-report-lines.log', 'lambda-sam-logs.log'].flatMap((name) =>
    fixture(name).split('\n'),
  );
  const lines = [
    ...known,
    ...known.filter((line) => line.startsWith('{')).flatMap((line) => [JSON.stringify(JSON.parse(line)), `${line} `]),
    ...[
      '',
      ' ',
      '\r',
      '{}',
      '{"a":"platform.report"}',
      '{"type":"platform.start"}',
      '{"a":1}\r{"b":2}',
      'Init Duration: 5 ms',
      '{é}',
      'é',
    ],
    `{"message":"${'x'.repeat(300)}"}`,
  ];
  const files = fc.tuple(
    fc.array(fc.constantFrom(...lines), { minLength: 1, maxLength: 60 }),
    fc.constantFrom('\n', '\r\n'),
    fc.constantFrom('', '\n', '\r\n'),
  );
  const bytesOf = ([lines, end, last]: readonly [readonly string[], string, string]) =>
    new TextEncoder().encode(lines.join(end) + last);

  function readerOf(bytes: Uint8Array, stretch: number, shape = format.shape): RecordReader {
    return new RecordReader({ ...format, shape }, { as: 'lines', shaped: true }, stretch, bytes.length);
  }

  async function inOrder(bytes: Uint8Array, stretch: number, shape?: LineShape) {
    return outcome(async () => {
      const reader = readerOf(bytes, stretch, shape);
      for (const _ of reader.write(bytes));
      return reader.end();
    });
  }

  it('give the same as without it, in pieces of any length', async () => {
    await fc.assert(
      fc.asyncProperty(files, fc.integer({ min: 1, max: 3000 }), async (file, stretch) => {
        const bytes = bytesOf(file);
        const plain = await outcome(async () => {
          const reader = new RecordReader({ ...format, needles: undefined }, { as: 'lines' }, 1 << 20);
          for (const _ of reader.write(bytes));
          return reader.end();
        });
        expect(await inOrder(bytes, stretch)).toEqual(plain);
      }),
      { numRuns: runs(300) },
    );
  });

  it('give the same in any number of threads, for any block boundaries, and where a thread fails', async () => {
    let blocks = 0;
    await fc.assert(
      fc.asyncProperty(
        files,
        fc.record({
          blockBytes: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 200, max: 4000 })),
          count: fc.integer({ min: 1, max: 3 }),
          before: fc.nat(2000),
          failAt: fc.oneof({ weight: 9, arbitrary: fc.constant(Number.POSITIVE_INFINITY) }, fc.nat(20)),
        }),
        async (file, { blockBytes, count, before, failAt }) => {
          const bytes = bytesOf(file);
          const threads = threadsOn(bytes, blockBytes, count, failAt);
          const found = await outcome(async () => {
            const reader = readerOf(bytes, Math.max(1, before));
            for (const _ of reader.write(bytes.subarray(0, before)));
            const reading = readInThreads(reader, threads);
            for (let step = await reading.next(); !step.done; step = await reading.next());
            for (const _ of reader.write(bytes.subarray(reader.bytes)));
            return reader.end();
          });
          expect(found).toEqual(await inOrder(bytes, 1 << 16));
          blocks += threads.scanned.blocks;
        },
      ),
      { numRuns: runs(500) },
    );
    expect(blocks).toBeGreaterThan(runs(500));
  });

  it('may be longer than the kernel reads at a time', async () => {
    const long = `{"message":"${'platform.report '.repeat(40_000)}"}`;
    const json = fixture('lambda-json-log-format.jsonl');
    const bytes = new TextEncoder().encode(`${json}${long}\n${json.replaceAll('3f', '4f')}`);
    const expected = await inOrder(bytes, 1 << 22);
    for (const stretch of [1 << 12, 1 << 18]) expect(await inOrder(bytes, stretch)).toEqual(expected);
    expect(expected.account).toMatchObject({ physicalLines: new TextDecoder().decode(bytes).split('\n').length - 1 });
  });
});

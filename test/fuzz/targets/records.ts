import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type Cutting, FORMATS, makeSample, type RecordFormat, type RecordSink } from '../../../src/trace/formats';
import { cutterFor, RecordReader } from '../../../src/trace/records/recordReader';
import type { TraceFile } from '../../../src/trace/table';
import { TraceError } from '../../../src/trace/traceError';
import { Random } from '../random';
import { Fault, mustAgree, mustBeWorded, type Target } from '../target';

/** Run from the root of the project. */
const FIXTURES = path.resolve('test/fixtures/formats');

/** Samples of each record format. */
const SAMPLES: Readonly<Record<string, readonly string[]>> = {
  'alibaba-fc': ['alibaba-fc-request-metrics.jsonl'],
  openwhisk: ['openwhisk-activations.json'],
  'kubernetes-events': ['kubernetes-events.json'],
  containerd: ['containerd.log'],
  'cloud-run': ['cloud-run-logs.json'],
  'lambda-insights': ['lambda-logs-insights-message.csv', 'lambda-get-query-results.json'],
  'lambda-events': [
    'lambda-log-events-viewer-result.csv',
    'lambda-filter-log-events.json',
    'lambda-subscription-data-message.json',
  ],
  'lambda-log': ['lambda-sam-logs.log', 'lambda-json-log-format.jsonl', 'lambda-report-lines.log'],
};

const TOKENS = [
  ...['{', '}', '[', ']', '"', ',', ':', '\\', '\\"', 'null', 'true', '{}', '[]', '\r\n', '\n\n', '1e999', '-5', '""'],
  ...['ok: got activation x\n', '1m21.284220239s', '950µs', '1h0m2s', '2025-03-04T09:15:10Z', '1741079710146'],
  ...['REPORT RequestId: ', 'Init Duration: ', 'Restore Duration: ', ' ms\t', 'INIT_START ', 'RESTORE_REPORT '],
];

/** A long seed costs time and is cut off when it is mutated. */
const SEED_BYTES = 3500;

/** For each record format: its parser accounts for every record once, whatever the file and its pieces are. */
export const recordTargets: readonly Target[] = FORMATS.filter((format) => format.kind === 'records').map(targetOf);

function targetOf(format: RecordFormat): Target {
  const seeds = (SAMPLES[format.id] ?? []).flatMap(seedsOf);
  const cuttings = seeds.flatMap((seed) => format.recognise(makeSample(seed, true)) ?? []);
  return {
    name: `records-${format.id}`,
    seeds,
    tokens: TOKENS,
    check(input) {
      // How the file is cut follows from its bytes, so that a kept input fails again.
      const random = new Random(input.reduce((hash, byte) => (Math.imul(hash, 31) + byte) | 0, input.length));
      const cutting = format.recognise(makeSample(input, true)) ?? random.pick(cuttings);
      const middle = random.below(input.length + 1);
      mustAgree(
        'the calls for a file in pieces',
        answers(format, cutting, input, [middle]),
        answers(format, cutting, input, []),
      );
      // A table costs four times as much.
      if (!random.oneIn(8)) return;
      const whole = read(format, cutting, [input], 1 << 20);
      const pieces = [input.subarray(0, middle), input.subarray(middle)];
      mustAgree('the trace in pieces', read(format, cutting, pieces, 1 + random.below(300)), whole);
    },
  };
}

/** The parser's calls of its sink, and the cutter's of its taker, in order. */
function answers(format: RecordFormat, cutting: Cutting, input: Uint8Array, cuts: readonly number[]): unknown[] {
  const calls: unknown[] = [];
  const note = (...call: unknown[]) => void calls.push(call);
  const counts = { records: 0, answers: 0 };
  const { parser } = counting(format, counts);
  const records = parser({
    cold: (row) => note('cold', row),
    warm: (row) => note('warm', row),
    other: (name) => note(name),
    bad: (line, column, expected) => note(line, column, expected),
  });
  const cutter = cutterFor(
    cutting,
    {
      record: (record) => records.record(record),
      skipped: (skipped) => note('skipped', skipped),
      blank: (lines) => note('blank', lines),
      header: () => note('header'),
      bad: (line, expected) => note(line, expected),
    },
    format.needles,
  );
  let at = 0;
  for (const to of [...cuts, input.length]) at = cutter.cut(input, at, to, to === input.length);
  records.end?.();
  if (at !== input.length) throw new Fault(`${input.length - at} bytes are left at the end`);
  if (counts.records !== counts.answers) throw new Fault(`${counts.records} records, ${counts.answers} answers`);
  return [...mergedSkips(calls), cutter.line];
}

/** How many records a call skips depends on the pieces; their sum does not. */
function mergedSkips(calls: readonly unknown[]): unknown[] {
  let [skipped, blank] = [0, 0];
  const others = (calls as readonly [unknown, number][]).filter(([what, number]) => {
    if (what === 'skipped') skipped += number;
    if (what === 'blank') blank += number;
    return what !== 'skipped' && what !== 'blank';
  });
  return [...others, skipped, blank];
}

/** What is read, as plain values; the message of a TraceError. Throws a Fault for a record not accounted for once. */
function read(format: RecordFormat, cutting: Cutting, pieces: readonly Uint8Array[], stretch: number): unknown {
  const counts = { records: 0, answers: 0 };
  const reader = new RecordReader(counting(format, counts), cutting, stretch);
  const end = (): TraceFile | TraceError => {
    try {
      for (const piece of pieces) for (const _ of reader.write(piece));
      return reader.end();
    } catch (error) {
      if (error instanceof TraceError) return error;
      throw error;
    }
  };
  const file = end();
  if (counts.records !== counts.answers) throw new Fault(`${counts.records} records, ${counts.answers} answers`);
  if (file instanceof TraceError) {
    mustBeWorded(file.message);
    return [file.code, file.account];
  }
  return plain(file);
}

/** The same format. Counts records, and what the parser says of them. */
function counting(format: RecordFormat, counts: { records: number; answers: number }): RecordFormat {
  return {
    ...format,
    parser(sink: RecordSink) {
      const parser = format.parser({
        cold: (row) => {
          counts.answers++;
          sink.cold(row);
        },
        warm: (row) => {
          counts.answers++;
          sink.warm(row);
        },
        other: (name) => {
          counts.answers++;
          if (name.length > 60) throw new Fault(`a record is called "${name}"`);
          sink.other(name);
        },
        bad: (line, column, expected) => {
          counts.answers++;
          if (column.length > 60 || expected.length > 120) throw new Fault(`${column}: ${expected}`);
          sink.bad(line, column, expected);
        },
      });
      return {
        record: (record) => {
          counts.records++;
          parser.record(record);
        },
        shaped: (record) => {
          counts.records++;
          parser.shaped?.(record);
        },
        end: () => parser.end?.(),
        assumptions: () => parser.assumptions(),
        get relativeTime() {
          return parser.relativeTime;
        },
      };
    },
  };
}

function plain({ table, account, problems }: TraceFile): unknown {
  const { line, time, latency, functionId, stages, measures, labels, warm } = table;
  const isSound =
    line.every((number, row) => number >= 1 && number <= account.physicalLines && number >= (line[row - 1] ?? 0)) &&
    time.every((seconds) => seconds >= 0 && Number.isFinite(seconds)) &&
    latency.every((seconds) => seconds >= 0 && Number.isFinite(seconds));
  if (!isSound) throw new Fault(`lines ${line}, times ${time}, latencies ${latency}`);
  return [
    account,
    problems,
    ...[line, time, latency, functionId, [...table.functionNames]].map((values) => [...values]),
    ...[...stages, ...measures].map(({ key, values }) => [key, ...values]),
    ...labels.map(({ key, ids, names }) => [key, ...ids, ...names]),
    warm && [...warm.time, ...warm.functionId],
  ];
}

/** Short files of the same kind: some of the sample's lines, or of its JSON records. */
function seedsOf(name: string): Uint8Array[] {
  const text = readFileSync(path.join(FIXTURES, name), 'utf8');
  const texts = name.endsWith('.json') ? jsonSeeds(JSON.parse(text)) : lineSeeds(text);
  return texts.map((text) => new TextEncoder().encode(text));
}

function lineSeeds(text: string): string[] {
  const [first, ...lines] = text.split('\n').map((line) => `${line}\n`);
  let seed = first;
  const seeds: string[] = [];
  for (const line of lines) {
    if (seed.length + line.length > SEED_BYTES) {
      seeds.push(seed);
      seed = first.length < 200 ? first : '';
    }
    seed += line;
  }
  return [...seeds, seed];
}

function jsonSeeds(value: unknown): string[] {
  if (Array.isArray(value)) {
    const parts = partsOf(value);
    return [
      ...parts.map((part) => JSON.stringify(part)),
      ...parts.map((part) => part.map((element) => JSON.stringify(element)).join('\n')),
      JSON.stringify(value.slice(0, 2), null, 2),
    ];
  }
  const object = value as Record<string, unknown>;
  const list = Object.keys(object).find((key) => Array.isArray(object[key]) && object[key].length > 1);
  if (list === undefined) return [JSON.stringify(object)];
  return partsOf(object[list] as unknown[]).map((part) => JSON.stringify({ ...object, [list]: part }));
}

/** Runs of elements that make short seeds. */
function partsOf(elements: readonly unknown[]): unknown[][] {
  const parts: unknown[][] = [[]];
  let length = 0;
  for (const element of elements) {
    const size = JSON.stringify(element).length;
    if (length > 0 && length + size > SEED_BYTES) {
      parts.push([]);
      length = 0;
    }
    parts[parts.length - 1].push(element);
    length += size;
  }
  return parts;
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RecordFormat } from '../../../../src/trace/formats';
import { lambdaEvents } from '../../../../src/trace/formats/lambdaEvents';
import { lambdaLog } from '../../../../src/trace/formats/lambdaLog';
import { RecordReader } from '../../../../src/trace/records/recordReader';
import { runs } from '../../../depth';
import { fixture, parsed } from './parsed';
import { readFormat } from './readFormat';

const SAMPLES = [
  'lambda-report-lines.log',
  'lambda-sam-logs.log',
  'lambda-json-log-format.jsonl',
  'lambda-logs-insights-message.csv',
  'lambda-log-events-viewer-result.csv',
  'lambda-filter-log-events.json',
  'lambda-subscription-data-message.json',
  'lambda-get-query-results.json',
];
const LOGS = SAMPLES.slice(0, 3);

/** All that is told of a file but its bytes. */
function toldOf(content: string, stretch?: number): unknown {
  const { file, ...rest } = readFormat(content, stretch);
  return { ...rest, account: file.account, assumptions: file.assumptions, problems: file.problems };
}

describe('a file of Lambda', () => {
  it('gives the same in pieces of any length', () => {
    const expected = new Map(SAMPLES.map((name) => [name, toldOf(fixture(name))]));
    fc.assert(
      fc.property(fc.constantFrom(...SAMPLES), fc.integer({ min: 1, max: 3000 }), (name, stretch) => {
        expect(toldOf(fixture(name), stretch)).toEqual(expected.get(name));
      }),
      { numRuns: runs(100) },
    );
  });

  it('gives the same with any line end', () => {
    for (const name of SAMPLES) {
      const text = fixture(name);
      expect(toldOf(text.replaceAll('\n', '\r\n'))).toEqual(toldOf(text));
    }
  });

  it('gives the same cold starts in any order of its environments', () => {
    const text = fixture('lambda-sam-logs.log');
    const lines = text.split('\n').filter((line) => !line.startsWith('XRAY') && line !== '');
    const essence = (content: string) => {
      const { rows, warm } = readFormat(content);
      const texts = rows.map(({ line: _, ...row }) => JSON.stringify(row));
      return [texts.sort(), warm.map((row) => JSON.stringify(row)).sort()];
    };
    const expected = essence(text);
    fc.assert(
      fc.property(fc.shuffledSubarray(lines, { minLength: lines.length }), (shuffled) => {
        expect(essence(shuffled.join('\n'))).toEqual(expected);
      }),
      { numRuns: runs(50) },
    );
  });

  it('holds nothing of interest in lines that are skipped unparsed', () => {
    const parts = [
      ...LOGS.flatMap((name) => fixture(name).split('\n')),
      'Duration: 5 ms',
      'hello',
      '{"a":"REPORT"}',
      '',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts), { maxLength: 30 }), (lines) => {
        const text = lines.join('\n');
        expect(readWith(lambdaLog, text)).toEqual(readWith({ ...lambdaLog, needles: undefined }, text));
      }),
      { numRuns: runs(300) },
    );
  });

  it('has events of interest that each contain a needle', () => {
    const { events } = JSON.parse(fixture('lambda-filter-log-events.json'));
    const messages = LOGS.flatMap((name) => fixture(name).split('\n'));
    for (const message of messages) {
      const value = { ...events[0], message };
      const { other } = parsed(lambdaEvents, [value]);
      const isSkipped = !lambdaEvents.needles!.some((needle) => JSON.stringify(value).includes(needle));
      if (isSkipped) expect(other).toEqual({ [lambdaEvents.rest!]: 1 });
    }
  });

  it('gives the same for lines read from their bytes as from their text', () => {
    const parts = LOGS.flatMap((name) => fixture(name).split('\n')).flatMap((line) => {
      const isJson = line.startsWith('{');
      return isJson
        ? [line, JSON.stringify(JSON.parse(line)), line.replace('initDuration', 'SECRET'), `${line} `]
        : [line];
    });
    const others = [
      '{"a":"platform.report"}',
      '{"type":"platform.start","record":{}}',
      '{',
      'Init Duration: 5 ms',
      '{é}',
    ];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...parts, ...others), { maxLength: 30 }), (lines) => {
        const text = lines.join('\n');
        expect(readWith(lambdaLog, text, true)).toEqual(readWith({ ...lambdaLog, shape: undefined }, text, true));
      }),
      { numRuns: runs(300) },
    );
  });

  it('accounts for every record once, whatever it holds', () => {
    const words = [
      'REPORT',
      'RequestId:',
      'a',
      'Duration:',
      'Init',
      'Restore',
      'Billed',
      '5',
      'ms',
      'MB',
      'Memory',
      'Size:',
    ];
    const line = fc.array(fc.constantFrom(...words, '\t', ' ', '2025-03-04T09:15:10Z', '{', '}'), { maxLength: 14 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        const values = lines.map((words) => words.join(' '));
        const { cold, warm, other, bad, duplicates } = parsed(lambdaLog, values);
        const others = Object.values(other).reduce((sum, count) => sum + count, 0);
        expect(cold.length + warm.length + others + bad.length + duplicates).toBe(values.length);
      }),
      { numRuns: runs(2000) },
    );
  });
});

/** What a format makes of lines; the text of its error if there is no cold start. */
function readWith(format: RecordFormat, text: string, shaped = false): unknown {
  const reader = new RecordReader(format, { as: 'lines', shaped }, 1 << 16);
  for (const _ of reader.write(new TextEncoder().encode(text)));
  try {
    const { table, account, assumptions, problems } = reader.end();
    return { time: [...table.time], line: [...table.line], account, assumptions, problems };
  } catch (error) {
    return (error as Error).message;
  }
}

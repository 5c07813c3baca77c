import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ColdStart, RecordFormat, RecordSink, WarmInvocation } from '../../../src/trace/formats';
import { lambdaEvents } from '../../../src/trace/formats/lambdaEvents';
import { lambdaInsights } from '../../../src/trace/formats/lambdaInsights';
import { lambdaLog } from '../../../src/trace/formats/lambdaLog';
import { Fault, mustAgree, type Target } from '../target';

/** Run from the root of the project. */
const FIXTURES = path.resolve('test/fixtures/formats');
/** Lines of a seed: mutations of short ones meet more. */
const SEED_LINES = 6;

const TOKENS = [
  ...[
    'REPORT RequestId: ',
    'INIT_START Runtime Version: ',
    'RESTORE_START ',
    'INIT_REPORT Init Duration: ',
    '\n',
    '\t',
    '  ',
  ],
  ...['Duration: ', 'Billed Duration: ', 'Init Duration: ', 'Restore Duration: ', 'Memory Size: ', 'Max Memory Used: '],
  ...[' ms', ' MB', '"initDurationMs":', '"durationMs":', '"metrics":{', '"type":"platform.report"', '{"time":"', '}}'],
  ...[
    '2025-03-04T09:15:10.146Z',
    '2025-02-30T25:61:61',
    '/aws/lambda/f ',
    '2025/03/04/[$LATEST]eb974ce384f6 ',
    '\u001b[32m',
  ],
];

/** The messages of a Lambda log, in each of its containers, without the cost of cutting files: many inputs a second. */
export const lambdaMessages: Target = {
  name: 'lambdaMessages',
  seeds: ['lambda-sam-logs.log', 'lambda-report-lines.log', 'lambda-json-log-format.jsonl'].flatMap(seedsOf),
  tokens: TOKENS,
  check(input) {
    const lines = new TextDecoder().decode(input).split('\n');
    mustAccount(lambdaLog, lines);
    const events = mustAccount(
      lambdaEvents,
      lines.map((message) => ({ timestamp: 1741079710146, message })),
    );
    const rows = lines.map((message) => ({ '@timestamp': '2025-03-04 09:15:10.146', '@message': message }));
    mustAgree('events and Insights results', mustAccount(lambdaInsights, rows), events);
  },
};

/** Throws a Fault unless the parser answers once for each record, with sound rows. Returns the cold starts. */
function mustAccount(format: RecordFormat, values: readonly unknown[]): readonly ColdStart[] {
  const cold: ColdStart[] = [];
  const answered = new Uint8Array(values.length + 1);
  let others = 0;
  const answer = (line: number) => {
    if (!(line >= 1 && line <= values.length) || answered[line]++ > 0) throw new Fault(`line ${line} is told twice`);
  };
  const sound = ({ line, time, function: name }: WarmInvocation) => {
    answer(line);
    if (!(time >= 0 && Number.isFinite(time) && name !== ''))
      throw new Fault(`line ${line}: time ${time} of "${name}"`);
  };
  const sink: RecordSink = {
    cold: (row) => {
      sound(row);
      if (!(row.latency > 0 && Number.isFinite(row.latency))) throw new Fault(`latency ${row.latency}`);
      cold.push(row);
    },
    warm: sound,
    other: () => {
      others++;
    },
    bad: answer,
  };
  const parser = format.parser(sink);
  for (const [at, value] of values.entries()) parser.record({ line: at + 1, value });
  parser.end?.();
  const answers = answered.reduce((sum, count) => sum + count, others);
  if (answers !== values.length) throw new Fault(`${format.id}: ${values.length} records, ${answers} answers`);
  return cold;
}

function seedsOf(name: string): Uint8Array[] {
  const lines = readFileSync(path.join(FIXTURES, name), 'utf8').split('\n');
  const parts = Array.from({ length: Math.ceil(lines.length / SEED_LINES) }, (_, part) =>
    lines.slice(part * SEED_LINES, (part + 1) * SEED_LINES).join('\n'),
  );
  return parts.map((part) => new TextEncoder().encode(part));
}

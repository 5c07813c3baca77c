import { identify, SAMPLE_BYTES } from '../../../src/trace';
import type { Area } from '../area';
import { type Contender, measured } from '../measure/rounds';
import { alone, atMost, type Row } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import type { Subject } from '../measure/subject';

const MOST_MS = 5;
const MINUTES = 1440;

/** Beginnings of files that are no traces. Each was slow once. */
const FILES = {
  'a header of 1,440 columns': () => table((minute) => `${minute}`),
  'a header of 1,440 quoted columns': () => table((minute) => `"minute ${minute}"`),
  'a script of one line': () => `var a=${'f(1,2);'.repeat(20_000)}`,
  'a log': () => lines((i) => `2026-01-01T00:00:00Z INFO request ${i} handled in ${i % 90} ms`),
  'a list of JSON': () => JSON.stringify(Array.from({ length: 5000 }, (_, id) => ({ id, tags: ['a'], at: { x: id } }))),
} as const satisfies Readonly<Record<string, () => string>>;

interface DecideInput {
  readonly file: keyof typeof FILES;
}

/** What the extension host does with each document that is opened: tell whether it is a trace. */
export const decide: Area = {
  name: 'decide',
  about: 'deciding that a file is no trace',
  rounds: 15,
  async run({ rounds }) {
    const files = Object.keys(FILES) as (keyof typeof FILES)[];
    const contenders = files.map((file): Contender => ({ name: file, subject: 'decide', input: { file } }));
    const all = await measured(contenders, rounds);
    return all.flatMap(({ name, first, rounds }): Row[] => [
      milliseconds(
        `deciding on 64 KiB of ${name}`,
        rounds.map(({ milliseconds }) => milliseconds),
      ),
      milliseconds(`deciding on 64 KiB of ${name}, first in a process`, [first.milliseconds]),
    ]);
  },
};

export const decideOnFile: Subject<DecideInput, boolean> = ({ file }) => {
  const bytes = new TextEncoder().encode(FILES[file]()).subarray(0, SAMPLE_BYTES);
  return {
    run: () => identify(bytes, false) !== null,
    found: (isTrace) => ({ traces: Number(isTrace) }),
  };
};

function milliseconds(what: string, values: readonly number[]): Row {
  return alone(what, { ...spreadOf(values), unit: 'ms' }, atMost(MOST_MS));
}

/** As of a trace of invocations in each minute of a day. */
function table(name: (minute: number) => string): string {
  const minutes = Array.from({ length: MINUTES }, (_, at) => at + 1);
  const header = ['HashOwner', 'HashApp', 'HashFunction', 'Trigger', ...minutes.map(name)].join(',');
  const rows = Array.from(
    { length: 30 },
    (_, row) => `o,a,f${row},http,${minutes.map((at) => (at * row) % 7).join(',')}`,
  );
  return [header, ...rows].join('\n');
}

function lines(line: (i: number) => string): string {
  return Array.from({ length: 2000 }, (_, i) => line(i)).join('\n');
}

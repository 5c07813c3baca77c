import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { seededRandom } from '../seededRandom';

/** Columns of the released trace. The first has no name. */
export const COLUMNS = ['', '__time__', 'functionName', 'latency', 'runtime', 'memoryMB'] as const;

const FUNCTIONS = 5000;
const RUNTIMES = ['nodejs12', 'python3', 'custom', 'php7.2', 'java8'];
const FIRST_SECOND = 1_620_489_000;
const DAY_SECONDS = 86_400;
const PIECE_ROWS = 5000;

export interface TraceFileOptions {
  readonly rows: number;
  /** Whether to quote every field. */
  readonly quoted?: boolean;
}

/** Writes a synthetic trace in the format of the released files, about 66 bytes a row, always the same. */
export async function writeTrace(file: string, options: TraceFileOptions): Promise<void> {
  await pipeline(pieces(options), createWriteStream(file));
}

/** The same trace as text, for small files. */
export function traceText(options: TraceFileOptions): string {
  return [...pieces(options)].join('');
}

function* pieces({ rows, quoted = false }: TraceFileOptions): Generator<string> {
  const random = seededRandom(1);
  const hex = () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0');
  const functions = Array.from({ length: FUNCTIONS }, () => ({
    name: hex() + hex() + hex(),
    runtime: RUNTIMES[Math.floor(random() * RUNTIMES.length)],
    memoryMB: 128 << Math.floor(random() * 5),
  }));
  const line = quoted
    ? (fields: unknown[]) => `"${fields.join('","')}"\n`
    : (fields: unknown[]) => `${fields.join(',')}\n`;
  let text = line([...COLUMNS]);
  for (let row = 0; row < rows; row++) {
    // A few functions have most of the cold starts.
    const { name, runtime, memoryMB } = functions[Math.floor(random() * random() * FUNCTIONS)];
    const time = FIRST_SECOND + Math.floor((row * DAY_SECONDS) / rows);
    const latency = (100 + random() * random() * 40_000).toFixed(3);
    text += line([row, time, name, latency, runtime, memoryMB]);
    if (row % PIECE_ROWS === PIECE_ROWS - 1) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

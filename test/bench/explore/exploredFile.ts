import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { seededRandom } from '../seededRandom';

/** Names of columns in the file, as in a converted trace, by what they hold. */
export const COLUMNS = {
  time: 'elapsed_seconds',
  function: 'faas.name',
  latency: 'faas.init_duration',
  runtime: ['process', 'runtime', 'name'].join('.'),
  region: 'cloud.region',
  scheduling: 'stage.scheduling',
  pull: 'stage.pull',
} as const;

export const RUNTIMES = ['python', 'nodejs', 'java', 'php', 'custom'];
export const DAY_SECONDS = 86_400;
const FUNCTIONS = 5000;
const REGIONS = 8;
const PIECE_ROWS = 5000;

/** Writes a day of cold starts with two stages each, about 70 bytes a row, always the same. */
export async function writeExplored(file: string, rows: number): Promise<void> {
  await pipeline(pieces(rows), createWriteStream(file));
}

function* pieces(rows: number): Generator<string> {
  const random = seededRandom(1);
  let text = `${Object.values(COLUMNS).join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    // A few functions have most of the cold starts.
    const id = Math.floor(random() * random() * FUNCTIONS);
    const time = ((row * DAY_SECONDS) / rows).toFixed(3);
    // From 0.14 s to 55 s, evenly on a log axis.
    const latency = Math.exp(6 * random() - 2);
    const scheduling = random() * latency;
    const pull = random() * (latency - scheduling);
    const numbers = [scheduling, pull].map((seconds) => seconds.toFixed(4));
    const labels = [RUNTIMES[id % RUNTIMES.length], `region-${id % REGIONS}`];
    text += `${[time, `function-${id}`, latency.toFixed(4), ...labels, ...numbers].join(',')}\n`;
    if (row % PIECE_ROWS === PIECE_ROWS - 1) {
      yield text;
      text = '';
    }
  }
  if (text !== '') yield text;
}

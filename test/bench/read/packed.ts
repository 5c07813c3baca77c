import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { readTrace } from '../../../src/trace';
import { openFiles, traceText } from '../../../src/worker';
import { type Contender, type Measured, measured } from '../measure/rounds';
import { besidePeer, processorBesidePeer, type Row } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import type { Subject } from '../measure/subject';
import { words } from '../words';
import type { TraceInput } from './input';

const MOST_TIMES = 1.25;

/** A compressed trace, read beside the slower of its two halves: inflating it, and reading it as plain text. */
export async function packedRows(file: string, rows: number, rounds: number, folder: string): Promise<Row[]> {
  const packed = path.join(folder, 'plain.csv.gz');
  await pipeline(createReadStream(file), createGzip(), createWriteStream(packed));
  const contenders: readonly Contender[] = [
    { name: 'compressed', subject: 'read text', input: { file: packed } },
    { name: 'inflating alone', subject: 'inflate', input: { file: packed } },
    { name: 'reading alone', subject: 'read text', input: { file } },
  ];
  const [ours, inflating, reading] = await measured(contenders, rounds);
  const slower = medianOf(inflating) > medianOf(reading) ? inflating : reading;
  const work = `${words(rows)} rows of a .csv.gz: file → columns, beside the slower of inflating alone and reading alone`;
  return [besidePeer(work, ours, slower, { times: MOST_TIMES }), processorBesidePeer(work, ours, slower)];
}

function medianOf({ rounds }: Measured): number {
  return spreadOf(rounds.map(({ milliseconds }) => milliseconds)).median;
}

/** Reads a file in any container into columns, with one thread. */
export const readText: Subject<TraceInput, number> = ({ file }) => ({
  async run() {
    const stored = await openFiles([file]);
    try {
      return (await readTrace((await traceText(stored.files)).source)).bytes;
    } finally {
      await stored.close();
    }
  },
  found: (bytes) => ({ bytes }),
});

/** Inflates a file with Node's own stream. */
export const inflate: Subject<TraceInput, number> = ({ file }) => ({
  async run() {
    let bytes = 0;
    const inflated = createGunzip({ chunkSize: 1 << 18 });
    pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), inflated).catch(() => {});
    for await (const piece of inflated) bytes += piece.length;
    return bytes;
  },
  found: (bytes) => ({ bytes }),
});

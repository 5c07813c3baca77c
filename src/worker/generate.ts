import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { AnswerOf } from '../protocol/rpc';
import type { GenerateRequest, WorkerRequests } from '../protocol/worker';
import { generateTrace } from '../synthetic';
import { throttled, turnTaker } from './turns';

const NEWLINE = 0x0a;

/**
 * Makes a synthetic trace. The file gets its name only once it is complete: what is cancelled or fails leaves nothing behind.
 * @param report called now and then with the rows made so far
 */
export async function generate(
  { rows, seed, path }: GenerateRequest,
  report: (rows: number) => void,
  signal: AbortSignal,
): Promise<AnswerOf<WorkerRequests, 'generate'>> {
  const pieces = encoded({ rows, seed }, report, signal);
  if (path !== null) return { bytes: await writeWhole(path, pieces, signal), pieces: [] };
  const kept: Uint8Array[] = [];
  for await (const piece of pieces) kept.push(piece);
  return { bytes: kept.reduce((sum, piece) => sum + piece.length, 0), pieces: kept };
}

async function* encoded(
  request: { readonly rows: number; readonly seed: number },
  report: (rows: number) => void,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const turn = turnTaker(signal);
  const progress = throttled(report);
  let lines = 0;
  for await (const text of generateTrace(request, turn)) {
    const piece = encoder.encode(text);
    yield piece;
    for (const byte of piece) if (byte === NEWLINE) lines++;
    progress(lines - 1);
    await turn();
  }
}

async function writeWhole(path: string, pieces: AsyncIterable<Uint8Array>, signal: AbortSignal): Promise<number> {
  const unfinished = `${path}.unfinished`;
  const file = createWriteStream(unfinished);
  try {
    await pipeline(pieces, file, { signal });
    await rename(unfinished, path);
    return file.bytesWritten;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

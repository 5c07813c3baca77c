import type { AnswerOf } from '../protocol/rpc';
import type { GenerateRequest, WorkerRequests } from '../protocol/worker';
import { generateTrace } from '../synthetic';
import { writeOutputFile } from './outputFile';
import { throttled, turnTaker } from './turns';

const NEWLINE = 0x0a;

/**
 * Makes a synthetic trace, in memory or as a file that appears only once it is complete.
 * @param report called now and then with the number of rows made so far
 */
export async function makeSyntheticTrace(
  { rows, seed, path }: GenerateRequest,
  report: (rows: number) => void,
  signal: AbortSignal,
): Promise<AnswerOf<WorkerRequests, 'generate'>> {
  const pieces = encoded({ rows, seed }, report, signal);
  if (path !== null) return { bytes: await writeOutputFile(path, pieces, { replace: true, signal }), pieces: [] };
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

import type { AnswerOf, RequestOf } from '../protocol/rpc';
import type { WorkerRequests } from '../protocol/worker';
import type { Run, RunResult } from '../simulation';
import { aboutRun, csvRows, parquetWriter, runTable } from '../tables';
import { turnTaker } from './turns';

interface FinishedRun {
  readonly run: Run;
  readonly result: RunResult;
}

/** A finished run's cold starts as bytes of a file: CSV in pages, Parquet as a whole. */
export async function exportRun(
  { run, result }: FinishedRun,
  { format, from, rows }: RequestOf<WorkerRequests, 'exportRun'>,
  signal: AbortSignal,
): Promise<AnswerOf<WorkerRequests, 'exportRun'>> {
  const table = runTable(run, result);
  if (format === 'csv') {
    const next = from + rows < table.rows ? from + rows : null;
    return { bytes: new TextEncoder().encode(csvRows(table, from, rows)), next };
  }
  const pieces: Uint8Array[] = [];
  const { parquetPieces } = await parquetWriter();
  for await (const piece of parquetPieces(table, aboutRun(run.system), turnTaker(signal))) pieces.push(piece);
  return { bytes: Buffer.concat(pieces), next: null };
}

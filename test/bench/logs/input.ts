import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { generateTrace } from '../../../src/synthetic';
import type { Found } from '../measure/subject';

export interface LogInput {
  /** Path of a log that `writeLog` wrote. */
  readonly file: string;
}

/** REPORT records for each cold start of a synthetic Lambda log. */
export const REPORTS_PER_START = 5;

/** Writes a synthetic Lambda log with so many reports, a fifth of them of cold starts. */
export async function writeLog(file: string, format: 'lambda-log' | 'lambda-log-json', reports: number): Promise<void> {
  const pieces = generateTrace({ rows: reports / REPORTS_PER_START, seed: 1, format });
  await pipeline(Readable.from(pieces), createWriteStream(file));
}

/** What all readers of a log find in it. */
export interface LogSums {
  readonly coldStarts: number;
  readonly warmInvocations: number;
  /** Seconds. */
  readonly latencies: number;
  /** MB of the cold starts. */
  readonly memories: number;
  readonly maxMemories: number;
  /** Epoch seconds at which the cold starts began. */
  readonly times: number;
}

export function foundInLog(sums: LogSums): Found {
  const { coldStarts, warmInvocations, latencies, memories, maxMemories, times } = sums;
  return {
    'cold starts': coldStarts,
    'warm invocations': warmInvocations,
    'sum of latencies': latencies,
    'sum of memories': memories,
    'sum of memories used': maxMemories,
    'sum of times': times,
  };
}

import type { PartialTrace } from '../../src/protocol/queries';
import { RunningSummary } from '../../src/statistics';
import { generateTrace, isSynthetic } from '../../src/synthetic';
import { bytesSource, readTrace } from '../../src/trace';

/** A trace from the product's generator. */
export async function syntheticCsv(rows: number, functions?: number): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of generateTrace({ rows, seed: 7, functions })) pieces.push(piece);
  return pieces.join('');
}

export const HEADER = '__time__,functionName,latency,runtime,memoryMB';
export const START = 1_620_489_600;

/** One row per name, a minute apart. */
export function csvOfNames(names: readonly string[], latencyMs = 4500): string {
  const rows = names.map(
    (name, index) => `${START + index * 60},"${name.replaceAll('"', '""')}",${latencyMs},python3,512`,
  );
  return [HEADER, ...rows, ''].join('\n');
}

/** The numbers of a trace after its first `lines` lines. */
export async function partialOf(csv: string, lines: number): Promise<PartialTrace> {
  const read = csv.split('\n').slice(0, lines).join('\n');
  const { table, relativeTime } = await readTrace(bytesSource([new TextEncoder().encode(read)]));
  return { ...new RunningSummary('auto').ofAll(table)!, synthetic: isSynthetic(table.functionNames), relativeTime };
}

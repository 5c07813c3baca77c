import { generateTrace } from '../../src/synthetic';

/** A synthetic trace of the product's generator. */
export async function syntheticCsv(rows: number, functions?: number): Promise<string> {
  const pieces: string[] = [];
  for await (const piece of generateTrace({ rows, seed: 7, functions })) pieces.push(piece);
  return pieces.join('');
}

export const HEADER = '__time__,functionName,latency,runtime,memoryMB';
export const START = 1_620_489_600;

/** Rows for names that a hostile or careless file could hold, a minute apart. */
export function csvOfNames(names: readonly string[], latencyMs = 4500): string {
  const rows = names.map(
    (name, index) => `${START + index * 60},"${name.replaceAll('"', '""')}",${latencyMs},python3,512`,
  );
  return [HEADER, ...rows, ''].join('\n');
}

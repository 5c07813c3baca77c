import { describe, expect, it } from 'vitest';
import { generateTrace, isSynthetic, SYNTHETIC_FORMATS, type SyntheticRequest } from '../../../src/synthetic';
import { type ReadRow, readFormat } from '../trace/formats/readFormat';

async function generated(request: SyntheticRequest): Promise<string> {
  let text = '';
  for await (const piece of generateTrace(request)) text += piece;
  return text;
}

const REQUEST = { rows: 300, seed: 3 };

/** What every format tells of a cold start. */
function essence(rows: readonly ReadRow[]): unknown[] {
  return rows
    .map(({ time, function: name, latency, memoryMB }) => [
      Math.round(time),
      name,
      Math.round(latency * 1000),
      memoryMB,
    ])
    .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

describe('a synthetic trace', async () => {
  const native = readFormat(await generated(REQUEST));
  const inMilliseconds = essence(native.rows.map((row) => ({ ...row, latency: row.latency / 1000 })));

  it.each(SYNTHETIC_FORMATS.map(({ id }) => id).slice(1))(
    'has the same cold starts in the format %s',
    async (format) => {
      const { file, rows } = readFormat(await generated({ ...REQUEST, format }));
      expect(format.startsWith(file.format.id)).toBe(true);
      expect(file.account.badRows).toBe(0);
      expect(essence(rows)).toEqual(inMilliseconds);
    },
  );

  it.each(['lambda-log', 'lambda-events', 'lambda-insights'])(
    'names its functions in the format %s',
    async (format) => {
      const { file, warm } = readFormat(await generated({ ...REQUEST, format }));
      expect(isSynthetic([...file.table.functionNames])).toBe(true);
      expect(warm).toHaveLength(4 * REQUEST.rows);
    },
  );

  it('has the same text for the same request', async () => {
    const request = { ...REQUEST, rows: 20, format: 'lambda-log' };
    expect(await generated(request)).toBe(await generated(request));
    expect(await generated({ ...request, seed: 4 })).not.toBe(await generated(request));
  });

  it('is refused in a format that there is not', async () => {
    await expect(generated({ ...REQUEST, format: 'x' })).rejects.toThrow('The format must be one of: faasnet, ');
  });
});

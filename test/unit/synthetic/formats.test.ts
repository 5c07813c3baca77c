import { describe, expect, it } from 'vitest';
import { generateTrace, isSynthetic, SYNTHETIC_FORMATS, type SyntheticRequest } from '../../../src/synthetic';
import { type ReadRow, readFormat } from '../trace/formats/readFormat';

async function generated(request: SyntheticRequest): Promise<string> {
  let text = '';
  for await (const piece of generateTrace(request)) text += piece;
  return text;
}

const REQUEST = { rows: 300, seed: 3 };

/** Formats that do not tell the memory of a function. */
const WITHOUT_MEMORY = ['gentd26', 'invitro-openwhisk', 'kubernetes-events', 'containerd', 'cloud-run'];
/** Formats of which no times can be compared: relative ones, and ends in whole seconds. */
const OTHER_TIMES = ['huawei-2025', 'kubernetes-events'];
/** Tables that only a mapping reads. */
const UNKNOWN = ['home-made'];

/** What a format tells of each cold start. Names of functions may be part of longer ones. */
function essence(rows: readonly ReadRow[], format: string): string[] {
  return rows
    .map(({ time, function: name, latency, memoryMB }) =>
      [
        /synthetic-\d+/.exec(name)?.[0],
        Math.round(latency * 1000),
        OTHER_TIMES.includes(format) ? '' : Math.round(time),
        WITHOUT_MEMORY.includes(format) ? '' : memoryMB,
      ].join(),
    )
    .sort();
}

describe('a synthetic trace', async () => {
  const native = readFormat(await generated(REQUEST));
  const inSeconds = native.rows.map((row) => ({ ...row, latency: row.latency / 1000 }));
  const readable = SYNTHETIC_FORMATS.map(({ id }) => id)
    .slice(1)
    .filter((id) => !UNKNOWN.includes(id));

  it.each(readable)('has the same cold starts in the format %s', async (format) => {
    const { file, rows } = readFormat(await generated({ ...REQUEST, format }));
    expect(format.startsWith(file.format.id)).toBe(true);
    expect(file.account.badRows).toBe(0);
    expect(essence(rows, format)).toEqual(essence(inSeconds, format));
    // A function's JSON log names it once for each environment, not in each report.
    expect(isSynthetic([...file.table.functionNames])).toBe(format !== 'lambda-log-json');
  });

  it.each(OTHER_TIMES)('keeps its times in the format %s', async (format) => {
    const { rows } = readFormat(await generated({ ...REQUEST, format }));
    const seconds = (of: readonly ReadRow[]) => of.map(({ time }) => time).sort((a, b) => a - b);
    const [found, expected] = [seconds(rows), seconds(inSeconds)];
    const shift = format === 'huawei-2025' ? expected[0] : 0;
    for (const [row, time] of found.entries()) expect(Math.abs(time + shift - expected[row])).toBeLessThanOrEqual(0.5);
  });

  it.each([
    ['openwhisk', 300, {}],
    ['alibaba-fc', 300, { 'record of another topic': 300 }],
    ['alibaba-fc-json', 300, { 'FCLogs record': 300 }],
    ['invitro-openwhisk', 300, {}],
    [
      'kubernetes-events',
      300,
      { 'Scheduled event': 300, 'Pulling event': 300, 'Created event': 300, 'Started event': 300 },
    ],
    ['containerd', 0, { 'start of a pull': 300, 'end of a pull': 300 }],
    ['cloud-run', 0, { 'startup probe': 300 }],
  ])('has warm invocations and other records in the format %s', async (format, invocations, others) => {
    const { warm, other } = readFormat(await generated({ ...REQUEST, format }));
    expect([warm.length, other]).toEqual([invocations, others]);
  });

  it.each(['huawei-2025', 'ant-afaas'])('has stages that add up in the format %s', async (format) => {
    const { file } = readFormat(await generated({ ...REQUEST, format }));
    const { stages, latency } = file.table;
    expect(stages.length).toBeGreaterThanOrEqual(3);
    for (const [row, whole] of latency.entries()) {
      const sum = stages.reduce((sum, { values }) => sum + values[row], 0);
      expect(sum).toBeCloseTo(whole, 3);
    }
  });

  it('is no table that the product knows in the format home-made', async () => {
    const text = await generated({ ...REQUEST, format: 'home-made' });
    expect(() => readFormat(text)).toThrow();
    expect(text.split('\r\n')).toHaveLength(REQUEST.rows + 2);
    expect(text.split('\r\n')[1]).toMatch(/^\d\d\.\d\d\.\d{4} [\d:]{8};synthetic-\d+;\d+,0;\w+;\d+;[\w-]+$/);
  });

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

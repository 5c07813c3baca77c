import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ExploreAnswer, type ExploreRequest, Explorer, STACKINGS } from '../../../src/explore';
import { filterFields } from '../../../src/filter';
import { buildIndex, describedColumns } from '../../../src/statistics';
import { UNKNOWN_COUNT } from '../../../src/trace';
import { runs } from '../../depth';
import { richTable } from '../statistics/extras';
import { naiveQuantile } from '../statistics/tables';
import { type Condition, headline, histogram, passing, type Start } from './naive';

const STAGES = ['scheduling', 'pull'];

async function explorerOf(starts: readonly Start[]): Promise<Explorer> {
  const table = richTable(starts, { stages: STAGES, labels: ['region'] });
  const index = await buildIndex(table);
  const fields = filterFields({ described: describedColumns(table), relativeTime: true, timeRange: null });
  return new Explorer({ table, index, unitsPerSecond: 1, fields });
}

const arbitraryStart: fc.Arbitrary<Start> = fc.record({
  time: fc.oneof(
    fc.integer({ min: 1_000_000, max: 1_000_900 }),
    fc.double({ min: 1_000_000, max: 1_000_900, noNaN: true }),
  ),
  functionName: fc.constantFrom('a', 'b', 'c', 'd'),
  latency: fc.oneof(fc.constantFrom(0, 1, 2, 2, 4), fc.double({ min: 0, max: 30, noNaN: true }), fc.constant(1e-9)),
  runtime: fc.constantFrom('python', 'nodejs', 'java', ''),
  memoryMB: fc.constantFrom(128, 256, 1024, UNKNOWN_COUNT),
  stages: fc.record(
    { scheduling: fc.double({ min: 0, max: 10, noNaN: true }).map(Math.fround), pull: fc.constantFrom(0, 0.5, 7) },
    { requiredKeys: [] },
  ),
  labels: fc.record({ region: fc.constantFrom('eu', 'us') }),
});

const bounds = (min: number, max: number) =>
  fc.tuple(fc.integer({ min, max }), fc.integer({ min, max })).map(([a, b]) => [Math.min(a, b), Math.max(a, b) + 1]);

const arbitraryCondition: fc.Arbitrary<Condition> = fc.oneof(
  bounds(1_000_000, 1_000_900).map(([from, to]) => ({
    field: 'time',
    text: `time:${from}..${to}`,
    holds: ({ time }: Start) => time >= from && time < to,
  })),
  bounds(0, 20).map(([from, to]) => ({
    field: 'latency',
    text: `latency:${from}s..${to}s`,
    holds: ({ latency }: Start) => latency >= from && latency < to,
  })),
  fc.subarray(['python', 'nodejs', 'java', ''], { minLength: 1 }).map((runtimes) => ({
    field: 'runtime',
    text: `runtime:${runtimes.map((runtime) => runtime || '""').join()}`,
    holds: ({ runtime = '' }: Start) => runtimes.includes(runtime),
  })),
  fc.constantFrom('eu', 'us').map((region) => ({
    field: 'region',
    text: `-region:${region}`,
    holds: ({ labels }: Start) => labels?.region !== region,
  })),
  fc.constantFrom(128, 256, UNKNOWN_COUNT).map((memory) => ({
    field: 'memory',
    text: `memory:${memory === UNKNOWN_COUNT ? '""' : `${memory}MB`}`,
    holds: ({ memoryMB }: Start) => memoryMB === memory,
  })),
  fc.integer({ min: 0, max: 9 }).map((least) => ({
    field: 'stage.scheduling',
    text: `stage.scheduling>${least}s`,
    holds: ({ stages }: Start) => (stages?.scheduling ?? Number.NaN) > least,
  })),
  fc.subarray(['a', 'b', 'c', 'd'], { minLength: 1 }).map((names) => ({
    field: 'fn',
    text: `fn:${names.join()}`,
    holds: ({ functionName }: Start) => names.includes(functionName),
  })),
);

/** Without its filter. */
const arbitraryRequest: fc.Arbitrary<Omit<ExploreRequest, 'where'>> = fc.record({
  active: fc.constantFrom(null, null, 'time', 'latency'),
  from: fc.option(fc.integer({ min: 999_900, max: 1_000_400 }), { nil: null }),
  to: fc.option(fc.integer({ min: 1_000_450, max: 1_001_000 }), { nil: null }),
  pixels: fc.integer({ min: 1, max: 60 }),
  rows: fc.integer({ min: 1, max: 60 }),
  stackBy: fc.constantFrom(...STACKINGS),
  heatId: fc.constant(null),
  percentiles: fc.subarray([0.99, 0.5, 0.25, 1]),
  target: fc.option(fc.constantFrom(0, 1, 2, 5, 29), { nil: null }),
});

function checkHeadlines(
  answer: ExploreAnswer,
  starts: readonly Start[],
  selected: readonly Start[],
  target: number | null,
) {
  for (const [found, expected, exact] of [
    [answer.whole, headline(starts, target), true],
    [answer.selected, headline(selected, target), answer.exact],
  ] as const) {
    const { p50, p90, p99, ...counts } = found;
    const { p50: _50, p90: _90, p99: _99, ...expectedCounts } = expected;
    expect(counts).toEqual(expectedCounts);
    expectNear([p50, p90, p99], [_50, _90, _99], exact ? 1e-9 : 0.01);
  }
}

function expectNear(found: ArrayLike<number>, expected: readonly number[], relative: number) {
  expect(found.length).toBe(expected.length);
  for (const [at, value] of expected.entries()) {
    if (Number.isNaN(value)) expect(found[at]).toBeNaN();
    // Latencies far below the longest count as 0.
    else expect(Math.abs(found[at] - value)).toBeLessThanOrEqual(relative * value + 1e-12);
  }
}

/** The column of each start, or none. */
function inColumns({ time: { x, from, to } }: ExploreAnswer, starts: readonly Start[]): Start[][] {
  return Array.from(x, (start, at) => {
    const end = at + 1 < x.length ? x[at + 1] : Number.POSITIVE_INFINITY;
    return starts.filter(({ time }) => time >= start && time < end && time >= from && time < to);
  });
}

function checkTime(
  answer: ExploreAnswer,
  request: Omit<ExploreRequest, 'where'>,
  starts: readonly Start[],
  selected: readonly Start[],
) {
  const { time } = answer;
  const columns = inColumns(answer, selected);
  expect([...time.all]).toEqual(inColumns(answer, starts).map(({ length }) => length));
  expect([...time.selected]).toEqual(columns.map(({ length }) => length));
  if (request.stackBy === 'selection') expect(time.stacks).toEqual([]);
  for (const { key, values } of time.stacks) {
    const isPart = (start: Start) =>
      request.stackBy === 'runtime' ? (start.runtime ?? '') === key : longestStage(start) === key;
    expect([...values]).toEqual(columns.map((column) => column.filter(isPart).length));
  }
}

function longestStage({ stages = {} }: Start): string | null {
  const known = STAGES.filter((key) => stages[key] !== undefined);
  const longest = Math.max(...known.map((key) => stages[key] ?? 0));
  return known.find((key) => stages[key] === longest) ?? null;
}

function checkHeat(
  answer: ExploreAnswer,
  request: Omit<ExploreRequest, 'where'>,
  starts: readonly Start[],
  selected: readonly Start[],
) {
  const { heat } = answer;
  const latencies = (column: readonly Start[]) => column.map(({ latency }) => latency);
  const columns = inColumns(answer, selected);
  const cells = (of: readonly Start[]) =>
    inColumns(answer, of).flatMap((column) => histogram(latencies(column), heat.edges));
  expect([...heat.all]).toEqual(cells(starts));
  expect([...heat.selected]).toEqual(cells(selected));
  expect(heat.rows).toBe(heat.edges.length - 1);
  expect(heat.columns).toBe(answer.time.x.length);
  expect(heat.lines.map(({ p }) => p)).toEqual(request.percentiles);
  for (const { p, y } of heat.lines)
    expectNear(
      y,
      columns.map((column) => naiveQuantile(latencies(column), p)),
      0.01,
    );
  const { target } = request;
  const above = columns.map((column) => column.filter(({ latency }) => target !== null && latency > target).length);
  expect(heat.aboveTarget && [...heat.aboveTarget]).toEqual(target === null ? null : above);
}

function checkBars(answer: ExploreAnswer, starts: readonly Start[], conditions: readonly Condition[]) {
  const valueFor: Readonly<Record<string, (start: Start) => string | number | undefined>> = {
    runtime: ({ runtime }) => runtime,
    region: ({ labels }) => labels?.region,
    memory: ({ memoryMB }) => memoryMB,
  };
  for (const { key, values, others } of answer.bars) {
    expect(others).toBeNull();
    const selected = passing(starts, conditions, [key]);
    const countOf = (of: readonly Start[], wanted: string | number) =>
      of.filter((start) => valueFor[key](start) === wanted).length;
    for (const { text, number, all, selected: found } of values) {
      const wanted = key === 'memory' ? (number ?? UNKNOWN_COUNT) : text;
      expect([all, found]).toEqual([countOf(starts, wanted), countOf(selected, wanted)]);
    }
    expect(values.reduce((sum, { all }) => sum + all, 0)).toBe(starts.length);
    expect(values.map(({ all }) => all)).toEqual(values.map(({ all }) => all).sort((a, b) => b - a));
  }
}

function checkStages(answer: ExploreAnswer, starts: readonly Start[], selected: readonly Start[]) {
  const seconds = (of: readonly Start[], key: string) => of.flatMap(({ stages }) => stages?.[key] ?? []);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  for (const { title, known, ...stage } of answer.stages) {
    const values = seconds(selected, title);
    expect(known).toBe(values.length);
    expectNear([stage.meanAll, stage.meanSelected], [mean(seconds(starts, title)), mean(values)], 1e-9);
    expectNear([stage.p50Selected, stage.p99Selected], [naiveQuantile(values, 0.5), naiveQuantile(values, 0.99)], 0.01);
  }
}

function check(
  answer: ExploreAnswer,
  request: Omit<ExploreRequest, 'where'>,
  starts: readonly Start[],
  conditions: readonly Condition[],
) {
  const selected = passing(starts, conditions);
  expect(answer.exact || request.active !== null).toBe(true);
  checkHeadlines(answer, starts, selected, request.target);
  checkTime(answer, request, starts, passing(starts, conditions, ['time']));
  checkHeat(answer, request, starts, passing(starts, conditions, ['time', 'latency']));
  const { edges, all, selected: found } = answer.latency;
  const latencies = (of: readonly Start[]) => of.map(({ latency }) => latency);
  expect([...all]).toEqual(histogram(latencies(starts), edges));
  expect([...found]).toEqual(histogram(latencies(passing(starts, conditions, ['latency'])), edges));
  checkBars(answer, starts, conditions);
  checkStages(answer, starts, selected);
}

function asking(request: Omit<ExploreRequest, 'where'>, conditions: readonly Condition[]): ExploreRequest {
  return { ...request, where: conditions.map(({ text }) => text).join(' ') };
}

describe('explorer', () => {
  const gestures = fc.array(fc.tuple(fc.array(arbitraryCondition, { maxLength: 4 }), arbitraryRequest), {
    minLength: 1,
    maxLength: 6,
  });

  it('gives every number that counting the rows gives, whatever was asked before', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(arbitraryStart, { maxLength: 60 }), gestures, async (starts, asked) => {
        const explorer = await explorerOf(starts);
        for (const [conditions, request] of asked) {
          const answer = await explorer.answer(asking(request, conditions));
          check(answer, request, starts, conditions);
        }
      }),
      { numRuns: runs(60) },
    );
  });

  it('gives the same numbers after requests that were cancelled halfway', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(arbitraryStart, { minLength: 1, maxLength: 40 }),
        gestures,
        fc.integer({ min: 0, max: 40 }),
        async (starts, asked, patience) => {
          const explorer = await explorerOf(starts);
          for (const [at, [conditions, request]] of asked.entries()) {
            let left = at % 2 === 0 ? patience : Number.POSITIVE_INFINITY;
            const cancel = () => {
              if (left-- <= 0) throw new Error('cancelled');
            };
            const answer = await explorer.answer(asking(request, conditions), cancel).catch(() => null);
            if (answer) check(answer, request, starts, conditions);
          }
          const [conditions, request] = asked[0];
          check(await explorer.answer(asking(request, conditions)), request, starts, conditions);
        },
      ),
      { numRuns: runs(60) },
    );
  });
});

describe('explorer of a special trace', () => {
  const start = { time: 10, functionName: 'f', latency: 2, runtime: 'python', memoryMB: 128, stages: {}, labels: {} };
  const request = {
    where: '',
    active: null,
    from: null,
    to: null,
    pixels: 100,
    rows: 20,
    stackBy: 'runtime',
    percentiles: [0.5],
    target: null,
    heatId: null,
  } as const;

  it('without a row has no columns, and no numbers', async () => {
    const explorer = await explorerOf([]);
    const { selected, time, heat, bars, stages, exact } = await explorer.answer({ ...request, where: 'latency>1s' });
    expect(selected).toEqual({ ...headline([], null), p50: Number.NaN, p90: Number.NaN, p99: Number.NaN });
    expect([time.x.length, heat.columns, heat.all.length, heat.lines[0].y.length]).toEqual([0, 0, 0, 0]);
    expect(bars).toEqual([]);
    expect(stages.map(({ known, meanSelected }) => [known, meanSelected])).toEqual(STAGES.map(() => [0, Number.NaN]));
    expect(exact).toBe(true);
  });

  it('of one latency has one row in its heat map, around it', async () => {
    const explorer = await explorerOf([start, { ...start, time: 11 }]);
    const { heat, latency, selected } = await explorer.answer(request);
    expect(heat.rows).toBe(1);
    expect(heat.edges[0]).toBeLessThanOrEqual(2);
    expect(heat.edges[1]).toBeGreaterThan(2);
    expect([...latency.all]).toEqual([2]);
    expect(selected.p50).toBe(2);
  });

  it('of latency 0 alone has a row from 0 on', async () => {
    const explorer = await explorerOf([
      { ...start, latency: 0 },
      { ...start, latency: -0 },
    ]);
    const { heat, selected } = await explorer.answer({ ...request, active: 'time', where: 'time>=10' });
    expect(heat.edges[0]).toBe(0);
    expect(heat.all[0]).toBe(2);
    expect([selected.p50, selected.p99]).toEqual([0, 0]);
    expect(heat.lines[0].y[0]).toBe(0);
  });

  it('keeps latencies of 0 below the log axis, in a row of their own', async () => {
    const latencies = [0, 0, 0.5, 4];
    const explorer = await explorerOf(latencies.map((latency) => ({ ...start, latency })));
    const { heat } = await explorer.answer(request);
    expect(heat.edges[0]).toBe(0);
    expect(heat.edges[1]).toBeLessThanOrEqual(0.5);
    expect(heat.edges[1]).toBeGreaterThan(0.49);
    expect(heat.selected[0]).toBe(2);
  });

  it('lists the twelve commonest values of a label, and counts the others', async () => {
    const runtimes = Array.from({ length: 15 }, (_, at) => Array(at + 1).fill(`runtime-${at}`)).flat();
    const explorer = await explorerOf(runtimes.map((runtime) => ({ ...start, runtime })));
    const { bars, time } = await explorer.answer({ ...request, where: 'runtime:runtime-0,runtime-14' });
    const [list] = bars;
    expect(list).toMatchObject({ key: 'runtime', title: 'runtime', unit: null });
    expect(list.values.map(({ text }) => text)).toEqual(Array.from({ length: 12 }, (_, at) => `runtime-${14 - at}`));
    // The list ignores its own term.
    expect(list.values[0]).toEqual({ text: 'runtime-14', number: null, all: 15, selected: 15 });
    expect(list.others).toEqual({ values: 3, all: 6, selected: 6 });
    expect(time.stacks.map(({ key, values }) => [key, values[0]])).toEqual([
      ['runtime-14', 15],
      ...[13, 12, 11, 10, 9].map((at) => [`runtime-${at}`, 0]),
      [null, 1],
    ]);
  });

  it('lists no measure with as many values as rows', async () => {
    const starts = Array.from({ length: 1001 }, (_, at) => ({
      ...start,
      memoryMB: at,
      labels: { region: `${at % 2}` },
    }));
    const explorer = await explorerOf(starts);
    const keys = (await explorer.answer(request)).bars.map(({ key }) => key);
    expect(keys).toEqual(['region']);
  });

  it('counts latencies in milliseconds as seconds', async () => {
    const table = richTable(
      [1500, 2500, 9999, 10_000, 10_001].map((latency) => ({ ...start, latency })),
      {},
    );
    const fields = filterFields({ described: describedColumns(table), relativeTime: true, timeRange: null });
    const explorer = new Explorer({ table, index: await buildIndex(table), unitsPerSecond: 1000, fields });
    const { whole, selected } = await explorer.answer({
      ...request,
      where: 'latency>=2.5s latency<=10s',
      target: 9.999,
    });
    expect(whole).toMatchObject({ coldStarts: 5, p50: 9.999, aboveTarget: 2 });
    expect(selected).toMatchObject({ coldStarts: 3, p50: 9.999, aboveTarget: 1 });
  });

  it('finds the fullest minute in a trace of many years', async () => {
    const year = 365 * 86_400;
    const times = [0, 10.5, year, year + 59.9, year + 60, year + 61, 30 * year, 30 * year + 1];
    const explorer = await explorerOf(times.map((time) => ({ ...start, time })));
    expect((await explorer.answer(request)).selected.peakPerMinute).toBe(3);
    const { selected } = await explorer.answer({ ...request, where: `time>=${year + 60}` });
    expect(selected.peakPerMinute).toBe(2);
  });

  it('points at the word of a filter that is wrong', async () => {
    const explorer = await explorerOf([start]);
    await expect(explorer.answer({ ...request, where: 'latency>1s latenci>2s' })).rejects.toThrow('character 12');
    expect((await explorer.answer(request)).selected.coldStarts).toBe(1);
  });
});

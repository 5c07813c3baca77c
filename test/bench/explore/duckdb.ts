import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Found, Subject } from '../measure/subject';
import { COLUMNS, DAY_SECONDS } from './exploredFile';
import { type Brush, type Gestures, gesture, TARGET } from './gestures';

/** Columns and rows of the charts, about as many as the page has. */
const TIME_COLUMNS = 720;
const BINS_PER_DECADE = 20;

type Value = number | string | null | readonly number[];
type Answer = readonly (readonly Value[])[];

interface Gestured {
  readonly laps: readonly number[];
  readonly answers: readonly Answer[];
}

/** Asks DuckDB, in memory and on all cores, one query about each move. */
export const exploreInDuckdb: Subject<Gestures, Gestured> = async ({ file, brush, moves }) => {
  const connection = await (await DuckDBInstance.create()).connect();
  await load(connection, file);
  return {
    async run() {
      const laps: number[] = [];
      const answers: Answer[] = [];
      for (const { sql } of gesture(brush, moves)) {
        const began = performance.now();
        const result = await connection.runAndReadAll(queryOf(brush, sql));
        laps.push(performance.now() - began);
        answers.push(result.getRowsJS() as Answer);
      }
      return { laps, answers };
    },
    laps: ({ laps }) => laps,
    found: ({ answers }) => Object.assign({}, ...answers.map(foundIn), quantilesOf(answers[answers.length - 1])),
  };
};

/** The table, with what charts group by already computed, and texts as numbers of their values. */
async function load(connection: DuckDBConnection, file: string): Promise<void> {
  const types = Object.values(COLUMNS).map((name) => `'${name}': '${typeOf(name)}'`);
  const names = Object.entries(COLUMNS).map(([key, name]) => `"${name}" AS ${key}`);
  await connection.run(
    `CREATE TABLE raw AS SELECT ${names} FROM read_csv('${file.replaceAll("'", "''")}', header = true, columns = {${types}})`,
  );
  for (const key of ['function', 'runtime', 'region']) {
    await connection.run(`CREATE TYPE ${key}_name AS ENUM (SELECT DISTINCT ${key} FROM raw ORDER BY 1)`);
  }
  await connection.run(
    `CREATE TABLE trace AS SELECT time, function::function_name AS function, latency, runtime::runtime_name AS runtime,
     region::region_name AS region, scheduling, pull, floor(time / ${DAY_SECONDS / TIME_COLUMNS})::USMALLINT AS col,
     floor(log10(latency) * ${BINS_PER_DECADE})::SMALLINT AS bin FROM raw`,
  );
  await connection.run('DROP TABLE raw');
}

function typeOf(name: string): string {
  if (name === COLUMNS.time || name === COLUMNS.latency) return 'DOUBLE';
  return name === COLUMNS.scheduling || name === COLUMNS.pull ? 'FLOAT' : 'VARCHAR';
}

/** All that follows the brush; a chart does not follow a brush of its own. */
function queryOf(brush: Brush, condition: string): string {
  const charts: Record<string, string> = {
    runtime: 'runtime',
    region: 'region',
    latency: 'bin',
    time: 'col, runtime',
    heat: 'col, bin',
  };
  const isOwn = (chart: string) => chart === brush || (chart === 'heat' && (brush === 'time' || brush === 'latency'));
  const grouped = Object.entries(charts)
    .filter(([chart]) => !isOwn(chart))
    .map(
      ([chart, by]) =>
        `SELECT '${chart}', concat_ws(' ', ${by}), count(*)::DOUBLE, NULL, NULL, NULL, NULL, NULL FROM s GROUP BY ${by}`,
    );
  const headline = `SELECT 'headline', '', count(*)::DOUBLE, count(DISTINCT function)::DOUBLE,
    quantile_cont(latency, [0.5, 0.9, 0.99]), (count(*) FILTER (latency > ${TARGET}))::DOUBLE,
    avg(scheduling::DOUBLE), avg(pull::DOUBLE) FROM s`;
  return `WITH s AS MATERIALIZED (FROM trace WHERE ${condition}) ${[headline, ...grouped].join(' UNION ALL ')}`;
}

function foundIn(answer: Answer, move: number): Found {
  const found: Record<string, number> = {};
  for (const [chart, value, count, functions, , above, scheduling, pull] of answer) {
    if (chart === 'headline') {
      found[`${move}: cold starts`] = count as number;
      found[`${move}: functions`] = functions as number;
      found[`${move}: above target`] = above as number;
      found[`${move}: mean stage.scheduling`] = scheduling as number;
      found[`${move}: mean stage.pull`] = pull as number;
    }
    if (chart === 'runtime' || chart === 'region') found[`${move}: ${chart} ${value}`] = count as number;
    if (chart === 'latency') found[`${move}: latencies`] = (found[`${move}: latencies`] ?? 0) + (count as number);
  }
  return found;
}

function quantilesOf(answer: Answer): Found {
  const headline = answer.find(([chart]) => chart === 'headline');
  const [p50, p90, p99] = (headline?.[4] ?? []) as readonly number[];
  return { p50, p90, p99 };
}

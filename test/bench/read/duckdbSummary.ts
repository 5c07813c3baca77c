/**
 * A process that answers with DuckDB what `faasnet summarize FILE --json` answers: `duckdbSummary.mjs FILE [--rates]`.
 * Prints JSON. With `--rates`, also median gaps and peaks, for which DuckDB sorts by time.
 */
import { DuckDBInstance } from '@duckdb/node-api';
import { tableOf } from './duckdb';

const [file, rates] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create()).connect();
await connection.run(tableOf(file));

const LATENCIES =
  'min(latency) AS min, avg(latency) AS mean, quantile_cont(latency, [0.5, 0.9, 0.95, 0.99]) AS quantiles, max(latency) AS max';
const rows = async (query: string) => (await connection.runAndReadAll(query)).getRowObjectsJson();

/** A summary of each group of rows. */
function grouped(by: string, more: string, end: string): string {
  const plain = `SELECT ${by} AS name, count(*)::DOUBLE AS count, ${LATENCIES}, max(memoryMB) AS memoryMB${more} FROM trace GROUP BY ${by} ${end}`;
  if (!rates) return plain;
  return `WITH summary AS (${plain}), windows AS (
    SELECT ${by} AS name, __time__ - lag(__time__) OVER sorted AS gap, count(*) OVER minute AS inMinute
    FROM trace WHERE ${by} IN (SELECT name FROM summary)
    WINDOW sorted AS (PARTITION BY ${by} ORDER BY __time__),
      minute AS (PARTITION BY ${by} ORDER BY __time__ RANGE BETWEEN 59 PRECEDING AND CURRENT ROW)
  ) SELECT summary.*, gapP50, peakPerMinute FROM summary JOIN (
    SELECT name, quantile_cont(gap, 0.5) AS gapP50, max(inMinute)::DOUBLE AS peakPerMinute FROM windows GROUP BY name
  ) USING (name)`;
}

const [all] = await rows(
  `SELECT count(*)::DOUBLE AS count, count(DISTINCT functionName)::DOUBLE AS functions, min(__time__) AS first, max(__time__) AS last, ${LATENCIES} FROM trace`,
);
const byRuntime = await rows(grouped('runtime', ', count(DISTINCT functionName)::DOUBLE AS functions', ''));
const topFunctions = await rows(grouped('functionName', '', 'ORDER BY count DESC LIMIT 10'));
const [peaks] = rates
  ? await rows(`SELECT
      (SELECT max(c)::DOUBLE FROM (SELECT count(*) AS c FROM trace GROUP BY floor(__time__))) AS peakPerSecond,
      (SELECT max(c)::DOUBLE FROM (SELECT count(*) OVER (ORDER BY __time__ RANGE BETWEEN 59 PRECEDING AND CURRENT ROW) AS c FROM trace)) AS peakPerMinute`)
  : [{}];
process.stdout.write(JSON.stringify({ ...all, ...peaks, byRuntime, topFunctions }));

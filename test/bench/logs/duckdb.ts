import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Subject } from '../measure/subject';
import { foundInLog, type LogInput, type LogSums } from './input';

/** DuckDB in memory, on all cores: a table of reports from a log. The query names its columns as `sums` needs them. */
function tableOfReports(query: (file: string) => string): Subject<LogInput, DuckDBConnection> {
  return async ({ file }) => {
    const connection = await (await DuckDBInstance.create()).connect();
    const statement = `CREATE OR REPLACE TABLE reports AS ${query(file.replaceAll("'", "''"))}`;
    let sums: LogSums | null = null;
    return {
      async run() {
        await connection.run(statement);
        const result = await connection.runAndReadAll(SUMS);
        const [coldStarts, warmInvocations, latencies, memories, maxMemories, times] =
          result.getRowsJS()[0] as number[];
        sums = { coldStarts, warmInvocations, latencies, memories, maxMemories, times };
        return connection;
      },
      found: () => foundInLog(sums!),
    };
  };
}

const COLD = 'FILTER (init IS NOT NULL OR restore IS NOT NULL)';
const LATENCY_MS = 'coalesce(init, 0) + coalesce(restore, 0)';
const SUMS = `
  SELECT count(*) ${COLD}::DOUBLE, (count(*) - count(*) ${COLD})::DOUBLE, sum((${LATENCY_MS}) / 1000) ${COLD},
    sum(memory) ${COLD}::DOUBLE, sum(maxMemory) ${COLD}::DOUBLE,
    sum(epoch(logged) - (duration + ${LATENCY_MS}) / 1000) ${COLD}
  FROM reports`;

/** Columns from the lines with a report, by two regular expressions, each of which is matched once. */
function reportsFrom(lines: string): string {
  const report = String.raw`RequestId: (\S+)\s+Duration: ([0-9.]+) ms\s+Billed Duration: [0-9.]+ ms\s+Memory Size: (\d+) MB\s+Max Memory Used: (\d+) MB(?:\s+Init Duration: ([0-9.]+) ms)?(?:\s+Restore Duration: ([0-9.]+) ms)?`;
  return `
    WITH lines AS (${lines}), parts AS (
      SELECT regexp_extract(line, '^/aws/lambda/(\\S+) \\S+ (\\S+) ', ['functionName', 'logged']) AS prefix,
        regexp_extract(line, '${report}', ['id', 'duration', 'memory', 'maxMemory', 'init', 'restore']) AS report
      FROM lines)
    SELECT prefix.functionName AS functionName, prefix.logged::TIMESTAMPTZ AS logged, report.id AS id,
      report.duration::DOUBLE AS duration, report.memory::INTEGER AS memory, report.maxMemory::INTEGER AS maxMemory,
      nullif(report.init, '')::DOUBLE AS init, nullif(report.restore, '')::DOUBLE AS restore
    FROM parts`;
}

/** The whole log as one text, cut into lines by a regular expression: twice as fast as by `string_split`. */
export const duckdbReadText = tableOfReports((file) =>
  reportsFrom(
    `SELECT unnest(regexp_extract_all(content, '[^\\n]*REPORT RequestId: [^\\n]*')) AS line FROM read_text('${file}')`,
  ),
);

/** The log as a CSV of one column, whose lines are read by all threads: the fastest way that we know. */
export const duckdbReadLines = tableOfReports((file) =>
  reportsFrom(
    `SELECT line FROM read_csv('${file}', columns = {line: 'VARCHAR'}, delim = '\u0001', quote = '', escape = '',
      header = false, auto_detect = false) WHERE contains(line, 'REPORT RequestId: ')`,
  ),
);

const METRICS = Object.entries({
  durationMs: 'DOUBLE',
  memorySizeMB: 'INTEGER',
  maxMemoryUsedMB: 'INTEGER',
  initDurationMs: 'DOUBLE',
  restoreDurationMs: 'DOUBLE',
}).map(([name, type]) => `${name} ${type}`);

/** JSON lines, told their types. */
export const duckdbReadJson = tableOfReports(
  (file) => `
    SELECT "time" AS logged, record.requestId AS id, record.metrics.durationMs AS duration,
      record.metrics.memorySizeMB AS memory, record.metrics.maxMemoryUsedMB AS maxMemory,
      record.metrics.initDurationMs AS init, record.metrics.restoreDurationMs AS restore
    FROM read_json('${file}', format = 'newline_delimited', columns = {time: 'TIMESTAMPTZ', type: 'VARCHAR',
      record: 'STRUCT(requestId VARCHAR, metrics STRUCT(${METRICS}))'})
    WHERE type = 'platform.report'`,
);

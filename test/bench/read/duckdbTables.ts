import { DuckDBInstance, type DuckDBResultReader } from '@duckdb/node-api';
import type { Subject } from '../measure/subject';
import { foundInQuantiles, type Quantiles, type TraceInput } from './input';

const QUANTILES =
  'SELECT function, count(*)::DOUBLE, quantile_cont(latency, [0.5, 0.95, 0.99]) FROM trace GROUP BY function';

/** DuckDB in memory, on all cores: a table from the file, then every function's quantiles, fetched. */
function duckdb(
  select: string,
  readCsv: (file: string) => string,
  stages: readonly string[],
): Subject<TraceInput, DuckDBResultReader> {
  return async ({ file }) => {
    const connection = await (await DuckDBInstance.create()).connect();
    const from = readCsv(`'${file.replaceAll("'", "''")}'`);
    return {
      async run() {
        await connection.run(`CREATE OR REPLACE TABLE trace AS SELECT ${select} FROM ${from}`);
        return connection.runAndReadAll(QUANTILES);
      },
      async found(result) {
        const rows = result.getRowsJS() as [name: string, count: number, quantiles: Quantiles][];
        const [sums] = (
          await connection.runAndReadAll(
            `SELECT ${['time', ...stages].map((column) => `sum(${column}::DOUBLE)`)} FROM trace`,
          )
        ).getRowsJS() as number[][];
        return {
          ...foundInQuantiles(
            rows.reduce((sum, [, count]) => sum + count, 0),
            rows.map(([name, , quantiles]) => [name, quantiles] as const),
          ),
          ...Object.fromEntries(['times', ...stages].map((what, at) => [`sum of ${what}`, sums[at]])),
        };
      },
    };
  };
}

const types = (columns: Readonly<Record<string, string>>) =>
  `{${Object.entries(columns).map(([name, type]) => `'${name}': '${type}'`)}}`;

/** The request's id is read over: nothing needs it. */
export const duckdbHuawei = duckdb(
  `time, funcName || '---' || userID || '---' || left(podID, length(podID) - length(split_part(podID, '-', -1)) - 1) AS function,
   totalCost_cold_start AS latency, podAllocationCost AS allocation, deployCodeCost AS code,
   deployDependencyCost AS dependencies, schedulingCost AS scheduling, clusterName AS cluster,
   TRY_CAST(split_part(podID, '-', -2) AS UINTEGER) AS memoryMB, TRY_CAST(split_part(podID, '-', -3) AS FLOAT) AS cpu`,
  (file) =>
    `read_csv(${file}, header = true, columns = ${types({
      day: 'INTEGER',
      time: 'DOUBLE',
      clusterName: 'VARCHAR',
      funcName: 'VARCHAR',
      userID: 'VARCHAR',
      requestID: 'VARCHAR',
      totalCost_cold_start: 'DOUBLE',
      podAllocationCost: 'FLOAT',
      deployCodeCost: 'FLOAT',
      deployDependencyCost: 'FLOAT',
      schedulingCost: 'FLOAT',
      podID: 'VARCHAR',
    })})`,
  ['allocation', 'code', 'dependencies', 'scheduling'],
);

export const duckdbHomeMade = duckdb(
  `epoch("Timestamp") AS time, "Function" AS function, "Cold start (ms)" / 1000 AS latency, "Runtime" AS runtime,
   "Memory (MB)" AS memoryMB, "Region" AS region`,
  (file) =>
    `read_csv(${file}, header = true, delim = ';', decimal_separator = ',', timestampformat = '%d.%m.%Y %H:%M:%S',
      columns = ${types({
        Timestamp: 'TIMESTAMP',
        Function: 'VARCHAR',
        'Cold start (ms)': 'DOUBLE',
        Runtime: 'VARCHAR',
        'Memory (MB)': 'UINTEGER',
        Region: 'VARCHAR',
      })})`,
  [],
);

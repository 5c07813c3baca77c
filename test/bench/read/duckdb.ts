import { DuckDBInstance, type DuckDBResultReader } from '@duckdb/node-api';
import type { Subject } from '../measure/subject';
import { foundInQuantiles, type Quantiles, type TraceInput } from './input';

/** Gives DuckDB the columns and their types, so that it does not have to detect them. */
const TYPES = {
  row: 'BIGINT',
  __time__: 'DOUBLE',
  functionName: 'VARCHAR',
  latency: 'DOUBLE',
  runtime: 'VARCHAR',
  memoryMB: 'UINTEGER',
} as const;

const columns = Object.entries(TYPES).map(([name, type]) => `'${name}': '${type}'`);

/** The statement that makes the table `trace` of a file. */
export function tableOf(file: string): string {
  return `CREATE OR REPLACE TABLE trace AS FROM read_csv('${file.replaceAll("'", "''")}', header = true, columns = {${columns}})`;
}

/** DuckDB in memory, on all cores: a table from the file, then every function's quantiles, fetched. */
export const duckdbQuantiles: Subject<TraceInput, DuckDBResultReader> = async ({ file }) => {
  const connection = await (await DuckDBInstance.create()).connect();
  return {
    async run() {
      await connection.run(tableOf(file));
      return connection.runAndReadAll(
        'SELECT functionName, count(*)::DOUBLE, quantile_cont(latency, [0.5, 0.95, 0.99]) FROM trace GROUP BY functionName',
      );
    },
    found(result) {
      const rows = result.getRowsJS() as [name: string, count: number, quantiles: Quantiles][];
      const count = rows.reduce((sum, [, count]) => sum + count, 0);
      return foundInQuantiles(
        count,
        rows.map(([name, , quantiles]) => [name, quantiles] as const),
      );
    },
  };
};

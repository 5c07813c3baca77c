import type { Subject } from './measure/subject';

/** All subjects by name. A process loads only the one that it measures. */
export const SUBJECTS: Readonly<Record<string, () => Promise<Subject<never, unknown>>>> = {
  'count newlines': async () => (await import('./read/newlines')).countNewlines,
  'read columns': async () => (await import('./read/ours')).readColumns,
  'read quantiles': async () => (await import('./read/ours')).readQuantiles,
  'open in worker': async () => (await import('./read/worker')).openInWorker,
  'summarize process': async () => (await import('./read/processes')).summarizeProcess,
  'duckdb process': async () => (await import('./read/processes')).duckdbProcess,
  'duckdb quantiles': async () => (await import('./read/duckdb')).duckdbQuantiles,
  'read table': async () => (await import('./read/tables')).readTable,
  'read text': async () => (await import('./read/packed')).readText,
  inflate: async () => (await import('./read/packed')).inflate,
  'duckdb huawei': async () => (await import('./read/duckdbTables')).duckdbHuawei,
  'duckdb home-made': async () => (await import('./read/duckdbTables')).duckdbHomeMade,
  'udsv columns': async () => (await import('./read/udsv')).udsvColumns,
  'papaparse columns': async () => (await import('./read/papaparse')).papaparseColumns,
  'csv-parser columns': async () => (await import('./read/csvParser')).csvParserColumns,
  'csv-parse columns': async () => (await import('./read/csvParse')).csvParseColumns,
  'csv-parse arrays': async () => (await import('./read/csvParse')).csvParseArrays,
  'read log': async () => (await import('./logs/ours')).readLog,
  'duckdb log text': async () => (await import('./logs/duckdb')).duckdbReadText,
  'duckdb log lines': async () => (await import('./logs/duckdb')).duckdbReadLines,
  'duckdb log json': async () => (await import('./logs/duckdb')).duckdbReadJson,
  decide: async () => (await import('./decide/decide')).decideOnFile,
  'function tree': async () => (await import('./tree/operations')).treeOperations,
  simulation: async () => (await import('./simulate/simulation')).simulation,
};

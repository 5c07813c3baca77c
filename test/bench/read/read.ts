import path from 'node:path';
import type { Area } from '../area';
import { assertFound } from '../measure/agreement';
import { type Contender, measured } from '../measure/rounds';
import { besidePeer, firstBesidePeer, processorBesidePeer } from '../measure/rows';
import { words } from '../words';
import { packedRows } from './packed';
import { writeTrace } from './traceFile';

/** Reads one trace with every reader, from the same file in the page cache. DuckDB and our reader use all cores. */
export const read: Area = {
  name: 'read',
  about: 'a trace file, read beside the peers',
  rounds: 7,
  async run({ rounds, small, folder }) {
    const rows = small ? 50_000 : 1_000_000;
    const file = path.join(folder, 'plain.csv');
    await writeTrace(file, { rows });
    const reader = (name: string, subject: string): Contender => ({ name, subject, input: { file } });
    const all = await measured(
      [
        reader('newlines counted', 'count newlines'),
        reader('quantiles', 'read quantiles'),
        reader('columns', 'read columns'),
        reader('the worker', 'open in worker'),
        reader('DuckDB', 'duckdb quantiles'),
        reader('csv-parse', 'csv-parse columns'),
        reader('PapaParse', 'papaparse columns'),
        reader('uDSV', 'udsv columns'),
        reader('csv-parser', 'csv-parser columns'),
      ],
      rounds,
    );
    assertFound(all, { rows });
    const [floor, quantiles, columns, product, duckdb, csvParse, papaparse, udsv, csvParser] = all;
    const what = `${words(rows)} rows`;
    const both = `${what}: file → columns → p50, p95, p99 of each function`;
    return [
      besidePeer(both, quantiles, duckdb, { times: 1 }),
      processorBesidePeer(both, quantiles, duckdb),
      firstBesidePeer(both, quantiles, duckdb),
      besidePeer(`${what}: file → typed columns`, columns, csvParse, { asFast: 8 }),
      besidePeer(`${what}: file → typed columns`, columns, papaparse, { asFast: 5 }),
      besidePeer(`${what}: file → typed columns`, columns, udsv, { asFast: 2.5 }),
      besidePeer(`${what}: file → typed columns`, columns, csvParser),
      besidePeer(`${what}: file → typed columns, beside the least that any reader does`, columns, floor),
      besidePeer(
        `${what}: all that the extension does to open it, its thread's start to every function's answer`,
        product,
        duckdb,
        { times: 0.7 },
      ),
      ...(await packedRows(file, rows, rounds, folder)),
    ];
  },
};

/** The command line's summary as a process, beside processes that answer the same with DuckDB. */
export const summary: Area = {
  name: 'summary',
  about: 'summarize as a process, beside DuckDB',
  rounds: 7,
  async run({ rounds, small, folder }) {
    const rows = small ? 50_000 : 1_000_000;
    const file = path.join(folder, 'plain.csv');
    await writeTrace(file, { rows });
    const process = (name: string, subject: string, rates: boolean): Contender => ({
      name,
      subject,
      input: { file, rates },
    });
    const all = await measured(
      [
        process('summarize', 'summarize process', true),
        process('DuckDB', 'duckdb process', false),
        process('DuckDB', 'duckdb process', true),
      ],
      rounds,
    );
    assertFound(all, { rows });
    const [ours, duckdb, duckdbWithRates] = all;
    const what = `${words(rows)} rows: summarize, process start to end`;
    return [
      besidePeer(`${what}, beside counts and quantiles of all, runtimes and top functions`, ours, duckdb, {
        times: 0.45,
      }),
      besidePeer(`${what}, beside the same with median gaps and peaks, as summarize answers`, ours, duckdbWithRates),
    ];
  },
};

/** Reads a quoted trace, all of whose fields go through csv-parse, and compares with csv-parse alone. */
export const quoted: Area = {
  name: 'quoted',
  about: 'a quoted trace file, read beside csv-parse alone',
  rounds: 5,
  async run({ rounds, small, folder }) {
    const rows = small ? 50_000 : 1_000_000;
    const file = path.join(folder, 'quoted.csv');
    await writeTrace(file, { rows, quoted: true });
    const all = await measured(
      [
        { name: 'columns', subject: 'read columns', input: { file } },
        { name: 'csv-parse, arrays only', subject: 'csv-parse arrays', input: { file } },
      ],
      rounds,
    );
    assertFound(all, { rows });
    const [ours, csvParse] = all;
    return [besidePeer(`${words(rows)} quoted rows: file → typed columns`, ours, csvParse, { times: 1.1 })];
  },
};

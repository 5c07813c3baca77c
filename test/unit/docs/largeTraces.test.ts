import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, describe, expect, it } from 'vitest';
import { cli } from '../cli/runCli';

/** The statements of docs/large-traces.md, run as they stand there. */
const page = readFileSync('docs/large-traces.md', 'utf8');
const folder = mkdtempSync(path.join(tmpdir(), 'faasnet-large-'));
afterAll(() => rmSync(folder, { recursive: true }));

function statementUnder(heading: string): string {
  const [, section] = page.split(`\n## ${heading}\n`);
  return /```sql\n([\s\S]*?)```/.exec(section)![1];
}

async function runStatement(heading: string, input: string, output: string): Promise<void> {
  const connection = await (await DuckDBInstance.create()).connect();
  await connection.run(statementUnder(heading).replace("'IN'", `'${input}'`).replace("'OUT'", `'${output}'`));
  connection.closeSync();
}

async function summaryOf(file: string) {
  const { code, stdout, stderr } = await cli(['summarize', file, '--json']);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return JSON.parse(stdout);
}

/** Numbers from 0 to 1, the same in every run. */
function* chances(): Generator<number> {
  for (let state = 7; ; ) {
    state = (state * 48271) % 2147483647;
    yield state / 2147483647;
  }
}

describe('a statement for DuckDB', () => {
  it('brings Huawei tables of several days to one table with the same numbers', async () => {
    const header =
      'day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost,deployCodeCost,deployDependencyCost,schedulingCost,podID';
    const chance = chances();
    const next = () => chance.next().value as number;
    const days = [0, 1].map((day) => {
      const rows = Array.from({ length: 500 }, (_, at) => {
        const stages = [next(), next() * 2, next() * 3, next()].map((seconds) => seconds.toFixed(6));
        const total = stages.reduce((sum, seconds) => sum + Number(seconds), 0).toFixed(6);
        const pool = `pool${22 + (at % 3)}-300-128-000${at}`;
        return [
          day,
          (day * 86_400 + at * 100 + next()).toFixed(3),
          at % 4,
          at % 20,
          at % 7,
          `r${at}`,
          total,
          ...stages,
          pool,
        ].join(',');
      });
      const file = path.join(folder, `day_${day}.csv`);
      writeFileSync(file, [header, ...rows, ''].join('\n'));
      return file;
    });
    const out = path.join(folder, 'huawei.parquet');
    await runStatement('Huawei 2025', path.join(folder, 'day_*.csv'), out);
    const { code, stdout } = await cli(['summarize', ...days, '--json']);
    expect(code).toBe(0);
    const [original, made] = [JSON.parse(stdout), await summaryOf(out)];
    expect(made.coldStarts).toBe(1000);
    for (const key of ['coldStarts', 'functions', 'relativeTime', 'peakPerMinute'] as const) {
      expect([key, made[key]]).toEqual([key, original[key]]);
    }
    for (const key of ['min', 'p50', 'p90', 'p99', 'max'] as const) {
      expect(made.latencySeconds[key]).toBeCloseTo(original.latencySeconds[key], 9);
    }
    expect(made.stages).toEqual(original.stages);
  });

  it('brings exported Lambda logs to a table of their cold starts', async () => {
    const logs = path.join(folder, 'logs');
    const seconds: number[] = [];
    for (const name of ['api', 'batch']) {
      mkdirSync(path.join(logs, name), { recursive: true });
      const lines = Array.from({ length: 200 }, (_, at) => {
        const time = new Date(Date.UTC(2026, 0, 5, 10, 0, at)).toISOString();
        const init = at % 5 === 0 ? `\tInit Duration: ${100 + at}.25 ms` : '';
        if (init) seconds.push((100.25 + at) / 1000);
        return [
          `${time} START RequestId: ${at} Version: $LATEST`,
          `${time} a message, "quoted`,
          `${time} REPORT RequestId: ${at}\tDuration: 12.5 ms\tBilled Duration: 13 ms\tMemory Size: 512 MB\tMax Memory Used: 90 MB${init}`,
        ].join('\n');
      });
      writeFileSync(path.join(logs, name, '000000'), `${lines.join('\n')}\n`);
    }
    const out = path.join(folder, 'lambda.parquet');
    await runStatement('AWS Lambda', path.join(logs, '*', '*'), out);
    const made = await summaryOf(out);
    expect([made.coldStarts, made.functions]).toEqual([80, 2]);
    expect([made.latencySeconds.min, made.latencySeconds.max]).toEqual([Math.min(...seconds), Math.max(...seconds)]);
    expect(made.timeRange.from).toBe(Date.UTC(2026, 0, 5, 10) / 1000);
  });

  it('brings the Azure trace of 2021 to a request-rate profile', async () => {
    const rows = Array.from({ length: 600 }, (_, at) => `app${at % 3},f${at % 9},${at + 0.5},0.25`);
    const file = path.join(folder, 'azure.txt');
    writeFileSync(file, ['app,func,end_timestamp,duration', ...rows, ''].join('\n'));
    const out = path.join(folder, 'rates.csv');
    await runStatement('Azure', file, out);
    expect(readFileSync(out, 'utf8').split('\n').slice(0, 3)).toEqual(['time_s,rps', '0,1.0', '60,1.0']);
    const { code, stdout } = await cli(['simulate', '--profile', out, '--run-seconds', '1', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout).containers).toBeGreaterThan(400);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bundledCli, temporaryFolder } from './runCli';

const cli = bundledCli(temporaryFolder());
const SMALL = 'media/samples/synthetic-small.csv';
const KEYS = ['system', 'containers', 'vms', 'seed', 'parameters', 'provisioningSeconds', 'registryBytes'];

async function simulated(...args: string[]) {
  const { code, stdout } = await cli(['simulate', '--json', ...args]);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('simulate', () => {
  it('tells of a burst what the documented keys promise, and the same each time', async () => {
    const run = await simulated('--burst', '64', '--seed', '3');
    for (const key of KEYS) expect(run).toHaveProperty(key);
    expect(run).toMatchObject({ simulated: true, system: 'faasnet', containers: 64, seed: 3, recordedSeconds: null });
    const { first, mean, p50, p90, p99, last } = run.provisioningSeconds;
    expect(first).toBeGreaterThan(0);
    for (const [lower, higher] of [
      [first, mean],
      [first, p50],
      [p50, p90],
      [p90, p99],
      [p99, last],
    ]) {
      expect(lower).toBeLessThanOrEqual(higher);
    }
    expect(await simulated('--burst', '64', '--seed', '3')).toEqual(run);
  });

  it('replays a trace, whole or one function, beside its recorded latencies', async () => {
    const rows = readFileSync(SMALL, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const name = rows[0][2];
    const its = rows.filter((row) => row[2] === name);
    const whole = await simulated(SMALL);
    expect(whole).toMatchObject({ containers: rows.length, functions: new Set(rows.map((row) => row[2])).size });
    expect(whole.recordedSeconds.max).toBe(Math.max(...rows.map((row) => Number(row[3]) / 1000)));
    expect(await simulated(SMALL, '--function', name)).toMatchObject({ containers: its.length, functions: 1 });
    const middle = Number(rows[1000][1]);
    const before = rows.filter((row) => Number(row[1]) < middle).length;
    expect(await simulated(SMALL, '--to', `${middle}`)).toMatchObject({ containers: before });
    expect(await simulated(SMALL, '--from', `${middle}`)).toMatchObject({ containers: rows.length - before });
  });

  it('runs several systems on one workload', async () => {
    const runs = await simulated('--burst', '16', '--system', 'baseline', '--system', 'faasnet');
    expect(runs.map(({ system }: { system: string }) => system)).toEqual(['baseline', 'faasnet']);
    const all = await simulated('--burst', '16', '--system', 'all');
    expect(all.find(({ system }: { system: string }) => system === 'baseline')).toEqual(runs[0]);
  });

  it('takes parameters, and tells which were in force', async () => {
    const run = await simulated('--burst', '16', '--set', 'nicMBps=50', '--set', 'blockKB=256');
    expect(run.parameters).toMatchObject({ nicMBps: 50, blockKB: 256 });
  });

  it('tells a person that it is simulated, and what was taken for granted', async () => {
    const { code, stdout, stderr } = await cli(['simulate', SMALL, '--system', 'all']);
    expect(code).toBe(0);
    expect(stdout).toContain('Simulated: replay of synthetic-small.csv');
    expect(stdout).toContain('recorded in the trace');
    expect(stdout).toMatch(/Taken for granted:\n {2}- \w/);
    expect(stderr).toContain('synthetic trace');
  });

  it('refuses a function that the trace does not have', async () => {
    const { code, stderr } = await cli(['simulate', SMALL, '--function', 'no-such']);
    expect(code).toBe(2);
    expect(stderr).toContain('"no-such"');
  });
});

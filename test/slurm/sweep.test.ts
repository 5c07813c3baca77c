import { execFile, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleCli } from '../unit/cli/runCli';
import { type Cluster, startCluster, whyNoSlurm } from './cluster';

const asked = promisify(execFile);
const reason = whyNoSlurm();
const SWEEP = {
  format: 'faasnet-sweep',
  version: 1,
  workload: { kind: 'burst', containers: 5000, functions: 1, imageMB: null, memoryMB: null },
  systems: ['faasnet', 'baseline'],
  parameters: { vms: 1000 },
  seeds: 2,
  axes: [{ name: 'imageMB', from: 10, to: 1000, count: 40, scale: 'log' }],
};

describe.skipIf(reason !== null)(`a sweep on Slurm${reason === null ? '' : `: skipped, ${reason}`}`, () => {
  let cluster: Cluster;
  let program: string;
  beforeAll(async () => {
    cluster = await startCluster();
    program = await bundleCli(cluster.folder);
  });
  afterAll(() => cluster?.stop());

  async function sweep(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const environment = { ...cluster.environment };
    return asked(process.execPath, [program, 'sweep', ...args], { env: environment }).then(
      (answer) => ({ code: 0, ...answer }),
      (error) => error,
    );
  }

  /** A folder with a planned sweep. */
  async function planned(name: string): Promise<string> {
    const folder = path.join(cluster.folder, name);
    mkdirSync(folder);
    const file = path.join(folder, 'x.ftsweep.json');
    writeFileSync(file, JSON.stringify(SWEEP));
    expect(await sweep('plan', file, '--no-estimate')).toMatchObject({ code: 0 });
    return path.join(folder, 'x.ftplan.json');
  }

  const merged = (manifest: string) =>
    ['x.ftresult.json', 'x.ftresult.parquet'].map((name) =>
      readFileSync(path.join(path.dirname(manifest), name)).toString('hex'),
    );

  async function locally(): Promise<string[]> {
    const manifest = await planned('local');
    await sweep('run', manifest);
    await sweep('merge', manifest);
    return merged(manifest);
  }

  it('has the same bytes as on this machine, also if a task is killed and the sweep is submitted again', async () => {
    const expected = await locally();
    const manifest = await planned('array');
    const results = path.join(path.dirname(manifest), 'x.ftplan.results');
    const submitted = await sweep('submit', manifest, '--slurm', '--tasks', '4', '--cpus', '1', '--no-follow');
    const [, job] = /^job (\d+): 4 tasks for 160 units/.exec(submitted.stdout) ?? [submitted.stderr];
    expect(job).toMatch(/^\d+$/);
    const done = () => readdirSync(results).filter((name) => /^[0-9a-f]{64}\.json$/.test(name)).length;
    await expect.poll(done).toBeGreaterThan(0);
    const squeue = (...args: string[]) =>
      asked('squeue', ['--noheader', '--array', ...args], { env: cluster.environment });
    const running = (await squeue('--states=RUNNING', '--format=%i')).stdout.trim().split('\n');
    await asked('scancel', ['--signal=KILL', '--full', running[0]], { env: cluster.environment });
    await expect.poll(async () => (await squeue('--format=%i')).stdout.trim()).toBe('');
    expect(done()).toBeLessThan(160);
    expect(await sweep('merge', manifest)).toMatchObject({ code: 2, stderr: expect.stringContaining('no result') });

    const again = await sweep('submit', manifest, '--slurm', '--tasks', '4', '--cpus', '1');
    expect(again).toMatchObject({ code: 0, stdout: expect.stringContaining('x.ftresult.json: 80 points') });
    expect(merged(manifest)).toEqual(expected);
  });

  it('says in the log of each task what it did', async () => {
    const manifest = await planned('logs');
    await sweep('submit', manifest, '--slurm', '--tasks', '2', '--cpus', '1');
    const results = path.join(path.dirname(manifest), 'x.ftplan.results');
    const logs = readdirSync(results).filter((name) => name.endsWith('.log'));
    expect(logs).toHaveLength(2);
    for (const log of logs) expect(readFileSync(path.join(results, log), 'utf8')).toContain('80 units simulated');
  });

  it('reports what Slurm says', async () => {
    const manifest = await planned('refused');
    const refused = await sweep('submit', manifest, '--slurm', '--tasks', '2', '--option=--partition=none');
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('invalid partition specified') });
  });
});

const hasParallel = spawnSync('parallel', ['--version']).status === 0;

describe.skipIf(!hasParallel)(
  `a sweep under GNU parallel${hasParallel ? '' : ': skipped, it is not installed'}`,
  () => {
    it('has the same bytes as without', async () => {
      const folder = mkdtempSync(path.join(tmpdir(), 'faasnet-parallel-'));
      try {
        const program = await bundleCli(folder);
        const command = (...args: string[]) => asked(process.execPath, [program, 'sweep', ...args]);
        const results: string[] = [];
        for (const name of ['whole', 'parts']) {
          const sweep = path.join(folder, `${name}.ftsweep.json`);
          writeFileSync(sweep, JSON.stringify({ ...SWEEP, seeds: 1 }));
          const manifest = path.join(folder, `${name}.ftplan.json`);
          await command('plan', sweep, '--no-estimate');
          const task = [process.execPath, program, 'sweep', 'run', manifest, '--shard', '{}/3'];
          if (name === 'whole') await command('run', manifest);
          else await asked('parallel', ['--jobs', '2', ...task, ':::', '3', '1', '2']);
          await command('merge', manifest);
          results.push(readFileSync(path.join(folder, `${name}.ftresult.parquet`)).toString('hex'));
        }
        expect(results[1]).toBe(results[0]);
      } finally {
        rmSync(folder, { recursive: true });
      }
    });
  },
);

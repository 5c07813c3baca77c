import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { cli, temporaryFolder } from './runCli';

const root = temporaryFolder();
let folders = 0;

const SAMPLE_TRACE = readFileSync('media/samples/synthetic-small.csv', 'utf8');
const BURST = { kind: 'burst', containers: 20, functions: 1, imageMB: null, memoryMB: null };

/** A folder with a sweep file. */
function withSweep(rest: object = {}): { readonly folder: string; readonly sweep: string; readonly manifest: string } {
  const folder = path.join(root, String(folders++));
  mkdirSync(folder);
  const sweep = path.join(folder, 'x.ftsweep.json');
  const given = {
    format: 'faasnet-sweep',
    version: 1,
    workload: BURST,
    systems: ['faasnet', 'baseline'],
    parameters: { vms: 50 },
    seeds: 2,
    axes: [
      { name: 'containers', values: [3, 20] },
      { name: 'imageMB', values: [10, 200, 900] },
    ],
    ...rest,
  };
  writeFileSync(sweep, JSON.stringify(given));
  return { folder, sweep, manifest: path.join(folder, 'x.ftplan.json') };
}

async function ok(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await cli(['sweep', ...args]);
  expect([code, stderr]).toEqual([0, expect.any(String)]);
  return stdout;
}

async function planned(rest: object = {}) {
  const files = withSweep(rest);
  await ok('plan', files.sweep, '--no-estimate');
  return { ...files, results: path.join(files.folder, 'x.ftplan.results') };
}

const bytesOf = (folder: string) =>
  ['x.ftresult.json', 'x.ftresult.parquet'].map((name) => readFileSync(path.join(folder, name)).toString('hex'));

afterEach(() => vi.unstubAllEnvs());

describe('a sweep', () => {
  it('is checked, planned, run, looked at and merged', async () => {
    const { folder, sweep, manifest } = withSweep();
    expect(await ok('validate', sweep)).toContain('24 units, all combinations of\n  containers: 2 values (3, 20)');
    const plan = JSON.parse(await ok('plan', sweep, '--json'));
    expect(plan).toEqual({ manifest, units: 24, estimatedSeconds: expect.any(Number) });
    const { units } = JSON.parse(readFileSync(manifest, 'utf8'));
    expect(units[0]).toMatchObject({ unit: 0, seed: 1, containers: 3, imageMB: 10, system: 'faasnet' });
    expect(await ok('status', manifest)).toContain('0 of 24 units done (0 %), 24 missing, 0 failed');
    expect(await ok('run', manifest)).toContain('24 units simulated');
    expect(await ok('run', manifest)).toContain('0 units simulated');
    expect(await ok('status', manifest)).toContain('24 of 24 units done (100 %)');
    await ok('merge', manifest);
    const summary = JSON.parse(readFileSync(path.join(folder, 'x.ftresult.json'), 'utf8'));
    expect(summary).toMatchObject({ simulated: true, units: 24, done: 24, replicas: 2 });
    expect(summary.points).toHaveLength(12);
  });

  it('has the numbers of simulate', async () => {
    const { folder, manifest } = await planned();
    await ok('run', manifest);
    await ok('merge', manifest);
    const { points } = JSON.parse(readFileSync(path.join(folder, 'x.ftresult.json'), 'utf8'));
    const point = points.find(
      ({ values }: { values: Record<string, unknown> }) =>
        values.containers === 20 && values.imageMB === 900 && values.system === 'baseline',
    );
    const args = [
      'simulate',
      '--burst',
      '20',
      '--set',
      'vms=50',
      '--set',
      'imageMB=900',
      '--system',
      'baseline',
      '--json',
    ];
    const both = await Promise.all(['1', '2'].map((seed) => cli([...args, '--seed', seed])));
    const p99 = both.map(({ stdout }) => JSON.parse(stdout).provisioningSeconds.p99);
    expect(point.measures.p99.value).toBe((p99[0] + p99[1]) / 2);
  });

  it.each([
    [
      '2 shards',
      [
        ['--shard', '1/2'],
        ['--shard', '2/2'],
      ],
    ],
    [
      '2 shards in the other order, one twice',
      [
        ['--shard', '2/2'],
        ['--shard', '1/2'],
        ['--shard', '2/2'],
      ],
    ],
    ['7 shards', [5, 3, 7, 1, 2, 6, 4].map((at) => ['--shard', `${at}/7`])],
  ])('has the same bytes in %s as in one', async (_, shards) => {
    const whole = await planned();
    await ok('run', whole.manifest);
    await ok('merge', whole.manifest);
    const parts = await planned();
    for (const shard of shards) await ok('run', parts.manifest, ...shard);
    await ok('merge', parts.manifest);
    expect(bytesOf(parts.folder)).toEqual(bytesOf(whole.folder));
  });

  it('is completed by a second start after a task was killed', async () => {
    const whole = await planned();
    await ok('run', whole.manifest);
    await ok('merge', whole.manifest);
    const killed = await planned();
    await ok('run', killed.manifest, '--shard', '1/2');
    // As a killed task leaves it: an unfinished file, and a result that was not yet on the disk.
    const [first, second] = readdirSync(killed.results).sort();
    writeFileSync(path.join(killed.results, `${first}.1.2.unfinished`), '{"format"');
    rmSync(path.join(killed.results, second));
    const refused = await cli(['sweep', 'merge', killed.manifest]);
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('13 units have no result')]);
    await ok('run', killed.manifest);
    await ok('merge', killed.manifest);
    expect(bytesOf(killed.folder)).toEqual(bytesOf(whole.folder));
  });

  it('names damaged results, and mends them once they are deleted', async () => {
    const { manifest, results } = await planned();
    await ok('run', manifest);
    const [name] = readdirSync(results);
    writeFileSync(path.join(results, name), '');
    expect(await ok('status', manifest)).toMatch(
      /23 of 24 units done .* 1 failed\nunit \d+, .* is damaged\. Delete it/,
    );
    expect((await cli(['sweep', 'merge', manifest])).code).toBe(4);
    rmSync(path.join(results, name));
    await ok('run', manifest);
    await ok('merge', manifest);
  });

  it('starts with one command, and goes on with a second', async () => {
    const whole = await planned();
    await ok('run', whole.manifest);
    await ok('merge', whole.manifest);
    const { folder, sweep, manifest } = withSweep();
    await ok('plan', sweep, '--no-estimate');
    await ok('run', manifest, '--shard', '1/3');
    const { stderr } = await cli(['sweep', 'start', sweep]);
    expect(stderr).toContain('16 units simulated');
    expect(bytesOf(folder)).toEqual(bytesOf(whole.folder));
  });

  it('takes its part from a job scheduler', async () => {
    const { manifest } = await planned();
    vi.stubEnv('SLURM_ARRAY_TASK_ID', '11');
    vi.stubEnv('SLURM_ARRAY_TASK_MIN', '10');
    vi.stubEnv('SLURM_ARRAY_TASK_COUNT', '3');
    expect(await ok('run', manifest)).toContain('8 units simulated');
    vi.unstubAllEnvs();
    vi.stubEnv('JOB_COMPLETION_INDEX', '0');
    expect((await cli(['sweep', 'run', manifest])).stderr).toContain('nothing tells the number of tasks');
    expect(await ok('run', manifest, '--shards', '3')).toContain('8 units simulated');
    vi.unstubAllEnvs();
    vi.stubEnv('AWS_BATCH_JOB_ARRAY_INDEX', '2');
    vi.stubEnv('AWS_BATCH_JOB_ARRAY_SIZE', '3');
    expect(await ok('run', manifest)).toContain('8 units simulated');
  });

  it('tells units that cannot run from crashes by the exit code, and goes on with the others', async () => {
    const { manifest } = await planned({
      axes: [
        { name: 'containers', values: [1, 3] },
        { name: 'functions', values: [1, 2] },
      ],
    });
    const { code, stderr } = await cli(['sweep', 'run', manifest]);
    expect([code, stderr]).toEqual([4, expect.stringContaining('4 units cannot run.')]);
    expect(await ok('status', manifest)).toMatch(
      /12 of 16 units done .* 4 failed\nunit 4, containers 1, functions 2, system faasnet: /,
    );
    const damaged = path.join(root, 'damaged.ftplan.json');
    writeFileSync(damaged, '{}');
    expect((await cli(['sweep', 'run', damaged])).code).toBe(4);
    expect((await cli(['sweep', 'run', 'no such file'])).code).toBe(1);
  });

  it('replays a trace, and refuses another one', async () => {
    const { folder, sweep, manifest } = withSweep({
      workload: { kind: 'trace', from: null, to: null, functionName: null },
      trace: { name: 'trace.csv' },
      axes: [{ name: 'vms', values: [200, 400] }],
      seeds: 1,
    });
    const trace = path.join(folder, 'trace.csv');
    writeFileSync(trace, SAMPLE_TRACE);
    await ok('plan', sweep, '--no-estimate');
    expect(await ok('run', manifest)).toContain('4 units simulated');
    writeFileSync(trace, SAMPLE_TRACE.slice(0, SAMPLE_TRACE.lastIndexOf('\n', SAMPLE_TRACE.length - 2) + 1));
    const { code, stderr } = await cli(['sweep', 'run', manifest]);
    const isAnother = expect.stringContaining('trace.csv is not the trace that the sweep was made with');
    expect([code, stderr]).toEqual([4, isAnother]);
    const file = JSON.parse(readFileSync(sweep, 'utf8'));
    writeFileSync(sweep, JSON.stringify({ ...file, trace: { name: 'trace.csv', sha256: '1'.repeat(64) } }));
    for (const command of ['plan', 'start']) {
      expect(await cli(['sweep', command, sweep])).toMatchObject({ code: 4, stderr: isAnother });
    }
  });

  it('replays what a filter selects, with the numbers of simulate', async () => {
    const filters = ['latency>20s', 'fn:synthetic-000* -runtime:java'];
    const { folder, sweep, manifest } = withSweep({
      workload: { kind: 'trace', from: null, to: null, functionName: null },
      trace: { name: 'trace.csv' },
      parameters: {},
      axes: [{ name: 'where', values: filters }],
      seeds: 1,
    });
    const trace = path.join(folder, 'trace.csv');
    writeFileSync(trace, SAMPLE_TRACE);
    await ok('plan', sweep, '--no-estimate');
    await ok('run', manifest);
    await ok('merge', manifest);
    const { points } = JSON.parse(readFileSync(path.join(folder, 'x.ftresult.json'), 'utf8'));
    const p99Of = (where: string) =>
      points.find(
        ({ values }: { values: Record<string, unknown> }) => values.where === where && values.system === 'faasnet',
      ).measures.p99.value;
    for (const where of filters) {
      const { stdout } = await cli(['simulate', trace, '--where', where, '--recorded-on', 'unknown', '--json']);
      expect(p99Of(where)).toBe(JSON.parse(stdout).provisioningSeconds.p99);
    }
  });

  it('maps its two axes, and says what too few seeds cannot tell', async () => {
    const { folder, manifest } = await planned({ seeds: 3 });
    await ok('run', manifest);
    expect(await ok('merge', manifest)).toContain(`sweep map ${path.join(folder, 'x.ftresult')}.json`);
    const map = await ok('map', path.join(folder, 'x.ftresult.json'));
    expect(map).toMatch(/imageMB 900 +\w+ [\d.]+x \?/);
    const turned = ['--x', 'imageMB', '--y', 'containers'];
    const whole = await ok('map', path.join(folder, 'x.ftresult.json'), ...turned);
    expect(await ok('map', path.join(folder, 'x.ftresult.json'), ...turned.slice(0, 2))).toBe(whole);
    expect(await ok('map', path.join(folder, 'x.ftresult.json'), ...turned.slice(2))).toBe(whole);
    expect(map).toContain('?: 3 seeds give no interval, so nobody can say how sure this is. Medians and tails need 6');
    expect(await ok('validate', path.join(folder, 'x.ftsweep.json'))).toContain('3 seeds each: too few for intervals.');
  });

  it('draws its crossover map', async () => {
    const { folder, manifest } = await planned({ seeds: 6 });
    await ok('run', manifest);
    await ok('merge', manifest);
    const summary = path.join(folder, 'x.ftresult.json');
    expect(await ok('map', summary, '--x', 'containers', '--y', 'imageMB')).toMatch(/imageMB 900 +\w+ \d/);
    const picture = path.join(folder, 'map.svg');
    await ok('map', summary, '--x', 'containers', '--y', 'imageMB', '--out', picture);
    expect(readFileSync(picture, 'utf8')).toContain('6 seeds, 95 % intervals');
    const other = await cli(['sweep', 'map', manifest, '--x', 'containers', '--y', 'imageMB']);
    expect([other.code, other.stderr]).toEqual([
      4,
      expect.stringContaining('is no summary of a sweep: format is "faasnet-sweep-manifest"'),
    ]);
    expect(existsSync(`${picture}.unfinished`)).toBe(false);
  });

  it('lists its commands', async () => {
    const { stdout } = await cli(['--help']);
    for (const name of ['start', 'validate', 'plan', 'run', 'status', 'merge', 'map'])
      expect(stdout).toContain(`  sweep ${name} `);
    for (const args of [['sweep'], ['sweep', '--json']]) {
      const { code, stderr } = await cli(args);
      expect([code, stderr]).toEqual([2, expect.stringContaining('After sweep, a command is missing.')]);
      expect(stderr).toContain('The commands are: sweep start, sweep validate,');
    }
    expect((await cli(['sweep', 'strat'])).stderr).toContain('There is no command "sweep strat".');
    const family = await cli(['sweep', '--help']);
    expect([family.code, family.stdout.split('\n')[0]]).toEqual([0, 'Usage: faasnet sweep COMMAND [OPTIONS]']);
    expect(family.stdout).toContain('  sweep plan ');
    expect(family.stdout).not.toContain('summarize');
  });
});

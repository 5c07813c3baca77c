import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../../src/reference';
import { PARAMETERS, runFileText } from '../../../src/simulation';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const SMALL = 'media/samples/synthetic-small.csv';
const KEYS = ['system', 'containers', 'vms', 'seed', 'parameters', 'provisioningSeconds', 'registryBytes'];

async function simulated(...args: string[]) {
  const { code, stdout } = await cli(['simulate', '--json', ...args]);
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

describe('simulate', () => {
  it('gives the documented keys for a burst, and the same result each time', async () => {
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

  it('lets VMs fail at the given times', async () => {
    const run = await simulated('--burst', '16', '--fail', '3@2.5', '--fail', '5@3');
    expect(run.failures).toEqual([
      { vm: 3, time: 2.5 },
      { vm: 5, time: 3 },
    ]);
    expect(run.provisioningSeconds.max).toBeGreaterThan((await simulated('--burst', '16')).provisioningSeconds.max + 1);
    for (const [failure, words] of [
      ['3', 'is not a VM failure'],
      ['1000@1', 'numbered from 0 to 999'],
    ]) {
      const { code, stderr } = await cli(['simulate', '--burst', '16', '--fail', failure]);
      expect(code).toBe(2);
      expect(stderr).toContain(words);
    }
  });

  it('replays a trace or one function, with the recorded latencies', async () => {
    const rows = readFileSync(SMALL, 'utf8')
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','));
    const name = rows[0][2];
    const ofFunction = rows.filter((row) => row[2] === name);
    const whole = await simulated(SMALL);
    expect(whole).toMatchObject({ containers: rows.length, functions: new Set(rows.map((row) => row[2])).size });
    expect(whole.recordedSeconds.max).toBe(Math.max(...rows.map((row) => Number(row[3]) / 1000)));
    expect(await simulated(SMALL, '--function', name)).toMatchObject({ containers: ofFunction.length, functions: 1 });
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

  it('lists every parameter with its default, unit, range and source', async () => {
    const { stdout } = await cli(['simulate', '--help']);
    for (const { name, label, defaultValue, unit, min, max, source } of PARAMETERS) {
      const value = `${defaultValue} ${unit}`.trim();
      const line = stdout.split('\n').find((one) => one.startsWith(`  ${name} `));
      expect(line?.endsWith(` ${label}: ${value} (${min} to ${max}; ${source})`)).toBe(true);
    }
  });

  it('accepts parameters, and reports the values used', async () => {
    const run = await simulated('--burst', '16', '--set', 'nicMBps=50', '--set', 'blockKB=256');
    expect(run.parameters).toMatchObject({ nicMBps: 50, blockKB: 256 });
  });

  it('adds every cold start and the series on request', async () => {
    const run = await simulated('--burst', '16', '--cold-starts', '--series', '--watch-vm', '3');
    const { coldStarts, series } = run;
    const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
    for (const column of ['arrivalSeconds', 'provisioningSeconds', 'vm', 'upstream', 'depth', 'registryBytes']) {
      expect(coldStarts[column]).toHaveLength(16);
    }
    expect(coldStarts.upstream.filter((vm: number) => vm === -1)).toHaveLength(1);
    expect(Object.keys(coldStarts.stageSeconds)).toEqual(['queue', 'manifest', 'image load', 'inspect', 'start']);
    expect(sum(coldStarts.registryBytes)).toBeCloseTo(run.registryBytes, 0);
    expect(sum(coldStarts.peerBytes)).toBeCloseTo(run.peerBytes, 0);
    expect(series.registryBytes.unit).toBe('bytes/s');
    expect(sum(series.registryBytes.values) * series.binSeconds).toBeCloseTo(run.registryBytes, 0);
    const received = coldStarts.registryBytes[3] + coldStarts.peerBytes[3];
    expect(sum(series.vmInBytes.values) * series.binSeconds).toBeCloseTo(received, 0);
    const plain = await simulated('--burst', '16');
    expect(plain).not.toHaveProperty('coldStarts');
    expect({ ...run, coldStarts: undefined, series: undefined }).toEqual(plain);
  });

  it.each([
    [['--cold-starts'], '--cold-starts needs --json.'],
    [['--series'], '--series needs --json.'],
    [['--json', '--watch-vm', '1'], '--watch-vm needs --series.'],
    [['--json', '--series', '--watch-vm', '1.5'], "--watch-vm can't be 1.5."],
    [['--json', '--series', '--watch-vm', '50', '--set', 'vms=40'], 'The nearest is 39'],
  ])('refuses %j', async (options, message) => {
    const { code, stderr, stdout } = await cli(['simulate', '--burst', '4', ...options]);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
  });

  it('reports the costs of a run: bytes by source, requests, VMs and trees', async () => {
    const { stdout } = await cli([
      'simulate',
      '--burst',
      '16',
      '--system',
      'faasnet',
      '--system',
      'kraken',
      '--seeds',
      '2',
    ]);
    const rowAfter = (title: string, system: string) =>
      stdout
        .slice(stdout.indexOf(title))
        .split('\n')
        .find((line) => line.startsWith(system))!
        .split(/ {2,}/);
    expect(rowAfter('Simulated traffic', 'kraken').slice(1, 4)).toEqual(['758 MB', '1', '758 MB']);
    expect(rowAfter('Simulated traffic', 'faasnet').slice(2, 4)).toEqual(['228', '0 bytes']);
    expect(rowAfter('Simulated cluster', 'faasnet')[1]).toBe('16');
    expect(rowAfter('Means over 2 seeds ± 95 % confidence  ', 'kraken')[1]).toBe('758 MB ± 0 bytes');
  });

  it('reports that it is simulated, and its assumptions', async () => {
    const { code, stdout, stderr } = await cli(['simulate', SMALL, '--system', 'all']);
    expect(code).toBe(0);
    expect(stdout).toContain('Simulated: replay of synthetic-small.csv');
    expect(stdout).toContain('recorded in the trace');
    expect(stdout).toMatch(/Assumptions:\n {2}- \w/);
    expect(stderr).toContain('synthetic trace');
  });

  it('refuses a function that is not in the trace', async () => {
    const { code, stderr } = await cli(['simulate', SMALL, '--function', 'no-such']);
    expect(code).toBe(2);
    expect(stderr).toContain('"no-such"');
  });
});

describe('simulate --recorded-on', () => {
  it('fits the replay to the baseline unless it is told otherwise, and says how well first', async () => {
    const { stdout, stderr, code } = await cli(['simulate', SMALL, '--system', 'baseline', '--draws', '3']);
    expect(code).toBe(0);
    expect(stderr).toContain('fitted 12 functions to 2,000 cold starts');
    const lines = stdout.split('\n');
    expect(lines[1]).toMatch(/^Read: \S+\.csv as faasnet, latencies in milliseconds, times in seconds$/);
    expect(lines[3]).toMatch(
      /^Fitted to the trace and simulated on baseline: reproduces the recorded p50 \/ p90 \/ p99 within \d+ \/ \d+ \/ \d+ % on the half of the time span that it has not seen\.$/,
    );
    expect(stdout.indexOf('naive: recorded in the first half')).toBeLessThan(stdout.indexOf('Simulated provisioning'));
    expect(stdout).toContain('5 % to 95 % of 3 draws');
    expect(stdout).toContain('Each draw has other images, starts and seeds than the run above');
    expect(stdout).toContain('  - Fitted: the trace was recorded on baseline');
  });

  it.each([
    ['--burst', '2'],
    [SMALL, '--recorded-on', 'unknown'],
  ])('refuses draws where nothing is fitted: %s %s', async (...workload) => {
    const { code, stderr } = await cli(['simulate', ...workload, '--draws', '3']);
    expect(code).toBe(2);
    expect(stderr).toContain('--draws is an option of a replay that is fitted to its trace.');
  });

  it('reproduces the recorded median, and says what was fitted, in JSON', async () => {
    const run = await simulated(SMALL, '--system', 'baseline', '--draws', '3');
    expect(Math.abs(run.provisioningSeconds.p50 / run.recordedSeconds.p50 - 1)).toBeLessThan(0.05);
    const { calibration, drawnSeconds } = run;
    expect(calibration).toMatchObject({ recordedOn: 'baseline', starts: 2000, functions: 12 });
    const { split, heldOut, fit } = calibration;
    expect(split.stages + split.mixture + split.assumed).toBe(12);
    expect(heldOut.fittedStarts + heldOut.check.starts).toBe(2000);
    expect(fit.overall.map(({ share }: { share: number }) => share)).toEqual([0.1, 0.25, 0.5, 0.75, 0.9, 0.99]);
    expect(drawnSeconds.map(({ share }: { share: number }) => share)).toEqual([0.5, 0.9, 0.99]);
    expect(await simulated(SMALL, '--system', 'baseline', '--draws', '3')).toEqual(run);
  });

  it('names the files, and the units as set', async () => {
    const units = ['--unit', 'seconds', '--time-unit', 'seconds'];
    const options = ['--recorded-on', 'unknown', ...units];
    const name = path.basename(SMALL);
    const other = path.join(folder, name);
    copyFileSync(SMALL, other);
    const { stdout, stderr } = await cli(['simulate', SMALL, other, SMALL, ...options]);
    const names = `samples/${name}, ${path.basename(folder)}/${name}`;
    expect(stdout.split('\n')[1]).toBe(
      `Read: ${names} as faasnet, latencies in seconds (as set), times in seconds (as set)`,
    );
    expect(stderr).toContain('1 file named more than once: each is read once.');
    const { trace } = await simulated(SMALL, ...options);
    expect(trace).toEqual({
      files: [name],
      format: 'faasnet',
      latencyUnit: 'seconds',
      latencyUnitSetting: 'seconds',
      timeUnit: 'seconds',
      timeUnitSetting: 'seconds',
    });
    expect((await simulated('--burst', '2')).trace).toBeNull();
  });

  it('replays a part with what was fitted to the whole', async () => {
    const name = readFileSync(SMALL, 'utf8').split('\n')[1].split(',')[2];
    const [part, whole] = [
      await simulated(SMALL, '--function', name, '--draws', '0'),
      await simulated(SMALL, '--draws', '0'),
    ];
    expect(part.calibration).toEqual(whole.calibration);
    expect(part.functions).toBe(1);
    expect(part.drawnSeconds).toBeNull();
  });

  it('unknown fits nothing, and says that the replay does not reproduce the trace', async () => {
    const run = await simulated(SMALL, '--recorded-on', 'unknown');
    expect(run.calibration).toBeNull();
    expect(run.assumptions[0]).toMatch(/^Not fitted to the trace/);
  });

  it.each([
    ['no-such', 'There is no system "no-such" to record a trace on.'],
    ['optimal', 'There is no system "optimal" to record a trace on.'],
  ])('refuses %s', async (name, message) => {
    const { code, stderr } = await cli(['simulate', SMALL, '--recorded-on', name]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect((await cli(['simulate', '--burst', '4', '--recorded-on', 'baseline'])).code).toBe(2);
  });
});

describe('simulate --seeds', () => {
  it('adds means with confidence intervals to the numbers of the first seed', async () => {
    const [one, several] = [await simulated('--burst', '32'), await simulated('--burst', '32', '--seeds', '4')];
    const { overSeeds, ...first } = several;
    expect({ ...first, overSeeds: null }).toEqual(one);
    const runs = [one];
    for (const seed of ['2', '3', '4']) runs.push(await simulated('--burst', '32', '--seed', seed));
    const means = runs.map((run) => run.provisioningSeconds.mean);
    const mean = means.reduce((sum, value) => sum + value) / 4;
    const deviation = Math.sqrt(means.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 3);
    expect(overSeeds.seeds).toBe(4);
    expect(overSeeds.mean.mean).toBeCloseTo(mean, 9);
    expect(overSeeds.mean.halfWidth95).toBeCloseTo((3.182 * deviation) / 2, 3);
  });

  it('prints them in the report', async () => {
    const { stdout } = await cli(['simulate', '--burst', '8', '--seeds', '3']);
    expect(stdout).toContain('Means over 3 seeds ± 95 % confidence');
  });
});

describe('simulate --profile', () => {
  const profile = path.join(folder, 'rates.csv');

  it.each([
    ['t_sec,rps', 120, 1],
    ['min,rps', 2, 1],
  ])('sends requests at the rates of a file with the columns %s', async (header, end, rate) => {
    writeFileSync(profile, `${header}\n0,${rate}\n${end},${rate}\n`);
    const run = await simulated('--profile', profile, '--run-seconds', '3');
    expect(run.containers).toBe(120);
    const { responseSeconds, provisioningSeconds } = run;
    expect(responseSeconds.max).toBeCloseTo(provisioningSeconds.max + 3, 9);
    expect(responseSeconds.mean).toBeCloseTo(provisioningSeconds.mean + 3, 9);
    expect(run.requests.cold + run.requests.warm).toBe(120);
    expect(run.requests.waited).toBeLessThanOrEqual(run.requests.warm);
  });

  it('leaves out the requests of the lead-in', async () => {
    writeFileSync(profile, 't_sec,rps\n0,2\n60,2\n');
    const run = await simulated('--profile', profile, '--run-seconds', '3', '--lead-in', '600');
    expect(run.containers).toBe(120);
    expect(run.assumptions.join(' ')).toContain('requests of the lead-in');
    expect(run.requests.warm).toBeGreaterThan(100);
    const { code, stderr } = await cli(['simulate', '--profile', profile, '--lead-in=-1']);
    expect(code).toBe(2);
    expect(stderr).toContain("--lead-in can't be -1");
  });

  it('gives the same result from a run file with its points', async () => {
    const csv = 't_sec,rps\n0,2\n60,2\n';
    writeFileSync(profile, csv);
    const workload = {
      kind: 'profile',
      name: 'rates.csv',
      csv,
      leadInSeconds: 30,
      runSeconds: 1,
      imageMB: null,
      memoryMB: 512,
    } as const;
    const file = path.join(folder, 'profile.ftsim.json');
    const rest = { systems: ['faasnet'], parameters: {}, failures: [], seed: 1, seeds: 1, trace: null };
    writeFileSync(file, runFileText({ ...rest, workload }));
    const options = ['--lead-in', '30', '--run-seconds', '1', '--memory-mb', '512'];
    expect(await simulated('--run', file)).toEqual(await simulated('--profile', profile, ...options));
    writeFileSync(file, runFileText({ ...rest, workload: { ...workload, csv: '0,1\n1,x' } }));
    const { code, stderr } = await cli(['simulate', '--run', file]);
    expect(code).toBe(2);
    expect(stderr).toContain('rates.csv: Line 2, column 2 is "x"');
  });

  it('names the line of a file without a rate', async () => {
    writeFileSync(profile, 't_sec,rps\n0,1\nnow,2\n');
    const { code, stderr } = await cli(['simulate', '--profile', profile]);
    expect(code).toBe(2);
    expect(stderr).toContain('rates.csv: Line 3, column 1 is "now"; expected a time in seconds.');
  });
});

describe('simulate --preset', () => {
  it('runs each set-up of the form with its systems and parameters', async () => {
    const runs = await simulated('--preset', 'placement-8');
    expect(runs).toHaveLength(5);
    expect(runs[0]).toMatchObject({ containers: 8, vms: 8, parameters: { vms: 8, spread: 1 } });
    const run = await simulated('--preset', 'placement-8', '--system', 'faasnet', '--set', 'vms=4', '--seed', '2');
    expect(run).toMatchObject({ system: 'faasnet', vms: 4, seed: 2, parameters: { spread: 1 } });
    const spikes = await simulated('--preset', '12', '--system', 'faasnet');
    expect(spikes.parameters).toMatchObject({ scaleOut: 0, idleSeconds: 480 });
    expect(spikes.requests.containers).toBeGreaterThan(spikes.requests.cold);
  });

  it('lists them in the help, and names them for an unknown one', async () => {
    const { stdout } = await cli(['simulate', '--help']);
    for (const { id, label } of PRESETS) expect(stdout).toMatch(new RegExp(`^ {2}${id} +${label}$`, 'm'));
    const { code, stderr } = await cli(['simulate', '--preset', '13']);
    expect(code).toBe(2);
    expect(stderr).toContain('The set-ups are: 11, 12, ');
  });

  it.each([
    [['--burst', '4'], '--burst'],
    [[SMALL], SMALL],
  ])('refuses another workload: %s', async (args, named) => {
    const { code, stderr } = await cli(['simulate', '--preset', '12', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(`${named} can't be given with --preset`);
  });
});

describe('the report of requests', () => {
  const profile = path.join(folder, 'spike.csv');
  writeFileSync(profile, 'sec,rps\n0,1\n60,1\n60.5,40\n61,1\n120,1\n');

  it('prints the containers started, and the longest responses over time', async () => {
    const run = ['--profile', profile, '--run-seconds', '0.5', '--system', 'faasnet', '--system', 'baseline'];
    const { stdout } = await cli(['simulate', ...run]);
    const [faasnet] = await simulated(...run);
    const lines = stdout.split('\n');
    const linesFrom = (title: string) => lines.slice(lines.findIndex((line) => line.startsWith(title)));
    const [head, first] = linesFrom('Simulated response').map((line) => line.split(/ {2,}/));
    expect(head.slice(-6)).toEqual(['cold', 'warm', 'waited', 'retried', 'lost', 'containers started']);
    expect(first.slice(-6, -4).map(Number)).toEqual([faasnet.requests.cold, faasnet.requests.warm]);
    expect(Number(first.at(-1))).toBe(faasnet.requests.containers);
    const mean = linesFrom('Simulated containers: order to start')[1].split(/ {2,}/)[1];
    expect(Number(mean)).toBeCloseTo(faasnet.containerSeconds.mean, 2);
    const overTime = linesFrom('Simulated longest response')
      .slice(0, 13)
      .map((line) => line.split(/ {2,}/));
    expect(overTime[0].slice(1)).toEqual(['requests', 'faasnet', 'baseline']);
    const counted = overTime.slice(1).reduce((sum, [, requests]) => sum + Number(requests), 0);
    expect(counted).toBe(faasnet.containers);
    const longest = Math.max(...overTime.slice(1).map((cells) => Number(cells[2])));
    expect(longest).toBeCloseTo(faasnet.responseSeconds.max, 2);
  });

  it('has each request in JSON, cold or warm, and the longest response of each bin', async () => {
    const args = ['--profile', profile, '--run-seconds', '0.5', '--cold-starts', '--series'];
    const { requests, coldStarts, series, responseSeconds } = await simulated(...args);
    expect(coldStarts.warm.filter((warm: number) => warm === 0)).toHaveLength(requests.cold);
    const longest = series.responseSeconds.values.filter((value: number | null) => value !== null);
    expect(Math.max(...longest)).toBeCloseTo(responseSeconds.max, 9);
    expect(series.responseSeconds.values).toContain(null);
  });

  it('counts requests that failing VMs cut off, and has no times of lost ones', async () => {
    const args = ['--profile', profile, '--run-seconds', '30', '--fail', '0@20', '--cold-starts'];
    const retried = await simulated(...args);
    expect(retried.totals).toMatchObject({ failedVms: 1, lostRequests: 0 });
    expect(retried.totals.retriedRequests).toBeGreaterThan(0);
    const lost = await simulated(...args, '--set', 'requestRetries=0');
    expect(lost.totals).toMatchObject({ failedVms: 1, retriedRequests: 0 });
    const none = lost.coldStarts.provisioningSeconds.filter((seconds: number | null) => seconds === null);
    expect(none).toHaveLength(lost.totals.lostRequests);
  });
});

describe('the VM-seconds of a burst', () => {
  it('are given to its end and for the idle time after it', async () => {
    const { totals } = await simulated('--burst', '128');
    expect(totals.vmSeconds).toBeCloseTo(1196, 0);
    // 128 VMs are kept for 900 s each, less what they idle before the end.
    expect(totals.keepAliveVmSeconds).toBeGreaterThan(128 * 898);
    expect(totals.keepAliveVmSeconds).toBeLessThanOrEqual(128 * 900);
    const { stdout } = await cli(['simulate', '--burst', '128']);
    expect(stdout).toMatch(/VM-seconds to the end {2}VM-seconds kept idle after it/);
  });
});

describe('simulate --run', () => {
  const file = path.join(folder, 'again.ftsim.json');
  const trace = path.join(folder, 'trace.csv');
  const sha256 = createHash('sha256').update(readFileSync(SMALL)).digest('hex');
  const base = {
    systems: ['faasnet', 'baseline'],
    parameters: { nicMBps: 50 },
    failures: [{ vm: 3, time: 2.5 }],
    seed: 5,
    seeds: 1,
  };
  const replay = { kind: 'trace', from: null, to: null, functionName: null } as const;

  it('gives the same result as the same options', async () => {
    const workload = { kind: 'burst', containers: 16, functions: 2, imageMB: 428, memoryMB: null } as const;
    writeFileSync(file, runFileText({ ...base, workload, trace: null }));
    const options = ['--functions', '2', '--image-mb', '428', '--set', 'nicMBps=50', '--fail', '3@2.5', '--seed', '5'];
    const asked = await simulated('--burst', '16', ...options, '--system', 'faasnet', '--system', 'baseline');
    expect(await simulated('--run', file)).toEqual(asked);
  });

  it('finds the trace in its folder, and warns if it has changed', async () => {
    copyFileSync(SMALL, trace);
    writeFileSync(file, runFileText({ ...base, workload: replay, trace: { name: 'trace.csv', sha256 } }));
    const same = await cli(['simulate', '--json', '--run', file]);
    expect(same.code).toBe(0);
    expect(same.stderr).not.toContain('is not the trace');
    const options = [
      '--set',
      'nicMBps=50',
      '--fail',
      '3@2.5',
      '--seed',
      '5',
      '--system',
      'faasnet',
      '--system',
      'baseline',
    ];
    // Run files without a system that the trace was recorded on were saved before replays were fitted.
    expect(JSON.parse(same.stdout)).toEqual(await simulated(trace, '--recorded-on', 'unknown', ...options));
    const fitted = { ...replay, recordedOn: 'on-demand' };
    writeFileSync(file, runFileText({ ...base, workload: fitted, trace: { name: 'trace.csv', sha256 } }));
    const again = await simulated('--run', file, '--draws', '2');
    expect(again).toEqual(await simulated(trace, '--recorded-on', 'on-demand', '--draws', '2', ...options));
    writeFileSync(file, runFileText({ ...base, workload: replay, trace: { name: 'trace.csv', sha256 } }));
    writeFileSync(trace, readFileSync(SMALL, 'utf8').split('\n').slice(0, 100).join('\n'));
    const other = await cli(['simulate', '--json', '--run', file]);
    expect(other.code).toBe(0);
    expect(other.stderr).toContain('trace.csv is not the trace that the run file was saved with');
    const named = await cli(['simulate', '--json', '--run', file, SMALL]);
    expect(named.stderr).not.toContain('is not the trace');
  });

  it('refuses options that the file sets, and files that are not run files', async () => {
    expect((await cli(['simulate', '--run', file, '--seed', '3'])).stderr).toContain('--seed');
    expect((await cli(['simulate', '--run', file, '--system', 'kraken'])).stderr).toContain('--system');
    const { code, stderr } = await cli(['simulate', '--run', SMALL]);
    expect(code).toBe(1);
    expect(stderr).toContain('is not JSON');
    writeFileSync(file, runFileText({ ...base, workload: replay, trace: { name: 'gone.csv', sha256 } }));
    expect((await cli(['simulate', '--run', file])).stderr).toContain('gone.csv, which is not in the same folder');
  });
});

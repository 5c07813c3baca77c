import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { cli, temporaryFolder } from './runCli';

const FIXTURES = path.resolve(import.meta.dirname, '../../fixtures/formats');
const AZURE = path.join(FIXTURES, 'azure-2019-invocations-d01.csv');
const HUAWEI = path.join(FIXTURES, 'huawei-2023-requests-minute.csv');
/** The first function of the sample, by the last part of its name. */
const FUNCTION = '865ab0d317f36965e43d20d275b545a6773137adad19db1d61ecb8032f473e0b';

const folder = temporaryFolder();

describe('summarize', () => {
  it('names a file that is no cold-start trace', async () => {
    const { code, stderr } = await cli(['summarize', AZURE]);
    expect(code).toBe(1);
    expect(stderr).toContain("This is no cold-start trace: Azure's invocation counts (2019).");
    expect(stderr).toContain('Simulate its requests as a request-rate profile.');
  });

  it('names it for programs with --json', async () => {
    const { stdout, stderr } = await cli(['summarize', AZURE, '--json']);
    const { error } = JSON.parse(stdout === '' ? stderr : stdout);
    expect([error.code, error.subject]).toEqual(['foreign', 'azure-2019-invocations']);
  });
});

describe('simulate --profile', () => {
  const options = ['--run-seconds', '1', '--lead-in', '0', '--json'];

  it('takes the requests of a file that counts them', async () => {
    const { stdout, stderr } = await cli(['simulate', '--profile', HUAWEI, ...options]);
    expect(stderr).toContain("Huawei's time series of a metric (2023, 2025)");
    expect(stderr).toContain('1,148 requests in steps of 1 min');
    expect(JSON.parse(stdout)).toMatchObject({ containers: 1148, workload: { seconds: 480 } });
  });

  it('takes the requests of a compressed file, and of standard input', async () => {
    const file = path.join(folder, 'huawei.csv.gz');
    writeFileSync(file, gzipSync(readFileSync(HUAWEI)));
    const compressed = await cli(['simulate', '--profile', file, ...options]);
    expect(JSON.parse(compressed.stdout).containers).toBe(1148);
    const piped = await cli(['simulate', '--profile', '-', ...options], readFileSync(HUAWEI));
    expect(JSON.parse(piped.stdout).containers).toBe(1148);
  });

  it('takes the requests of one function', async () => {
    const { stdout, stderr } = await cli(['simulate', '--profile', AZURE, '--profile-function', FUNCTION, ...options]);
    expect(stderr).toContain('441 requests in steps of 1 min');
    expect(JSON.parse(stdout)).toMatchObject({ containers: 441, workload: { seconds: 86_400 } });
  });

  it('refuses a function that the file does not have, and one of a file that names none', async () => {
    const missing = await cli(['simulate', '--profile', AZURE, '--profile-function', 'nope', ...options]);
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('The file has no function')]);
    const none = await cli(['simulate', '--profile', path.join(FIXTURES, 'containerd.log'), '--profile-function', 'f']);
    expect([none.code, none.stderr]).toEqual([2, expect.stringContaining('does not count requests by function')]);
  });

  it('refuses --profile-function without a profile', async () => {
    const { code, stderr } = await cli(['simulate', '--burst', '4', '--profile-function', 'f']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--profile-function is an option of a profile')]);
  });
});

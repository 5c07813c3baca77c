import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundledCli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const cli = bundledCli(folder);
const SAMPLES = 'media/samples';
const OPTIONS: Readonly<Record<string, string[]>> = {
  'synthetic-small.csv': ['--rows', '2000', '--seed', '1'],
  'synthetic-day.csv': ['--rows', '20000', '--seed', '1'],
};

describe('generate', () => {
  it('makes the samples that ship, byte for byte', async () => {
    expect(readdirSync(SAMPLES).sort()).toEqual(Object.keys(OPTIONS).sort());
    for (const [name, options] of Object.entries(OPTIONS)) {
      const { code, stdout, stderr } = await cli(['generate', ...options]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout === readFileSync(path.join(SAMPLES, name), 'utf8')).toBe(true);
    }
  });

  it('writes a file, and tells what it wrote', async () => {
    const file = path.join(folder, 'out.csv');
    const { code, stdout } = await cli(['generate', '--rows', '3000', '--seed', '9', '--out', file, '--json']);
    expect(code).toBe(0);
    const text = readFileSync(file, 'utf8');
    expect(JSON.parse(stdout)).toEqual({
      rows: 3000,
      seed: 9,
      region: 'beijing',
      synthetic: true,
      file,
      bytes: text.length,
    });
    expect((await cli(['generate', '--rows', '3000', '--seed', '9'])).stdout).toBe(text);
    expect(await cli(['generate', '--rows', '3000', '--seed', '9', '--out', file])).toMatchObject({
      code: 0,
      stdout: '',
    });
  });

  it('leaves a file alone when it refuses the request', async () => {
    const file = path.join(folder, 'kept.csv');
    await cli(['generate', '--rows', '5', '--out', file]);
    const before = readFileSync(file, 'utf8');
    expect((await cli(['generate', '--rows', '5', '--functions', '6', '--out', file])).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('puts the trace into the JSON object where there is no file', async () => {
    const { stdout: csv } = await cli(['generate', '--rows', '5000', '--seed', '2']);
    const { code, stdout } = await cli(['generate', '--rows', '5000', '--seed', '2', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ rows: 5000, seed: 2, region: 'beijing', synthetic: true, csv });
  });

  it('fails in words where the file cannot be written', async () => {
    const { code, stderr } = await cli([
      'generate',
      '--rows',
      '5',
      '--out',
      path.join(folder, 'no', 'such', 'folder.csv'),
    ]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/folder\.csv can't be written: its folder is not there/);
  });

  it('ends quietly when its reader has seen enough', async () => {
    const args = [path.join(folder, 'cli.js'), 'generate', '--rows', '2000000'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });
});

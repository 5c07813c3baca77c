import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const SAMPLES = 'media/samples';
const OPTIONS: Readonly<Record<string, string[]>> = {
  'synthetic-small.csv': ['--rows', '2000', '--seed', '1'],
  'synthetic-day.csv': ['--rows', '20000', '--seed', '1'],
};

describe('generate', () => {
  it('generates the shipped samples, byte for byte', async () => {
    expect(readdirSync(SAMPLES).sort()).toEqual(Object.keys(OPTIONS).sort());
    for (const [name, options] of Object.entries(OPTIONS)) {
      const { code, stdout, stderr } = await cli(['generate', ...options]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      expect(stdout === readFileSync(path.join(SAMPLES, name), 'utf8')).toBe(true);
    }
  });

  it('writes a file, and reports what it wrote', async () => {
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
    expect(await cli(['generate', '--rows', '3000', '--seed', '9', '--out', file, '--force'])).toEqual({
      code: 0,
      stdout: '',
      stderr: `${file}: 3,000 synthetic cold starts, ${Math.round(text.length / 1000)} kB\n`,
    });
  });

  it('leaves a file alone if it refuses the request', async () => {
    const file = path.join(folder, 'kept.csv');
    await cli(['generate', '--rows', '5', '--out', file]);
    const before = readFileSync(file, 'utf8');
    expect((await cli(['generate', '--rows', '5', '--functions', '6', '--out', file])).code).toBe(2);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('puts the trace into the JSON object without --out', async () => {
    const { stdout: csv } = await cli(['generate', '--rows', '5000', '--seed', '2']);
    const { code, stdout } = await cli(['generate', '--rows', '5000', '--seed', '2', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ rows: 5000, seed: 2, region: 'beijing', synthetic: true, csv });
  });

  it('replaces a file only with --force', async () => {
    const file = path.join(folder, 'mine.csv');
    writeFileSync(file, 'mine');
    expect(await cli(['generate', '--rows', '5', '--out', file])).toEqual({
      code: 2,
      stdout: '',
      stderr: `faasnet: ${file} exists already.\nAdd --force to replace it, or name another file with --out.\n`,
    });
    expect(readFileSync(file, 'utf8')).toBe('mine');
    expect((await cli(['generate', '--rows', '5', '--out', file, '--force'])).code).toBe(0);
    expect(readFileSync(file, 'utf8')).toContain('synthetic-');
  });

  it.each(['-', '/dev/stdout'])('prints the trace for --out %s', async (out) => {
    const printed = await cli(['generate', '--rows', '5']);
    expect(await cli(['generate', '--rows', '5', '--out', out])).toEqual(printed);
  });

  it.each([
    [['no', 'such', 'folder.csv'], 'its folder does not exist'],
    [['a-file', 'x.csv'], 'part of its path is a file, not a folder'],
    [['a-folder'], 'it is a folder'],
    [['loop'], 'it is a symbolic link to itself'],
    [['n'.repeat(300)], 'its name is too long'],
  ])('says why %j cannot be written', async (names, reason) => {
    mkdirSync(path.join(folder, 'a-folder'), { recursive: true });
    writeFileSync(path.join(folder, 'a-file'), '');
    if (names[0] === 'loop') symlinkSync('loop', path.join(folder, 'loop'));
    const before = readdirSync(folder);
    const file = path.join(folder, ...names);
    const { code, stderr } = await cli(['generate', '--rows', '5', '--out', file, '--force']);
    expect({ code, stderr }).toEqual({ code: 1, stderr: `faasnet: ${file} can't be written: ${reason}.\n` });
    expect(readdirSync(folder)).toEqual(before);
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { cli } from './runCli';

const COMMANDS = ['summarize', 'simulate', 'reproduce', 'generate', 'tree', 'formats'];

describe('faasnet', () => {
  it('lists its commands, and the options of each', async () => {
    const help = await cli(['--help']);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    for (const command of COMMANDS) {
      expect(help.stdout).toContain(`  ${command} `);
      const { code, stdout } = await cli([command, '--help']);
      expect(code).toBe(0);
      expect(stdout).toContain(`Usage: faasnet ${command}`);
      expect(stdout).toContain('--json');
      expect((await cli([command, '-h'])).stdout).toBe(stdout);
    }
  });

  it('prints its version', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await cli(['--version'])).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [[], 'command is missing'],
    [['no-such'], 'no command "no-such"'],
    [['summarize'], 'trace file is missing'],
    [['summarize', '--no-such', 'a.csv'], "Unknown option '--no-such'"],
    [['summarize', 'media/samples/synthetic-small.csv', '--unit', 'hours'], '--unit can\'t be "hours"'],
    [['summarize', 'media/samples/synthetic-small.csv', '--top', '-1'], '--top'],
    [['generate'], '--rows is missing'],
    [['generate', '--rows', 'many'], '--rows takes a number'],
    [['generate', '--rows', '0x10'], '--rows takes a number'],
    [['generate', '--rows', '151,6'], '--rows takes a number, not "151,6"'],
    [['generate', '--rows', '0'], 'number of rows'],
    [['generate', '--rows', '5', '--region', 'mars'], '--region'],
    [['generate', '5'], '"5" is one argument too many'],
    [['tree'], '--log is missing'],
    [['tree', '--log', '-', '--fan-out', '0'], 'fan-out'],
    [['simulate'], '--burst'],
    [['simulate', 'a.csv', '--burst', '5'], 'The trace a.csv and --burst exclude each other.'],
    [['simulate', '--burst', '5', '--function', 'f'], '--function'],
    [['simulate', 'a.csv', '--image-mb', '5'], '--image-mb'],
    [['simulate', '--burst', '0'], '--burst'],
    [['simulate', '--burst', '8', '--system', 'faasnot'], 'no system "faasnot"'],
    [['simulate', '--burst', '8', '--seed', '1.5'], '--seed'],
    [['simulate', '--burst', '8', '--set', 'blockKB'], 'NAME=VALUE'],
    [['simulate', '--burst', '8', '--set', 'blokKB=512'], 'no parameter'],
    [['simulate', '--burst', '8', '--set', 'blockKB=big'], 'takes a number'],
    [['simulate', '--burst', '8', '--set', 'blockKB=-1'], 'blockKB'],
  ])('refuses %j with exit code 2, as text and as JSON', async (args, words) => {
    const text = await cli(args, 'I');
    expect(text).toMatchObject({ code: 2, stdout: '' });
    expect(text.stderr).toContain(words);
    if (args.length === 0) return;
    const json = await cli([...args, '--json'], 'I');
    expect(json).toMatchObject({ code: 2, stdout: '' });
    const { error } = JSON.parse(json.stderr);
    expect(error.message).toContain(words);
    expect(error.advice).not.toBe('');
    expect(error.code).toBe('usage');
  });

  it('reads digits in groups of three, and asks for a decimal point instead of a comma', async () => {
    const plain = await cli(['generate', '--rows', '1516']);
    expect(await cli(['generate', '--rows', '1,516'])).toEqual(plain);
    const { stderr } = await cli(['simulate', '--burst', '8', '--image-mb', '151,6']);
    expect(stderr).toBe('faasnet: --image-mb takes a number, not "151,6".\nWrite a decimal point: 151.6.\n');
    expect((await cli(['simulate', '--burst', '8', '--set', 'vms=abc'])).stderr).toBe(
      'faasnet: --set vms= takes a number, not "abc".\nWrite digits, such as 1516 or 151.6.\n',
    );
  });
});

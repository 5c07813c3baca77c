import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundleCli, cli, spawned, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const SMALL = 'media/samples/synthetic-small.csv';
let bundle = '';

beforeAll(async () => {
  bundle = await bundleCli(folder);
});

/** Standard error without computing times. */
const untimed = (text: string) => text.replace(/\d+\.\d\d s$/gm, '… s');

describe('the command line as a separate process', () => {
  it.each([
    [['summarize', SMALL]],
    [['simulate', '--burst', '8', '--json']],
    [['reproduce', '--figure', '20', '--seeds', '1']],
    [['generate', '--rows', '1000']],
    [['convert', SMALL, '--out', path.join(folder, 'out.csv'), '--force', '--json']],
    [['tree', '--log', '-'], 'I I D0 I'],
    [['generate', '--rows', '0', '--json']],
  ])('prints for %j what the same call prints', async (args, input = '') => {
    const inProcess = await cli(args, input);
    const asProcess = await spawned(process.execPath, [bundle, ...args], input);
    expect({ ...asProcess, stderr: untimed(asProcess.stderr) }).toEqual({
      ...inProcess,
      stderr: untimed(inProcess.stderr),
    });
  });

  it('ends quietly when the reader of its output closes it', async () => {
    const child = spawn(process.execPath, [bundle, 'generate', '--rows', '2000000'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text) => {
      stderr += text;
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  });

  it.skipIf(!existsSync('/dev/full'))('reports a full disk', async () => {
    const shell = (command: string) => spawned('sh', ['-c', `"$0" "$1" ${command}`, process.execPath, bundle]);
    expect(await shell(`summarize ${SMALL} >/dev/full`)).toEqual({
      code: 1,
      stdout: '',
      stderr: "faasnet: Standard output can't be written: the disk is full.\n",
    });
    expect((await shell('simulate --burst 8 --json >/dev/full')).stderr).toContain(
      `{"error":{"message":"Standard output can't be written: the disk is full.",`,
    );
    expect(await shell('generate --rows 5 --out /dev/full')).toEqual({
      code: 1,
      stdout: '',
      stderr: "faasnet: /dev/full can't be written: the disk is full.\n",
    });
  });

  it.skipIf(process.platform === 'win32')('removes the unfinished file when a signal ends it', async () => {
    const before = readdirSync(folder);
    const file = path.join(folder, 'interrupted.csv');
    const child = spawn(process.execPath, [bundle, 'generate', '--rows', '5000000', '--out', file]);
    const ended = new Promise((resolve) => child.on('close', (_code, signal) => resolve(signal)));
    await expect.poll(() => readdirSync(folder).filter((name) => name.endsWith('.unfinished'))).toHaveLength(1);
    child.kill('SIGINT');
    expect(await ended).toBe('SIGINT');
    expect(readdirSync(folder)).toEqual(before);
  });

  it('can write to its standard output by device name', async () => {
    const command = '"$0" "$1" generate --rows 5 --out /dev/stdout >"$2"';
    const file = path.join(folder, 'redirected.csv');
    expect(await spawned('sh', ['-c', command, process.execPath, bundle, file])).toMatchObject({ code: 0, stderr: '' });
    expect(readFileSync(file, 'utf8')).toBe((await cli(['generate', '--rows', '5'])).stdout);
  });
});

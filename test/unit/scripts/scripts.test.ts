import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { wideCommentLines } from '../../../scripts/commentWidth.mjs';
import { LEAST_NODE } from '../../../scripts/node.mjs';

const root = path.resolve(import.meta.dirname, '../../..');
const folder = path.join(root, 'scripts');
const textOf = (name: string) => readFileSync(path.join(folder, name), 'utf8');

const modules = readdirSync(folder).filter((name) => name.endsWith('.mjs'));

/** Scripts that a person runs: their first comment shows how. */
const commands = modules.filter((name) => {
  const usage = /^\/\*\*[\s\S]*?\*\//.exec(textOf(name))?.[0];
  return usage?.includes(`node scripts/${name}`) && name !== 'leash.mjs';
});

describe('scripts on an old Node', () => {
  it.each(commands)('%s checks the version before anything else', (name) => {
    const [first] = /^import .*;$/m.exec(textOf(name))!;
    expect(first).toBe("import './node.mjs';");
  });

  it('print the version that they need in one line', () => {
    const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.11.0' } })`;
    const args = [`--import=data:text/javascript,${encodeURIComponent(old)}`, path.join(folder, 'build.mjs')];
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^This needs Node 22\.12 or newer, not 20\.11\.0.*\n$/);
  });

  it('need no older version than the command line, which package.json states', () => {
    const { engines } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
    const [, target] = /target: 'node(\d+)'/.exec(readFileSync(path.join(root, 'scripts/build.mjs'), 'utf8'))!;
    expect(engines.node).toBe(`>=${target}`);
    expect(Number.parseInt(LEAST_NODE, 10)).toBeGreaterThanOrEqual(Number(target));
  });

  it('import no name that an old Node lacks', () => {
    for (const name of modules) {
      expect(textOf(name), name).not.toMatch(/import \{[^}]*\b(glob|globSync)\b[^}]*\} from 'node:fs/);
    }
  });
});

describe('comment lines', () => {
  const wide = 'word '.repeat(30);

  it.each([[`// ${wide}`], [`/** ${wide}*/`], [`   * ${wide}`], [`const a = 1; // ${wide}`]])(
    'are refused if they are too wide: %s',
    (line) => {
      expect(wideCommentLines(`short\n${line}\n`, 120)).toEqual([2]);
    },
  );

  it.each([[`const a = '${wide}';`], [`// https://${'x'.repeat(150)}`], [`// ${'word '.repeat(10)}`]])(
    'are accepted: %s',
    (line) => {
      expect(wideCommentLines(line, 120)).toEqual([]);
    },
  );
});

describe.skipIf(process.platform === 'win32')('a command on a leash', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('ends with its children when its owner is ended by %s', async (signal) => {
    const forever = "setInterval(() => {}, 1000); console.log('pid ' + process.pid);";
    const parent = `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(forever)}], { stdio: 'inherit' }); ${forever}`;
    const owner = `
      const { spawnOnLeash } = await import(${JSON.stringify(path.join(folder, 'processGroup.mjs'))});
      spawnOnLeash(process.execPath, ['-e', ${JSON.stringify(parent)}]).stdout.pipe(process.stdout);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', owner], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      output += text;
    });
    const pids = () => [...output.matchAll(/pid (\d+)/g)].map(([, pid]) => Number(pid));
    await expect.poll(pids).toHaveLength(2);
    child.kill(signal);
    await once(child, 'exit');
    await expect.poll(() => pids().filter(isAlive)).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

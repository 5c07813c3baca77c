import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const ORACLE = 'test/fixtures/functionTree/oracle.jsonl';

describe('tree', () => {
  it('prints the tree that results from the operations', async () => {
    const file = path.join(folder, 'operations.txt');
    writeFileSync(file, 'I I\tI\nI I\r\nD1 ');
    expect(await cli(['tree', '--log', file])).toMatchObject({ code: 0, stdout: '0(3(-,4),2)\n' });
    const { stdout } = await cli(['tree', '--log', '-', '--json'], 'I I D0 I');
    expect(JSON.parse(stdout)).toEqual({ tree: '1(2,-)', live: 2, height: 1, levels: 2 });
    const empty = await cli(['tree', '--log', '-', '--json'], '');
    expect(JSON.parse(empty.stdout)).toEqual({ tree: '-', live: 0, height: -1, levels: 0 });
  });

  it('agrees with every vector of the prototype', async () => {
    const vectors = readFileSync(ORACLE, 'utf8').trim().split('\n');
    const expected = vectors.map((line) => JSON.parse(line)).map(({ tree, live }) => ({ tree, live }));
    const { code, stdout } = await cli(['tree', '--log', ORACLE, '--json']);
    expect(code).toBe(0);
    const found = JSON.parse(stdout).map(({ tree, live }: { tree: string; live: number }) => ({ tree, live }));
    expect(found).toEqual(expected);
    expect((await cli(['tree', '--log', ORACLE])).stdout.trimEnd().split('\n')).toEqual(
      expected.map(({ tree }) => tree),
    );
  });

  it('refuses a log that is too large to be one', async () => {
    const file = path.join(folder, 'large.txt');
    writeFileSync(file, '');
    truncateSync(file, 2 ** 30);
    const { code, stderr } = await cli(['tree', '--log', file]);
    expect(code).toBe(1);
    expect(stderr).toBe('faasnet: large.txt has more than 67.1 MB.\nCheck that it is the file you mean.\n');
  });

  it('accepts another fan-out', async () => {
    const { stdout } = await cli(['tree', '--log', '-', '--fan-out', '3'], 'I I I I I');
    expect(stdout).toBe('0(1(4,-,-),2,3)\n');
  });

  it.each([
    ['I X', 'Line 1, column 3'],
    ['I I D7', 'VM 7'],
    ['{"ops":"I"}\nnot json', 'Line 2'],
  ])('says where %j is wrong', async (log, words) => {
    const { code, stdout, stderr } = await cli(['tree', '--log', '-'], log);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toContain(words);
  });
});

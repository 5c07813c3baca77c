import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { naiveQuantile } from '../comparison/sides';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const DAY = 'media/samples/synthetic-day.csv';

/** The sample's latencies in seconds, by function. */
const rows = readFileSync(DAY, 'utf8')
  .trimEnd()
  .split('\n')
  .slice(1)
  .map((line) => {
    const [, time, name, latency, runtime] = line.split(',');
    return { time: Number(time), name, seconds: Number(latency) / 1000, runtime };
  });

async function comparisonOf(...args: string[]) {
  const { code, stdout, stderr } = await cli(['compare', '--json', ...args]);
  expect(stderr).toBe('');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const seconds = (keep: (row: (typeof rows)[number]) => boolean) => rows.filter(keep).map((row) => row.seconds);

describe('compare', () => {
  it('sets what a filter selects against what it leaves out', async () => {
    const found = await comparisonOf(DAY, '--where', 'runtime:python');
    const [a, b] = [seconds(({ runtime }) => runtime !== 'python'), seconds(({ runtime }) => runtime === 'python')];
    expect(found.a).toMatchObject({ file: 'synthetic-day.csv', isRest: true, count: a.length });
    expect(found.b).toMatchObject({ where: 'runtime:python', isRest: false, count: b.length, max: Math.max(...b) });
    for (const { share, ...one } of found.percentiles) {
      expect(one.a).toBeCloseTo(naiveQuantile(a, share), 9);
      expect(one.b).toBeCloseTo(naiveQuantile(b, share), 9);
      expect(one.difference).toBeGreaterThanOrEqual(one.low);
      expect(one.difference).toBeLessThanOrEqual(one.high);
    }
    // No function has two runtimes.
    expect(found.functions).toMatchObject({ compared: 0, onlyB: { coldStarts: b.length } });
  });

  it('tells two files of one name apart', async () => {
    const files = ['may', 'june'].map((month) => path.join(folder, month, 'log.csv'));
    for (const file of files) {
      mkdirSync(path.dirname(file));
      copyFileSync(DAY, file);
    }
    const { a, b } = await comparisonOf(...files);
    expect([a.file, b.file]).toEqual(['may', 'june'].map((month) => path.join(month, 'log.csv')));
  });

  it('compares two files', async () => {
    const slower = path.join(folder, 'slower.csv');
    const text = readFileSync(DAY, 'utf8').trimEnd().split('\n');
    const doubled = text.map((line, at) => {
      const cells = line.split(',');
      if (at > 0) cells[3] = String(2 * Number(cells[3]));
      return cells.join(',');
    });
    writeFileSync(slower, `${doubled.join('\n')}\n`);
    const found = await comparisonOf(DAY, slower, '--top', '3', '--unit', 'milliseconds');
    for (const { ratio, low } of found.percentiles) {
      expect(ratio).toBeCloseTo(2, 9);
      expect(low).toBeGreaterThan(0);
    }
    expect(found.functions.listed).toHaveLength(3);
    expect(found.functions.faster).toBe(0);
    const [most] = found.functions.listed;
    const median = naiveQuantile(
      seconds(({ name }) => name === most.name),
      0.5,
    );
    expect(most.p50.difference).toBeCloseTo(median, 9);
    expect(await comparisonOf(DAY, slower, '--top', '3', '--unit', 'milliseconds')).toEqual(found);
  });

  it('prints the same as text, with the differences in words', async () => {
    const halves = ['--where', 'time:..2021-05-09T12:00', '--where-b', 'time:2021-05-09T12:00..'];
    const { code, stdout } = await cli(['compare', DAY, ...halves]);
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /^A +synthetic-day.csv \(synthetic\), time<12:00: 2021-05-08 15:50:45 UTC to 2021-05-09 11:59:53 UTC\nB .*, time>=12:00: 2021-05-09 12:00:10 UTC to /,
    );
    expect(stdout).toMatch(/p99 of B: (no clear difference \(.+ to .+ s\)|.+ s \(.+ to .+ s\) (longer|shorter), .+ ×)/);
    expect(stdout).toMatch(/ {2}p50 +\d+\.\d{3} +\d+\.\d{3} +[+-]\d+\.\d{3}/);
    expect(stdout).toMatch(/By p50, \d+ of \d+ functions slower and \d+ faster in B beyond chance/);
  });

  it.each([
    [[DAY], 'There is nothing to compare the file with.'],
    [[], 'The trace file is missing.'],
    [[DAY, DAY, DAY], "3 files can't be compared."],
    [[DAY, DAY, '--least', '0'], "--least can't be 0."],
    [[DAY, DAY, '--by', 'p42'], 'p42'],
    [[DAY, '--where', 'nothing:1'], 'nothing'],
    [[DAY, '--where-b', 'latency>much'], 'much'],
  ])('refuses %j', async (args, message) => {
    const { code, stderr } = await cli(['compare', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });
});

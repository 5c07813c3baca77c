import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { HEADER, rows, zip } from '../worker/containers/archives';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const at = (name: string) => path.join(folder, name);
const DAYS = [HEADER + rows(30), HEADER + rows(20, 90_000)];

beforeAll(async () => {
  mkdirSync(at('days'));
  for (const [day, text] of DAYS.entries()) {
    writeFileSync(at(`day_${day}.csv`), text);
    writeFileSync(at(`days/day_${day}.csv.gz`), gzipSync(text));
  }
  writeFileSync(at('whole.csv'), DAYS[0] + DAYS[1].slice(HEADER.length));
  writeFileSync(at('whole.csv.gz'), gzipSync(readFileSync(at('whole.csv'))));
  writeFileSync(at('days.zip'), await zip({ 'R1/day_0.csv': DAYS[0], 'R1/day_1.csv': DAYS[1], README: 'about' }));
  writeFileSync(at('other.csv'), 'functionName,__time__,latency\nf,1,2\n');
});

async function summary(...args: readonly string[]) {
  const { code, stdout, stderr } = await cli(['summarize', ...args, '--json']);
  expect(stderr).not.toMatch(/"error"/);
  expect(code).toBe(0);
  return { ...JSON.parse(stdout), stderr };
}

describe('faasnet summarize', () => {
  it('gives the same numbers for a trace, compressed or in several files', async () => {
    const {
      file: _,
      bytes: _b,
      stderr: _s,
      lines: _l,
      records: _r,
      headerLines: _h,
      ...whole
    } = await summary(at('whole.csv'));
    const others = [
      [at('whole.csv.gz')],
      [at('day_0.csv'), at('day_1.csv')],
      [at('days')],
      [at('days.zip')],
      [at('day_0.csv'), at('days/day_1.csv.gz')],
    ];
    for (const files of others) expect(await summary(...files)).toMatchObject(whole);
    expect(whole.rows).toBe(50);
  });

  it('reads compressed bytes from standard input', async () => {
    for (const name of ['whole.csv', 'whole.csv.gz', 'days.zip']) {
      const { code, stdout } = await cli(['summarize', '-', '--json'], readFileSync(at(name)));
      expect(code).toBe(0);
      expect(JSON.parse(stdout)).toMatchObject({ file: 'standard input', rows: 50 });
    }
  });

  it('names the files, and counts the bytes that are stored', async () => {
    expect((await summary(at('day_0.csv'), at('day_1.csv'))).file).toBe('day_0.csv and 1 more file');
    expect((await summary(at('days'))).file).toBe('days');
    expect((await summary(at('whole.csv.gz'))).bytes).toBe(readFileSync(at('whole.csv.gz')).length);
    expect((await summary(at('days.zip'))).stderr).toBe('days.zip/README is no trace and was not read.\n');
  });

  it('says which file differs, or is damaged', async () => {
    const differs = await cli(['summarize', at('day_0.csv'), at('other.csv')]);
    expect(differs).toMatchObject({ code: 1, stdout: '' });
    expect(differs.stderr).toBe(
      "faasnet: other.csv can't be read as one trace with day_0.csv: it lacks runtime, memoryMB.\n" +
        'Open files of the same format together, with the same columns in the same order.\n',
    );
    const cut = readFileSync(at('whole.csv.gz')).subarray(0, -10);
    expect((await cli(['summarize', '-'], cut)).stderr).toBe(
      'faasnet: standard input is incomplete: its gzip data end too early.\n' +
        'Copy or download it again, and wait until it is written completely.\n',
    );
    expect((await cli(['summarize', at('day_0.csv'), '-'], cut)).stderr).toContain(
      "standard input can't be read together with files.",
    );
  });
});

describe('--where', () => {
  const days = [at('day_0.csv'), at('day_1.csv')];
  const where = ['--where', 'file:day_1.csv'];

  it('selects the cold starts of a file', async () => {
    expect((await summary(...days)).topFunctions[0].file).toBe('day_0.csv');
    const { coldStarts, timeRange } = await summary(at('day_1.csv'));
    expect(coldStarts).toBe(20);
    expect(await summary(...days, '--where', 'file:day_1*')).toMatchObject({ coldStarts, timeRange });
    expect(await summary(...days, '--where', '-file:day_1.csv')).toMatchObject({ coldStarts: 30 });
    expect(await summary(at('days.zip'), '--where', 'file:*/R1/day_1.csv')).toMatchObject({ coldStarts, timeRange });
  });

  it('does so for simulate', async () => {
    const { stdout } = await cli(['simulate', ...days, ...where, '--json']);
    expect(JSON.parse(stdout)).toMatchObject({ containers: 20, workload: { where: 'file:day_1.csv' } });
  });

  it('does so for convert, which keeps the file of each cold start', async () => {
    await cli(['convert', ...days, '--out', at('both.csv')]);
    expect((await summary(at('both.csv'), ...where)).coldStarts).toBe(20);
    await cli(['convert', ...days, ...where, '--out', at('second.csv')]);
    const second = await summary(at('second.csv'));
    expect(second.coldStarts).toBe(20);
    expect(second.topFunctions[0].file).toBe('day_1.csv');
  });
});

describe('faasnet convert', () => {
  it('gives each cold start its line in its own file', async () => {
    await cli(['convert', at('day_0.csv'), at('day_1.csv'), '--out', at('lines.csv')]);
    const [header, ...cells] = readFileSync(at('lines.csv'), 'utf8')
      .trim()
      .split(/\r?\n/)
      .map((line) => line.split(','));
    const [file, line] = ['source.file', 'source.line'].map((name) => header.indexOf(name));
    expect(cells.map((row) => [row[file], Number(row[line])])).toEqual(
      DAYS.flatMap((text, day) =>
        text
          .trim()
          .split('\n')
          .slice(1)
          .map((_, at) => [`day_${day}.csv`, at + 2]),
      ),
    );
  });
});

describe('faasnet simulate', () => {
  it('replays several files, and repeats the run of a compressed one', async () => {
    const run = async (...args: readonly string[]) => JSON.parse((await cli(['simulate', ...args, '--json'])).stdout);
    const whole = await run(at('whole.csv'));
    const { workload, trace, ...results } = whole;
    expect(await run(at('days'))).toMatchObject({
      ...results,
      workload: { ...workload, name: 'replay of days' },
      trace: { ...trace, files: ['days'] },
    });
    expect(await run(at('whole.csv.gz'))).toMatchObject({
      ...results,
      workload: { ...workload, name: 'replay of whole.csv.gz' },
      trace: { ...trace, files: ['whole.csv.gz'] },
    });
  });
});

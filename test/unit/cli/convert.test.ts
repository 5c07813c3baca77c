import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const TRACE = `${folder}/trace.csv`;
writeFileSync(
  TRACE,
  '__time__,functionName,latency,runtime,memoryMB\n1741079710,f,1500,python,512\n1741079711.5,"g,h",800,,\n',
);

describe('convert', () => {
  it('writes a trace as CSV with the names of OpenTelemetry', async () => {
    const out = path.join(folder, 'out.csv');
    const { code, stderr } = await cli(['convert', TRACE, '--out', out]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: `${out}: 2 cold starts, 174 bytes\n` });
    expect(readFileSync(out, 'utf8')).toBe(
      'timestamp,faas.name,faas.init_duration,process.runtime.name,faas.max_memory,source.line\r\n' +
        '2025-03-04T09:15:10Z,f,1.5,python,536870912,2\r\n' +
        '2025-03-04T09:15:11.5Z,"g,h",0.8,,,3\r\n',
    );
  });

  it.each(['convert', 'simulate', 'compare', 'summarize'])(
    'is warned, as of every command (%s), of doubtful times',
    async (command) => {
      const file = path.join(folder, 'fromZero.csv');
      writeFileSync(file, '__time__,functionName,latency\n1,f,5\n2,f,6\n');
      const options = { convert: ['--out', path.join(folder, `${command}.csv`)], compare: [file] }[command] ?? [];
      const { code, stdout, stderr } = await cli([command, file, ...options]);
      expect(code).toBe(0);
      const [place, other] = command === 'summarize' ? [stdout, stderr] : [stderr, stdout];
      expect(place).toContain('All times lie in 1970: they count from 0 and are not dates.');
      expect(other).not.toContain('1970: they count');
    },
  );

  it('warns of a latency column that may mix units', async () => {
    const file = path.join(folder, 'mixed.csv');
    const rows = Array.from({ length: 100 }, (_, row) => `${1741079710 + row},f,${row % 2 ? 0.4 : 900}\n`);
    writeFileSync(file, `__time__,functionName,latency\n${rows.join('')}`);
    const { stderr } = await cli(['convert', file, '--out', path.join(folder, 'mixed-out.csv')]);
    expect(stderr).toContain('mixed.csv, all rows: Many latencies are 0.4 or less and many are 900 or more');
  });

  it('writes Parquet, and says in JSON what it wrote', async () => {
    const out = path.join(folder, 'out.parquet');
    const { code, stdout } = await cli(['convert', TRACE, '--out', out, '--json']);
    expect(code).toBe(0);
    const bytes = readFileSync(out);
    expect(bytes.subarray(0, 4).toString()).toBe('PAR1');
    expect(JSON.parse(stdout)).toMatchObject({
      ...{ file: out, format: 'parquet', rows: 2, warmRows: 0, bytes: bytes.length },
      columns: [{ name: 'timestamp', type: 'time' }, { name: 'faas.name' }, {}, {}, {}, { name: 'source.line' }],
    });
  });

  it('writes only what a filter selects, with the lines of the original file', async () => {
    const out = path.join(folder, 'part.csv');
    const { code, stdout } = await cli(['convert', TRACE, '--out', out, '--where', 'latency<1s', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ where: 'latency<1s', rows: 1, warmRows: 0 });
    expect(readFileSync(out, 'utf8').split('\r\n').slice(1)).toEqual(['2025-03-04T09:15:11.5Z,"g,h",0.8,,,3', '']);
  });

  it.each([
    [['--out', 'out.txt'], '--out out.txt: the ending of the name tells the format, and .txt is none.'],
    [['--out', 'out'], '--out out: the ending of the name tells the format, and there is none.'],
    [[], '--out is missing.'],
  ])('refuses %j', async (options, message) => {
    const { code, stderr } = await cli(['convert', TRACE, ...options]);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  it('replaces a file only with --force', async () => {
    const out = path.join(folder, 'mine.csv');
    writeFileSync(out, 'mine');
    expect((await cli(['convert', TRACE, '--out', out])).code).toBe(2);
    expect(readFileSync(out, 'utf8')).toBe('mine');
    expect((await cli(['convert', TRACE, '--out', out, '--force'])).code).toBe(0);
  });
});

describe('simulate --out', () => {
  it('saves a row for each cold start', async () => {
    const out = path.join(folder, 'run.csv');
    expect((await cli(['simulate', '--burst', '20', '--out', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8').trimEnd().split('\r\n')).toHaveLength(21);
    const parquet = path.join(folder, 'run.parquet');
    expect((await cli(['simulate', '--burst', '20', '--out', parquet])).code).toBe(0);
    expect(readFileSync(parquet).subarray(-4).toString()).toBe('PAR1');
  });

  it('never replaces a file that is read', async () => {
    const input = path.join(folder, 'input.csv');
    const text = readFileSync(TRACE, 'utf8');
    writeFileSync(input, text);
    symlinkSync(input, path.join(folder, 'link.csv'));
    for (const command of [
      ['convert', input, '--out', input],
      ['convert', path.join(folder, 'link.csv'), '--out', input],
      ['convert', folder, '--out', input],
      ['simulate', input, '--out', input],
    ]) {
      const { code, stderr } = await cli([...command, '--force']);
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: expect.stringContaining(`--out ${input} is a file that is read.\nName another file`),
      });
    }
    expect(readFileSync(input, 'utf8')).toBe(text);
  });

  it('is for one system', async () => {
    const { code, stderr } = await cli(['simulate', '--burst', '5', '--system', 'all', '--out', 'x.csv']);
    expect(code).toBe(2);
    expect(stderr).toContain('--out saves the cold starts of one system');
  });
});

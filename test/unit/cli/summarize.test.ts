import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { isClose, naiveQuantile } from '../statistics/tables';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();
const DAY = 'media/samples/synthetic-day.csv';

function fileOf(name: string, content: string | Uint8Array): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function summaryOf(...args: string[]) {
  const { code, stdout, stderr } = await cli(['summarize', '--json', ...args]);
  expect(code).toBe(0);
  return { ...JSON.parse(stdout), stderr };
}

/** Rows of an unquoted file with the sample's columns. */
function plainRows(file: string) {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n').slice(1);
  return lines.map((line) => {
    const [, time, functionName, latency, runtime] = line.split(',');
    return { time: Number(time), functionName, seconds: Number(latency) / 1000, runtime };
  });
}

describe('summarize', () => {
  it('says how many rows it skips, and how many values count as unknown', async () => {
    const header = '__time__,functionName,latency,runtime,memoryMB\n';
    const rows = ['1,f,900,go,256MB', '2,f,900,go,', '3,f,900,go,-1', '4,f,slow,go,128'];
    const { stderr, topFunctions } = await summaryOf(fileOf('unknown.csv', `${header}${rows.join('\n')}\n`));
    expect(stderr).toContain("1 row of unknown.csv can't be read and will be skipped.");
    expect(stderr).toContain("2 values of unknown.csv can't be read and will count as unknown.");
    expect(topFunctions[0]).toMatchObject({ count: 3, memoryMB: null });
  });

  it('agrees with an independent computation on what a filter selects', async () => {
    const where = 'latency>20s -runtime:java time:07:00..09:30';
    const selected = plainRows(DAY).filter(({ time, seconds, runtime }) => {
      const ofDay = time % 86_400;
      return seconds > 20 && runtime !== 'java' && ofDay >= 7 * 3600 && ofDay < 9.5 * 3600;
    });
    expect(selected.length).toBeGreaterThan(10);
    const summary = await summaryOf(DAY, '--where', where);
    const seconds = selected.map((row) => row.seconds);
    const times = selected.map(({ time }) => time);
    expect(summary).toMatchObject({
      where,
      coldStarts: selected.length,
      rows: 20_000,
      functions: new Set(selected.map(({ functionName }) => functionName)).size,
      timeRange: { from: Math.min(...times), to: Math.max(...times) },
      latencySeconds: { min: Math.min(...seconds), max: Math.max(...seconds) },
    });
    expect(isClose(summary.latencySeconds.p50, naiveQuantile(seconds, 0.5))).toBe(true);
    expect(summary.byRuntime.map(({ name }: { name: string }) => name)).not.toContain('java');
    const { stdout } = await cli(['summarize', DAY, '--where', where]);
    expect(stdout).toContain(`Where           ${where} (of 20,000 cold starts)\n`);
    expect(stdout).toMatch(new RegExp(`^Cold starts +${selected.length.toLocaleString('en')}$`, 'm'));
  });

  it('has nothing but counts for a filter that selects nothing', async () => {
    const { coldStarts, latencySeconds, topFunctions } = await summaryOf(DAY, '--where', 'runtime:cobol');
    expect({ coldStarts, latencySeconds, topFunctions }).toEqual({
      coldStarts: 0,
      latencySeconds: null,
      topFunctions: [],
    });
  });

  it('agrees with an independent computation on a sample', async () => {
    const summary = await summaryOf(DAY);
    const rows = plainRows(DAY);
    const seconds = rows.map((row) => row.seconds);
    const times = rows.map(({ time }) => time);
    expect(summary).toMatchObject({
      file: 'synthetic-day.csv',
      synthetic: true,
      rows: rows.length,
      badRows: 0,
      blankLines: 0,
      functions: new Set(rows.map(({ functionName }) => functionName)).size,
      runtimes: new Set(rows.map(({ runtime }) => runtime)).size,
      timeRange: { from: Math.min(...times), to: Math.max(...times) },
      latencySeconds: { unit: 'milliseconds', min: Math.min(...seconds), max: Math.max(...seconds) },
      problems: [],
    });
    const { p50, p90, p95, p99, mean } = summary.latencySeconds;
    const shares = [0.5, 0.9, 0.95, 0.99];
    for (const [i, found] of [p50, p90, p95, p99].entries()) {
      expect(isClose(found, naiveQuantile(seconds, shares[i]))).toBe(true);
    }
    expect(isClose(mean, seconds.reduce((sum, value) => sum + value, 0) / seconds.length)).toBe(true);
    for (const { name, count, p95: runtimeP95 } of summary.byRuntime) {
      const ofRuntime = rows.filter(({ runtime }) => runtime === name).map((row) => row.seconds);
      expect(count).toBe(ofRuntime.length);
      expect(isClose(runtimeP95, naiveQuantile(ofRuntime, 0.95))).toBe(true);
    }
    const top = summary.topFunctions[0];
    const ofTop = rows.filter(({ functionName }) => functionName === top.name).map((row) => row.seconds);
    expect(top.count).toBe(ofTop.length);
    expect(isClose(top.p99, naiveQuantile(ofTop, 0.99))).toBe(true);
    expect(summary.topFunctions.length).toBe(10);
  });

  it('reads standard input like the file', async () => {
    const fromFile = await summaryOf(DAY);
    const { code, stdout } = await cli(['summarize', '--json', '-'], readFileSync(DAY));
    expect(code).toBe(0);
    expect({ ...JSON.parse(stdout), stderr: '' }).toEqual({ ...fromFile, file: 'standard input', stderr: '' });
  });

  it('reads times in the unit of --time-unit', async () => {
    const header = '__time__,functionName,latency\n';
    const file = fileOf('rel-ms.csv', `${header}0,f,900\n250,f,900\n500,f,900\n750,f,900\n1000,f,900\n`);
    const detected = await summaryOf(file);
    expect(detected).toMatchObject({ timeRange: { from: 0, to: 1000 }, timeUnit: 'seconds', timeUnitSetting: 'auto' });
    expect(detected.timeDoubt).toContain('they count from 0');
    expect(await summaryOf(file, '--time-unit', 'milliseconds')).toMatchObject({
      timeRange: { from: 0, to: 1 },
      timeUnit: 'milliseconds',
      timeUnitSetting: 'milliseconds',
      peakPerMinute: 5,
    });
  });

  it('prefers --unit to the detected unit', async () => {
    const detected = await summaryOf(DAY);
    const asSeconds = await summaryOf(DAY, '--unit', 'seconds');
    expect(asSeconds.latencySeconds).toMatchObject({ unit: 'seconds', unitSetting: 'seconds' });
    expect(isClose(asSeconds.latencySeconds.p99, 1000 * detected.latencySeconds.p99)).toBe(true);
  });

  it('tells the format, other records, and stages of a trace that has them', async () => {
    const file = 'test/fixtures/formats/alibaba-fc-request-metrics.jsonl';
    const summary = await summaryOf(file);
    expect(summary).toMatchObject({
      format: 'alibaba-fc',
      rows: 5,
      warmRows: 3,
      otherRows: [{ name: 'FCLogs record', count: 1 }],
      duplicateRows: 0,
      records: 9,
      relativeTime: false,
    });
    expect(Object.keys(summary.stages)).toEqual(['code', 'runtimeInit']);
    const { code, runtimeInit } = summary.stages;
    expect(code.p50).toBeCloseTo(0.06089, 7);
    expect(code.share).toBeCloseTo(474.46 / 3990.77, 6);
    expect(runtimeInit.p50).toBeCloseTo(0.97815, 6);
    expect(summary.topFunctions[0]).toMatchObject({ name: 'report-pdf', memoryMB: 2048, warm: 0, coldStartRate: 1 });
    expect(summary.topFunctions[0].stages.code).toBeCloseTo((0.07675 + 0.06089) / 2, 7);
    const { stdout } = await cli(['summarize', file]);
    expect(stdout).toMatch(/^Format +Alibaba Function Compute/m);
    expect(stdout).toMatch(/^Cold starts +5 of 8 invocations, 62.5 %$/m);
    expect(stdout).toMatch(/^Lines +1 × FCLogs record, 0 bad rows, 0 blank lines of 9$/m);
    expect(stdout).toMatch(/^ {2}code +5 +0.061 +0.175 +0.234 +12 %$/m);
  });

  it('tells the format of a trace that has cold starts only', async () => {
    const file = fileOf('plain.csv', '__time__,functionName,latency\n1,f,900\n');
    expect(await summaryOf(file)).toMatchObject({
      format: 'faasnet',
      warmRows: 0,
      otherRows: [],
      duplicateRows: 0,
      relativeTime: false,
      stages: {},
    });
    expect((await cli(['summarize', file])).stdout).not.toMatch(/runtime\)|invocations|Stage/);
  });

  it('accounts for every line of a damaged and quoted file', async () => {
    const file = fileOf(
      'damaged.csv',
      [
        '\uFEFFruntime,latency,functionName,extra,__time__',
        'python,1.5,"a,b",x,100',
        '',
        'python,fast,a,x,101',
        'python,2.5,"say ""hi""',
        'twice",x,102.5',
        'python,-1,a,x,103',
        'python,3.5,00123,x',
        'python,4.5,00123,x,104',
      ].join('\r\n'),
    );
    const summary = await summaryOf(file);
    expect(summary).toMatchObject({
      rows: 3,
      badRows: 3,
      blankLines: 1,
      headerLines: 1,
      records: 8,
      functions: 3,
      runtimes: 1,
    });
    expect(summary.rows + summary.badRows + summary.blankLines + summary.headerLines).toBe(summary.records);
    expect(summary.timeRange).toEqual({ from: 100, to: 104 });
    expect(summary.latencySeconds).toMatchObject({ unit: 'seconds', p50: 2.5, mean: 2.8333333333333335 });
    expect(summary.columns).toEqual({ runtime: true, memoryMB: false });
    expect(summary.problems).toMatchObject([
      { line: 4, column: 'latency', found: 'fast' },
      { line: 7, column: 'latency', found: '-1' },
      { line: 8, column: '' },
    ]);
    expect(summary.stderr).toContain('3 rows');
  });

  it('prints a readable report that labels a synthetic trace', async () => {
    const { code, stdout } = await cli(['summarize', DAY, '--top', '3']);
    expect(code).toBe(0);
    expect(stdout).toContain('synthetic trace, made up, not measured');
    expect(stdout).toMatch(/Cold starts +20,000/);
    expect(stdout).toMatch(/milliseconds\. .+median/i);
    expect(stdout.match(/^synthetic-\d{4} /gm)?.length).toBe(3);
  });

  it('prints no control sequence of a file', async () => {
    const hostile = '\u001b]0;title\u0007\u001b[2J\u009b31m\u202e\u007f';
    const file = fileOf(
      'hostile.csv',
      `__time__,functionName,latency,runtime\n1,"${hostile}\nforged line",5,"${hostile}"\n2,x,${hostile},y\n`,
    );
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/;
    const text = await cli(['summarize', file]);
    expect(text.code).toBe(0);
    expect(text.stdout).toContain('[2J');
    expect(text.stdout + text.stderr).not.toMatch(obeyed);
    expect(text.stdout).not.toMatch(/^forged line/m);
    const json = await cli(['summarize', '--json', file]);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
    expect(json.stdout).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/);
    expect(JSON.parse(json.stdout).topFunctions.map(({ name }: { name: string }) => name)).toContain(
      `${hostile}\nforged line`,
    );
  });

  it.each([0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202e, 0x2066, 0x2069, 0xfeff, 0x85, 0xe0041])(
    'prints U+%i of a name neither as text nor in JSON, and keeps it in the JSON value',
    async (code) => {
      const name = `a${String.fromCodePoint(code)}b`;
      const file = fileOf('hidden.csv', `__time__,functionName,latency\n1,"${name}",5\n2,"${name}",x\n`);
      const text = await cli(['summarize', file]);
      const json = await cli(['summarize', '--json', file]);
      for (const printed of [text.stdout, text.stderr, json.stdout, json.stderr]) {
        expect(printed).not.toContain(String.fromCodePoint(code));
      }
      expect(text.stdout).toContain('a\ufffdb');
      expect(JSON.parse(json.stdout).topFunctions[0].name).toBe(name);
    },
  );

  it('shows a name of spaces, and a span of years in days', async () => {
    const file = fileOf('spaces.csv', '__time__,functionName,latency\n1640995200,  ,5\n1715095200,  ,5\n');
    const { stdout } = await cli(['summarize', file]);
    expect(stdout).toMatch(/^␣␣ /m);
    expect(stdout).toContain('2022-01-01 00:00:00 UTC to 2024-05-07 15:20:00 UTC, 857 d 15 h');
  });

  it('says why a file is not a trace, and what to do', async () => {
    mkdirSync(path.join(folder, 'a-folder'));
    const files = [
      path.join(folder, 'not-there.csv'),
      path.join(folder, 'a-folder'),
      fileOf('empty.csv', ''),
      fileOf('header.csv', '__time__,functionName,latency\n'),
      fileOf('missing.csv', '__time__,functionName\n1,a\n'),
      fileOf(
        'binary.csv',
        Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256),
      ),
      fileOf('allBad.csv', '__time__,functionName,latency\nx,a,1\n'),
    ];
    for (const file of files) {
      const text = await cli(['summarize', file]);
      expect(text).toMatchObject({ code: 1, stdout: '' });
      expect(text.stderr).toMatch(/^faasnet: .{10,}\n.{5,}\n$/);
      const json = await cli(['summarize', '--json', file]);
      expect(json).toMatchObject({ code: 1, stdout: '' });
      const { error } = JSON.parse(json.stderr);
      expect(text.stderr).toContain(error.message);
      expect(error.advice).not.toBe('');
      if (file.endsWith('allBad.csv')) {
        expect(error.account).toMatchObject({ rows: 0, badRows: 1 });
        expect(error.problems).toMatchObject([{ line: 2, column: '__time__', found: 'x' }]);
      }
    }
  });
});

describe('summarize, of a log without times', () => {
  it('shows neither a time nor a peak', async () => {
    const { stdout } = await cli(['summarize', 'test/fixtures/formats/lambda-report-lines.log']);
    expect(stdout).toMatch(/^Time +–$/m);
    expect(stdout).toMatch(/^Peak +–$/m);
    expect(stdout).toContain('the file has no times');
    expect(stdout).not.toMatch(/gap p50|peak\/min/);
  });
});

import { describe, expect, it } from 'vitest';
import {
  badRowHover,
  coldStartHover,
  failedHover,
  headerHover,
  readingHover,
} from '../../../src/host/editor/hoverText';
import type { LatencySummary, Overview } from '../../../src/protocol/queries';
import type { HoverFacts } from '../../../src/statistics';

const standing = { count: 180, shareAtMost: 0.93, p50: 1.2, p95: 4.5, p99: 34.2 };
const facts: HoverFacts = {
  row: 0,
  line: 2,
  time: 1_620_489_000,
  functionId: 0,
  functionName: 'evil](command:x)|',
  labels: [{ key: 'runtime', title: 'runtime', text: '<b>python' }],
  measures: [{ key: 'memoryMB', title: 'memory', unit: 'MB', value: 1024 }],
  stages: [],
  latency: 4.512,
  warm: null,
  inFunction: standing,
  inRuntime: { ...standing, count: 5000, shareAtMost: 0.5 },
  sincePrevious: 12.5,
  position: 17,
  inSecond: 7,
  inMinute: 31,
};
const latency = { unit: 'milliseconds', setting: 'auto', reason: 'median 4,512' } as LatencySummary;
const trace = { latency, relativeTime: false, hasTimes: true };

/** The cells of a table's rows. */
const rows = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('|'))
    .map((line) =>
      line
        .replaceAll('&nbsp;', '')
        .split(' | ')
        .map((cell) => cell.replaceAll('|', '').trim()),
    );

describe('hover texts', () => {
  it('say nothing of times that the trace does not tell', () => {
    const text = coldStartHover({ ...facts, warm: 20 }, { ...trace, hasTimes: false }, []);
    expect(text).toContain('**Cold start** of **evil');
    expect(text).toContain('Cold-start rate of this function: 90 % of 200 invocations');
    expect(text).not.toMatch(/2021|this second|the minute|previous|17 of/);
  });

  it('compare a cold start with others', () => {
    const text = coldStartHover(facts, trace, [{ label: 'Show', target: 'command:x' }]);
    expect(text).toContain('**Cold start** 17 of 180 of **evil');
    expect(text).toContain('2021-05-08 15:50:00 UTC');
    expect(text).toContain('memory 1,024 MB');
    expect(text).toContain('Latency **4.51 s** (read as milliseconds, detected)');
    expect(rows(text)).toContainEqual(['its function', '93 %', '1.2 s', '4.5 s', '34.2 s', '180']);
    expect(rows(text).map((row) => row.slice(1))).toContainEqual(['50 %', '1.2 s', '4.5 s', '34.2 s', '5,000']);
    expect(text).toContain("12.5 s since this function's previous cold start");
    expect(text).toContain('7 cold starts of the trace in this second');
    expect(text).toContain('31 cold starts of this function in the minute up to this one, including it');
    expect(text).toContain('[Show](command:x)');
  });

  it('show a dash for missing memory if the trace has the column', () => {
    const measures = [{ ...facts.measures[0], value: null }];
    expect(coldStartHover({ ...facts, measures }, trace, [])).toContain('memory –');
  });

  it('leave out columns that the trace does not have', () => {
    const bare = { ...facts, labels: [], measures: [], sincePrevious: null };
    const text = coldStartHover(bare, { ...trace, latency: { ...latency, setting: 'seconds' } }, []);
    expect(text).not.toContain('runtime');
    expect(text).not.toContain('MB');
    expect(text).toContain("This function's first cold start");
    expect(text).toContain('as set');
  });

  it('list the known stages with their share of the latency', () => {
    const stages = [
      { key: 'pull', title: 'pull | <b>', unit: 's' as const, value: 2.256 },
      { key: 'init', title: 'runtime init', unit: 's' as const, value: 0.4512 },
      { key: 'wait', title: 'wait', unit: 's' as const, value: null },
    ];
    const found = rows(coldStartHover({ ...facts, stages }, trace, []));
    expect(found).toContainEqual(['stage', 'time', 'of the latency']);
    expect(found).toContainEqual(['pull &#124; &#60;b&#62;', '2.26 s', '50 %']);
    expect(found).toContainEqual(['runtime init', '451 ms', '10 %']);
    expect(found.flat()).not.toContain('wait');
    expect(coldStartHover(facts, trace, [])).not.toContain('stage');
  });

  it('say how many invocations of the function are cold starts, if the file records warm ones', () => {
    expect(coldStartHover({ ...facts, warm: 1620 }, trace, [])).toContain(
      'Cold-start rate of this function: 10 % of 1,800 invocations',
    );
    expect(coldStartHover(facts, trace, [])).not.toContain('invocation');
  });

  it('show further columns by title and unit', () => {
    const measures = [...facts.measures, { key: 'imageBytes', title: 'image', unit: 'bytes' as const, value: 45.3e6 }];
    const labels = [...facts.labels, { key: 'region', title: 'region', text: 'R2' }];
    const text = coldStartHover({ ...facts, measures, labels }, trace, []);
    expect(text).toContain('region R2');
    expect(text).toContain('image 45.3 MB');
  });

  it('count days of relative times', () => {
    const text = coldStartHover({ ...facts, time: 3 * 86_400 + 15_127 }, { ...trace, relativeTime: true }, []);
    expect(text).toContain('day 3 04:12:07');
    expect(text).not.toContain('1970');
  });

  it('escape markup in text of the file', () => {
    const text = coldStartHover(facts, trace, []);
    expect(text).not.toContain('](command');
    expect(text).not.toContain('<b>');
    const problem = { line: 3, column: 'latency', field: 4, found: '[x](command:y)', expected: 'a number' };
    expect(badRowHover(problem)).not.toContain('](');
    expect(failedHover('[x](y)', '<i>')).not.toMatch(/\]\(|<i>/);
  });

  it('explain the header', () => {
    const overview = {
      format: { id: 'faasnet', title: 'FaaSNet trace' },
      account: { rows: 2000, badRows: 1 },
      functions: 12,
      columns: { runtime: true, memoryMB: false },
      timeRange: { from: 1_620_489_000, to: 1_620_489_060 },
      timeUnit: 'milliseconds',
      timeUnitIsSet: false,
      latency,
    } as Overview;
    const text = headerHover(overview);
    expect(text).toContain('2,000 cold starts of 12 functions, 2021-05-08 15:50:00 UTC to 2021-05-08 15:51:00 UTC');
    expect(text).toContain('read as **milliseconds** (detected)');
    expect(text).toContain(
      '`__time__`: when the cold start happened, counted in **milliseconds** (detected), or a date in UTC',
    );
    expect(headerHover({ ...overview, timeUnit: 'seconds', timeUnitIsSet: true })).toContain(
      'counted in **seconds** (as set)',
    );
    expect(text).toContain('`runtime`');
    expect(text).not.toContain('`memoryMB`');
    expect(text).toContain("1 row can't be read and is left out.");
  });

  it('say how a file of another format is read', () => {
    const text = headerHover({
      format: { id: 'huawei-2025', title: 'Huawei <2025>' },
      assumptions: [{ key: 'function', text: 'a function is funcName---pool' }],
      account: { rows: 8, badRows: 0 },
      functions: 7,
      timeRange: { from: 0, to: 3 * 86_400 },
      relativeTime: true,
      coldStartRate: 0.125,
      described: {
        stages: [
          { key: 'code', title: 'code' },
          { key: 'scheduling', title: 'scheduling' },
        ],
        labels: [{ key: 'cluster', title: 'cluster' }],
        measures: [{ key: 'memoryMB', title: 'memory', unit: 'MB' }],
      },
      latency: null,
    } as unknown as Overview);
    expect(text).toContain('**Huawei &#60;2025&#62;**: 8 cold starts of 7 functions, day 0 00:00:00 to day 3 00:00:00');
    expect(text).toContain('- a function is funcName---pool');
    expect(text).toContain('- stages: code, scheduling');
    expect(text).toContain('- further columns: cluster, memory');
    expect(text).toContain('- 12.5 % of the invocations are cold starts');
    expect(text).not.toContain('__time__');
  });

  it('leave out a unit that the format defines', () => {
    const text = coldStartHover(facts, { ...trace, latency: { ...latency, isGiven: true } }, []);
    expect(text).toContain('Latency **4.51 s**');
    expect(text).not.toContain('read as');
  });

  it('say that the trace is still being read', () => {
    expect(readingHover(0.43, false)).toBe('The trace is being read (43 %).');
    expect(readingHover(null, true)).toContain('has changed since');
  });
});

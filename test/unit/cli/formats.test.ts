import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/trace';
import { cli } from './runCli';

const HOME_MADE = 'test/fixtures/tables/home-made-semicolon.csv';
const MAP = 'time=Timestamp:dmy:+0100,function=Function,latency=Cold start (ms),memory=Memory (MB),region=Region';

describe('faasnet formats', () => {
  it('lists every format, and how any other table is read', async () => {
    const { code, stdout } = await cli(['formats']);
    expect(code).toBe(0);
    for (const { id, title } of FORMATS)
      expect(stdout).toMatch(new RegExp(`^${id} +${title.replaceAll(/[()]/g, '\\$&')}`, 'm'));
    expect(stdout).toContain('latency=COLUMN[:UNIT]');
  });

  it('lists them as JSON', async () => {
    const { stdout } = await cli(['formats', '--json']);
    expect(JSON.parse(stdout).formats[0]).toEqual({
      id: 'faasnet',
      title: 'FaaSNet trace',
      kind: 'mapping',
      knownBy: 'columns __time__, functionName and latency',
    });
  });
});

describe('--map', () => {
  it('reads a table of no known format', async () => {
    const { code, stdout } = await cli(['summarize', HOME_MADE, '--map', MAP, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      rows: 8,
      badRows: 0,
      functions: 4,
      // 09:15:10 an hour east of UTC.
      timeRange: { from: Date.UTC(2025, 2, 4, 8, 15, 10) / 1000 },
      latencySeconds: { min: 0.8105, max: 3.952 },
    });
  });

  it('works for a simulation, too', async () => {
    const { code, stdout } = await cli(['simulate', HOME_MADE, '--map', MAP, '--system', 'faasnet', '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toBeTypeOf('object');
  });

  it.each([
    [['--map', 'time=Timestamp'], 2, '--map, character 15: function is missing.'],
    [['--map', MAP, '--format', 'faasnet'], 2, '--format and --map exclude each other.'],
    [['--format', 'no-such'], 2, '--format can\'t be "no-such".'],
    [['--map', 'time=when,function=Function,latency=x:ms'], 1, 'The file has no column when.'],
  ])('refuses %j', async (options, code, words) => {
    const answer = await cli(['summarize', HOME_MADE, ...options]);
    expect(answer).toMatchObject({ code, stdout: '' });
    expect(answer.stderr).toContain(words);
  });
});

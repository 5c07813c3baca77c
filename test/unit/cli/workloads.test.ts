import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { cli, temporaryFolder } from './runCli';

const folder = temporaryFolder();

function file(name: string, text: string): string {
  const place = path.join(folder, name);
  writeFileSync(place, text);
  return place;
}

const TRACE = file(
  'trace.csv',
  '__time__,functionName,latency,runtime,memoryMB\n1700000000,a,900,python,256\n1700000001,b,900,python,256\n',
);
const RATES = file('rates.csv', 'time,rps\n0,1\n60,5\n');
const MINUTES = file('minutes.csv', 'time_min,rps\n0,1\n1,5\n2,0\n');

async function json(...args: readonly string[]) {
  const { stdout, stderr, code } = await cli(['simulate', ...args, '--json']);
  expect(stderr).not.toContain('"error"');
  expect(code).toBe(0);
  return JSON.parse(stdout);
}

const heading = async (...args: readonly string[]) => (await cli(['simulate', ...args])).stdout.split('\n')[0];

describe('the results of a run', () => {
  it('name the sizes of the burst that was simulated', async () => {
    const burst = ['--burst', '2', '--functions', '2', '--image-mb', '5', '--memory-mb', '512'];
    const { workload, parameters, containers } = await json(...burst);
    const sizes = { imageMB: 5, memoryMB: 512, runSeconds: 2 };
    expect(workload).toEqual({ name: 'burst of 2', kind: 'burst', containers: 2, functions: 2, ...sizes });
    expect(parameters).toMatchObject(sizes);
    expect(containers).toBe(2);
    expect(await heading(...burst)).toBe(
      'Simulated: burst of 2, 2 containers of 2 functions, image 5 MB, memory 512 MB, run time 2 s, seed 1',
    );
  });

  it('name the times and units of the profile that was simulated', async () => {
    const { workload, parameters } = await json('--profile', MINUTES, '--run-seconds', '7', '--lead-in', '30');
    expect(workload).toEqual({
      name: 'requests of minutes.csv',
      kind: 'profile',
      file: 'minutes.csv',
      timeUnit: 'minutes',
      rateUnit: 'requests per second',
      seconds: 120,
      leadIn: 30,
      runSeconds: 7,
      imageMB: 758,
      memoryMB: 3008,
    });
    expect(parameters.runSeconds).toBe(7);
    expect(await heading('--profile', MINUTES)).toMatch(
      /120 s long \(times in minutes, rates in requests per second\), image 758 MB, memory 3008 MB, run time 2 s/,
    );
  });

  it('name the function and the range of the trace that was replayed', async () => {
    const range = ['--function', 'a', '--from', '2023-11-14T22:13:20Z', '--to', '1700000001'];
    const { workload } = await json(TRACE, ...range);
    const bounds = { function: 'a', from: 1_700_000_000, to: 1_700_000_001 };
    expect(workload).toEqual({ name: 'replay of trace.csv', kind: 'trace', ...bounds });
    expect(await heading(TRACE, ...range)).toBe(
      'Simulated: replay of trace.csv, 1 container of 1 function, function a, from 2023-11-14 22:13:20 UTC, to 2023-11-14 22:13:21 UTC, seed 1',
    );
  });
});

describe('a filter', () => {
  const many = file(
    'many.csv',
    `__time__,functionName,latency,runtime,memoryMB\n${Array.from(
      { length: 60 },
      (_, at) =>
        `${1_700_000_000 + at},${at % 3 === 0 ? 'orders' : 'pay'},${100 * at},${at % 2 ? 'go' : 'python'},256\n`,
    ).join('')}`,
  );
  const where = 'latency>=3s  runtime:go fn:ord*';
  const selected = [...Array(60).keys()].filter((at) => 100 * at >= 3000 && at % 2 === 1 && at % 3 === 0);

  it('selects the cold starts that are replayed, and is named', async () => {
    for (const recordedOn of ['unknown', 'on-demand']) {
      const { containers, workload, recordedSeconds } = await json(many, '--where', where, '--recorded-on', recordedOn);
      expect(containers).toBe(selected.length);
      expect(workload).toMatchObject({ from: null, to: null, where: 'latency>=3s runtime:go fn:ord*' });
      expect(recordedSeconds.max).toBe(Math.max(...selected) / 10);
    }
    expect(await heading(many, '--where', where, '--to', '1700000040')).toBe(
      'Simulated: replay of many.csv, 2 containers of 1 function, to 2023-11-14 22:14:00 UTC, where latency>=3s runtime:go fn:ord*, seed 1',
    );
  });

  it('that selects nothing is an error', async () => {
    const { code, stderr } = await cli(['simulate', many, '--where', 'fn:nobody']);
    expect(code).toBe(2);
    expect(stderr).toContain('No cold start passes the filter fn:nobody\n');
    const { stderr: inRange } = await cli(['simulate', many, '--where', 'fn:pay latency>5s', '--to', '1700000010']);
    expect(inRange).toContain('No cold start of the trace lies in this range and passes the filter.');
    expect(inRange).toContain('There are cold starts from 1700000052 (');
  });

  it.each(['summarize', 'simulate', 'convert'])('that is wrong is pointed at by %s', async (command) => {
    const out = command === 'convert' ? ['--out', path.join(folder, 'none.csv')] : [];
    const wrong = [command, many, ...out, '--where', 'runtime:go laten>3s'];
    const { code, stderr } = await cli(wrong);
    expect(code).toBe(2);
    expect(stderr).toBe(
      'faasnet: There is no field “laten” in this trace. Write latency.\n' +
        '  runtime:go laten>3s\n' +
        '             ^^^^^\n',
    );
    expect(JSON.parse((await cli([...wrong, '--json'])).stderr).error).toEqual({
      message: 'There is no field “laten” in this trace. Write latency.',
      advice: '',
      code: 'usage',
      place: { text: 'runtime:go laten>3s', from: 11, to: 16 },
    });
  });

  it('that is long is shown around its wrong word', async () => {
    const names = Array.from({ length: 100 }, (_, at) => `name-${at}`).join(',');
    const { stderr } = await cli(['summarize', many, '--where', `fn:${names} latency>9 fn:${names}`]);
    const [, line, carets] = stderr.split('\n');
    expect(line).toMatch(/^ {2}….* latency>9 fn:name-0,.*…$/);
    expect(line.slice(carets.indexOf('^'), carets.length)).toBe('9');
  });
});

describe('a profile', () => {
  it('recognises columns by name, in either order', async () => {
    const swapped = file('swapped.csv', 'rps,time\n1,0\n5,60\n');
    expect((await json('--profile', MINUTES)).containers).toBe(330);
    expect((await json('--profile', swapped)).containers).toBe(180);
  });

  it('with an unknown header is refused with what was found and expected', async () => {
    const { code, stderr } = await cli(['simulate', '--profile', file('odd.csv', 'when,rps\n0,1\n60,5\n')]);
    expect(code).toBe(2);
    expect(stderr).toMatch(/odd\.csv: Line 1 is the header "when", "rps"; expected one column of times, .*\nRename/);
  });
});

describe('a parameter without effect', () => {
  it.each([
    [
      [TRACE, '--set', 'imageMB=5'],
      'imageMB',
      'imageMB is not used when a trace is replayed; in its place are pythonImageMB',
    ],
    [[TRACE, '--set', 'runSeconds=5'], 'runSeconds', 'runSeconds is not used when a trace is replayed'],
    [['--burst', '2', '--set', 'kraken.turnSeconds=1'], 'kraken.turnSeconds', 'only kraken uses it'],
    [['--burst', '2', '--set', 'javaImageMB=5'], 'javaImageMB', 'not used when a burst is simulated'],
    [['--burst', '2', '--set', 'imageMB=5', '--image-mb', '6'], 'imageMB', 'the burst itself sets 6'],
    [['--profile', RATES, '--set', 'memoryMB=3008', '--memory-mb', '64'], 'memoryMB', 'the profile itself sets 64'],
    [['--burst', '2', '--set', 'pingSeconds=5'], 'pingSeconds', 'not used where no VM fails'],
  ])('is named on standard error and in the JSON: %j', async (args, name, reason) => {
    const { stdout, stderr } = await cli(['simulate', ...args, '--json']);
    expect(stderr).toContain(reason);
    expect(JSON.parse(stdout).unusedParameters).toEqual([{ name, reason: expect.stringContaining(reason) }]);
  });

  it('is named only if no chosen system uses it', async () => {
    const systems = ['--system', 'faasnet', '--system', 'kraken'];
    const { stdout, stderr } = await cli(['simulate', '--burst', '2', ...systems, '--set', 'fanOut=3', '--json']);
    expect(stderr).not.toContain('fanOut');
    const lists = JSON.parse(stdout).map(({ unusedParameters }: { unusedParameters: unknown[] }) => unusedParameters);
    expect(lists.map((list: unknown[]) => list.length)).toEqual([0, 1]);
  });

  it('is not named where it has an effect', async () => {
    expect((await json('--burst', '2', '--set', 'imageMB=5')).unusedParameters).toEqual([]);
    const failing = await json('--burst', '2', '--set', 'pingSeconds=5', '--fail', '0@1');
    expect(failing.unusedParameters).toEqual([]);
  });
});

describe('a command line', () => {
  it.each([
    [
      ['simulate', '--burst', '2', '--image-mb', '1e6'],
      "--image-mb can't be 1000000.\nIt must be a number from 0.1 to 100,000 MB.",
    ],
    [['simulate', '--profile', RATES, '--image-mb', '0.000001'], "--image-mb can't be 0.000001."],
    [['simulate', '--burst', '2', '--memory-mb', '0.001'], "--memory-mb can't be 0.001."],
    [
      ['simulate', '--profile', RATES, '--memory-mb', '0'],
      "--memory-mb can't be 0.\nIt must be a number from 1 to 1,048,576 MB.",
    ],
    [['simulate', '--profile', RATES, '--run-seconds', '1e9'], "--run-seconds can't be 1000000000."],
    [['simulate', '--burst', '6000000'], "--burst can't be 6000000.\nIt must be a whole number from 1 to 5,000,000."],
    [
      ['simulate', '--burst', '2', '--seed', '-1'],
      "--seed can't be -1.\nIt must be a whole number from 0 to 4,294,967,295.",
    ],
    [['simulate', '--burst', '-2'], "--burst can't be -2."],
    [['simulate', '--profile', RATES, '--lead-in', '-5'], "--lead-in can't be -5."],
    [['generate', '--rows', '-5'], 'must be a whole number from 1 to 50,000,000'],
    [['summarize', TRACE, '--top', '-1'], '--top'],
    [['simulate', '--burst', '2', '--set', '-x'], '--set takes NAME=VALUE, not "-x".'],
    [['generate', '--rows'], '--rows needs a value.\nWrite --rows N.'],
    [['generate', '--rows', '--seed', '1'], '--rows needs a value.'],
    [
      ['generate', '--out', '--jsn'],
      '--out needs a value.\nWrite --out FILE. A value that begins with dashes is written --out=VALUE.',
    ],
    [
      ['simulate', '--burst', '2', '--set', 'vms=abc'],
      '--set vms= takes a number, not "abc".\nWrite digits, such as 1516',
    ],
    [
      ['tree', '--log', '-', '--fan-out', '1e12'],
      "--fan-out can't be 1000000000000.\nIt must be a whole number from 1 to 1,024 VMs.",
    ],
    [['simulate', TRACE, '--burst', '2'], 'exclude each other'],
    [['simulate', '--profile', RATES, '--burst', '2'], '--burst and --profile exclude each other.'],
    [['simulate', '--burst', '2', '--format', 'faasnet'], '--format is an option of a trace, not of a burst.'],
    [['simulate', '--profile', RATES, '--map', 'time=a'], '--map is an option of a trace, not of a profile.'],
    [['simulate', TRACE, '--from', 'noon'], '--from takes a time, not "noon".\nWrite epoch seconds or a date'],
    [
      ['simulate', TRACE, '--from', '1800000000'],
      'No cold start of the trace lies in this range.\n' +
        'There are cold starts from 1700000000 (2023-11-14 22:13:20 UTC) to 1700000001 (2023-11-14 22:13:21 UTC).',
    ],
    [
      ['simulate', 'test/fixtures/formats/huawei-2025-cold-start.csv', '--from', 'day 9 00:00'],
      'There are cold starts from 2.359 (day 0 00:00:02.359) to 9.',
    ],
    [['simulate', TRACE, '--function', 'b', '--to', '1700000001'], 'No cold start of "b" lies in this range.'],
  ])('%j is refused', async (args, message) => {
    const { code, stderr } = await cli(args, 'I I I');
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('\ufffd');
    expect(code).toBe(2);
  });

  it('may hold dates as `summarize` prints them', async () => {
    const args = [TRACE, '--from', '2023-11-14 22:13:21 UTC', '--to', '2023-11-15 00:00:00+01:00'];
    expect((await json(...args)).containers).toBe(1);
  });

  it('may hold a value that begins with a dash', async () => {
    const named = file('dash.csv', '__time__,functionName,latency\n1700000000,-a,900\n1700000001,b,900\n');
    expect((await json(named, '--function', '-a')).containers).toBe(1);
  });
});

describe('a run file', () => {
  it.each([
    ['no json', 'odd.ftsim.json is not JSON.'],
    ['{"format":"faasnet-run","version":4}', 'In odd.ftsim.json, version is 4; expected 1, 2 or 3'],
  ])('that cannot be read is named: %j', async (text, message) => {
    const { code, stderr } = await cli(['simulate', '--run', file('odd.ftsim.json', text)]);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('extension');
    expect(code).not.toBe(0);
  });
});

describe('a log without times', () => {
  it('is replayed at one moment, and the command says so', async () => {
    const { code, stderr } = await cli(['simulate', 'test/fixtures/formats/lambda-report-lines.log']);
    expect(code).toBe(0);
    expect(stderr).toContain('does not tell when its cold starts were: all of them are replayed at one moment.');
    expect((await cli(['simulate', TRACE])).stderr).not.toContain('one moment');
  });
});

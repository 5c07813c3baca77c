import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  burstWorkload,
  isProfileHeader,
  latencyCdfOf,
  profileSummary,
  readProfile,
  requestedProfile,
  resolveParameters,
  responseCurve,
  simulate,
  summarizeRun,
  type TraceSelection,
  traceWorkload,
  WorkloadError,
} from '../../../src/simulation';
import { NO_EXTRAS, type TraceTable, UNKNOWN_COUNT } from '../../../src/trace';
import { runs } from '../../depth';
import { absentColumns } from '../statistics/tables';
import { profileWorkload } from './profileWorkload';

const parameters = resolveParameters({});

describe('a burst', () => {
  it('spreads its containers over functions evenly', () => {
    const { functionId, arrival, functions } = burstWorkload({ containers: 7, functions: 3 }, parameters);
    expect([...functionId]).toEqual([0, 1, 2, 0, 1, 2, 0]);
    expect(arrival.every((time) => time === 0)).toBe(true);
    expect(functions.map(({ name }) => name)).toEqual(['burst-1', 'burst-2', 'burst-3']);
  });

  it.each([
    [{ containers: 0 }, 'containers is 0'],
    [{ containers: 1.5 }, 'containers is 1.5'],
    [{ containers: 2, functions: 3 }, 'functions is 3'],
    [{ containers: 1, imageMB: -1 }, 'imageMB is -1; it must be a number from 0.1 to 100,000 MB'],
    [{ containers: 1, memoryMB: 5000 }, 'does not fit on a VM of 4096 MB'],
  ])('of %o is refused', (options, message) => {
    expect(() => burstWorkload(options, parameters)).toThrow(WorkloadError);
    expect(() => burstWorkload(options, parameters)).toThrow(message);
  });
});

describe('a trace', () => {
  const table: TraceTable = {
    ...absentColumns,
    ...NO_EXTRAS,
    files: [{ name: '', firstRow: 0, rows: 5, lineOffset: 0 }],
    rowCount: 5,
    time: Float64Array.of(100, 90, 110, 95, 110),
    latency: Float64Array.of(1000, 2000, 3000, 4000, 5000),
    functionId: Uint32Array.of(0, 1, 0, 2, 2),
    runtimeId: Uint16Array.of(0, 1, 0, 2, 2),
    memoryMB: Uint32Array.of(512, 128, 512, UNKNOWN_COUNT, UNKNOWN_COUNT),
    line: Uint32Array.of(2, 3, 4, 5, 6),
    functionNames: ['a', 'b', 'c'],
    runtimeNames: ['Python3.9', 'nodejs14', 'custom-container'],
  };

  it('is replayed in order of time from its first row on', async () => {
    const workload = await traceWorkload(table, 1000, parameters);
    expect([...workload.arrival]).toEqual([0, 5, 10, 20, 20]);
    expect([...workload.functionId].map((id) => workload.functions[id].name)).toEqual(['b', 'c', 'a', 'a', 'c']);
    expect([...workload.recorded!]).toEqual([2, 4, 1, 3, 5]);
  });

  it('takes image sizes by runtime and states its assumptions', async () => {
    const { functions, assumptions } = await traceWorkload(table, 1000, parameters);
    expect(functions.map(({ name, imageMB, memoryMB }) => [name, imageMB, memoryMB])).toEqual([
      ['b', parameters.nodeImageMB, 128],
      ['c', parameters.otherImageMB, parameters.traceMemoryMB],
      ['a', parameters.pythonImageMB, 512],
    ]);
    expect(assumptions.join(' ')).toContain(`${parameters.traceMemoryMB} MB are assumed`);
  });

  it('can be limited to a time range and a function', async () => {
    const arrivals = async (selection: TraceSelection) => [
      ...(await traceWorkload(table, 1, parameters, selection)).arrival,
    ];
    expect(await arrivals({ from: 95, to: 110 })).toEqual([0, 5]);
    expect(await arrivals({ functionId: 2 })).toEqual([0, 15]);
    await expect(arrivals({ from: 200 })).rejects.toThrow('No cold start');
  });

  it('is the same if the order of the rows is given', async () => {
    const order = [...table.time.keys()].sort((a, b) => table.time[a] - table.time[b] || a - b);
    const byTime = Uint32Array.from(order);
    for (const selection of [{}, { from: 95, to: 110 }, { functionId: 2 }]) {
      const sorted = await traceWorkload(table, 1, parameters, selection);
      expect(await traceWorkload(table, 1, parameters, { ...selection, byTime })).toEqual(sorted);
    }
  });

  it('awaits its checkpoint, which may cancel it', async () => {
    const stop = () => {
      throw new Error('given up');
    };
    await expect(traceWorkload(table, 1, parameters, {}, stop)).rejects.toThrow('given up');
  });
});

const PROFILE = {
  kind: 'profile',
  name: 'rates.csv',
  csv: 't_sec,rps\n0,4\n60,4\n61,40\n62,4\n120,4\n',
  leadInSeconds: 0,
  runSeconds: 0.5,
  imageMB: null,
  memoryMB: null,
} as const;

describe('a profile', () => {
  it('is read with or without a header, in the unit that the header names', () => {
    expect([...readProfile('min,rps\n0,1\n0.5,2\r\n').time]).toEqual([0, 30]);
    expect([...readProfile('\uFEFF0,1\n5,2').time]).toEqual([0, 5]);
    expect([...readProfile('"min","rps"\n"0","1"\n"2","3",\n').time]).toEqual([0, 120]);
    expect([...readProfile('time_ms,rps\n1741079710000,1\n1741079711000,1').time]).toEqual([1741079710, 1741079711]);
    expect([...readProfile('\n\nhour,rate\n0,1\n2,2').time]).toEqual([0, 7200]);
  });

  it.each([
    ['time_s,rps', 60, 1],
    ['time_sec,requests/s', 60, 1],
    ['t,req/s', 60, 1],
    ['timestamp,QPS', 60, 1],
    ['time (min),rps', 3600, 1],
    ['time_min,rps', 3600, 1],
    ['Time [minutes],Requests per second', 3600, 1],
    ['timeMin,rate', 3600, 1],
    ['minutes,requests_per_second', 3600, 1],
    ['mins,request rate', 3600, 1],
    ['hours,requests/s', 216_000, 1],
    ['time in h,reqs per second', 216_000, 1],
    ['time,requests', 60, 1],
    ['minute,invocations per minute', 3600, 1 / 60],
    ['ms,rps', 0.06, 1],
    ['time/ms,rps', 0.06, 1],
    ['elapsed_ms,rps', 0.06, 1],
    ['days,rps', 5_184_000, 1],
    ['time (\u03bcs),rps', 60e-6, 1],
    ['time (\u00b5s),rps', 60e-6, 1],
    ['time_ns,rps', 60e-9, 1],
    ['epoch_ms,rps', 0.06, 1],
    ['unix_time,rps', 60, 1],
    ['time,requests per minute', 60, 1 / 60],
    ['time,requests/min', 60, 1 / 60],
    ['min,rpm', 3600, 1 / 60],
    ['time,rate (1/min)', 60, 1 / 60],
    ['time,rate_per_hour', 60, 1 / 3600],
    ['sec,invocations per hour', 60, 1 / 3600],
  ])('recognises columns by name and unit: %s', (header, seconds, perSecond) => {
    const [time, rate] = header.split(',');
    for (const csv of [
      `${header}\n0,5\n60,7`,
      `${rate},${time}\n5,0\n7,60`,
      `note,${rate},"${time}"\na,5,0\nb,7,60\n`,
    ]) {
      const profile = readProfile(csv);
      expect(profile.time[1]).toBeCloseTo(seconds, 9);
      expect([...profile.rps]).toEqual([5 * perSecond, 7 * perSecond]);
    }
    expect(isProfileHeader(header)).toBe(true);
    expect(isProfileHeader(`${rate},${time}`)).toBe(true);
  });

  it.each([
    'min,val',
    'when,rps',
    'time_fortnights,rps',
    'time,load',
    'time,requests per fortnight',
    'time,min,rps',
    'time,rps,qps',
    'rps,rate',
    'time,bytes/s',
    'throughput,rps',
    'time,per minute',
    'minute,invocations',
    'hours,requests',
    'time in ms,reqs',
  ])('with an unknown header is refused: %s', (header) => {
    const row = header.split(',').map((_, i) => i);
    expect(() => readProfile(`\n${header}\n${row}\n${row}`)).toThrow(
      expect.objectContaining({
        message: expect.stringMatching(
          /^Line 2 is the header "[^;]+"; expected one column of times, .*, and one of rates/,
        ),
        advice: expect.stringContaining('Rename the columns'),
      }),
    );
  });

  it.each([
    ['', 'two points'],
    ['min,rps\n1,2', 'two points'],
    ['0,1\n1,x', 'Line 2, column 2 is "x"; expected requests per second, 0 or more.'],
    ['0,1\n1,-1', 'Line 2, column 2 is "-1"'],
    ['0,1\n1,', 'Line 2, column 2 is empty'],
    ['0,1\n0x10,1', 'Line 2, column 1 is "0x10"'],
    ['hours,rps\n0,1\n1e308,1', 'Line 3, column 1 is "1e308"; expected a time in hours.'],
    ['min,rps\n0,1\nsoon,1', 'Line 3, column 1 is "soon"; expected a time in minutes.'],
    ['\ufffd\ufffd0\0,\u00001\0', 'The file is not UTF-8 text'],
    ['1,1\n0,1', 'Line 2, column 1 is "0"; expected no earlier a time'],
    ['0,1\n1', 'Line 2 is "1"; expected a time and requests per second with a comma between.'],
    ['0,1\n1,2,000', 'Line 2, column 3 is "000"; expected the end of the line: a profile has two columns.'],
    ['t;rps\n0;1', 'Line 1 is "t;rps"'],
    ['min,rpm,note\n0,1,a\n1,2', 'Line 3 is "1,2"; expected 3 columns.'],
    ['rpm,min\nmany,0', 'Line 2, column 1 is "many"; expected requests per minute, 0 or more.'],
    // Epoch milliseconds without their unit.
    [
      'rps,timestamp\n5, 1741079710123\n',
      'Line 2, column 2 is "1741079710123": as seconds, that is thousands of years from 1970',
    ],
    ['-1e300,5\n0,5\n', 'Line 1, column 1 is "-1e300": as seconds, that is thousands of years from 1970'],
    ['1741079710123,5\n', 'Line 1, column 1 is "1741079710123": as seconds, that is thousands of years from 1970'],
  ])('that cannot be read (%j) is refused with the line', (text, message) => {
    expect(() => readProfile(text)).toThrow(message);
  });

  it('that is too long is refused', () => {
    const points = Array.from({ length: 100_001 }, (_, i) => `${i},1`).join('\n');
    expect(() => readProfile(points)).toThrow('Line 100001 is one point too many');
    expect(() => readProfile('0,1\n'.repeat(1_000_001))).toThrow('too long');
  });

  it.each(['t_sec,rps', 'min,rps', '\uFEFFtime , Requests per second', '"timestamp","QPS"', 'Time (s),req/s'])(
    'is recognised by the header %j',
    (header) => expect(isProfileHeader(header)).toBe(true),
  );

  it.each(['min,val', '__time__,functionName,latency', 'rps,rate', '0,1', 'time', 'time,rps,note', ''])(
    'is not recognised by %j',
    (line) => expect(isProfileHeader(line)).toBe(false),
  );

  it('is summarized from its points', () => {
    const summary = profileSummary({ name: 'p.csv', csv: 'min,rps\n1,10\n2,20\n3,0\n' }, 100);
    expect(summary).toMatchObject({ points: 3, seconds: 120, peakPerSecond: 20, requests: 1500 });
    expect(summary).toMatchObject({ timeUnit: 'minutes', rateUnit: 'requests per second' });
    expect([...summary.curve.x]).toEqual([0, 60, 120]);
    expect(summary.curve.decimated).toBe(false);
    expect(() => profileSummary({ name: 'p.csv', csv: '0,1\n1,x' }, 9)).toThrow('p.csv: Line 2, column 2');
  });

  it('keeps its peaks in a curve of few points', () => {
    const csv = Array.from({ length: 1000 }, (_, i) => `${i},${i === 501 ? 77 : 1}`).join('\n');
    const { curve } = profileSummary({ name: 'p', csv }, 50);
    expect(curve.x).toHaveLength(50);
    expect(curve.decimated).toBe(true);
    expect(Math.max(...curve.y)).toBe(77);
  });

  it.each([
    [{ runSeconds: -1 }, 'runSeconds is -1; it must be a number from 0 to 86,400 s'],
    [{ leadInSeconds: -1 }, 'leadInSeconds is -1; it must be'],
    [{ imageMB: 0 }, 'imageMB is 0; it must be a number from 0.1'],
    [{ memoryMB: 1e6 }, 'does not fit'],
    [{ csv: '0,0\n1,0' }, 'less than one request'],
    [{ csv: '0,1e9\n1e9,1e9' }, 'at most can be run'],
  ])('that cannot be run with %j is refused with its name', async (change, message) => {
    const request = { ...PROFILE, ...change };
    await expect(requestedProfile(request, parameters)).rejects.toThrow('rates.csv: ');
    await expect(requestedProfile(request, parameters)).rejects.toThrow(message);
  });

  it('does not count the requests of its lead-in', async () => {
    const workload = await requestedProfile({ ...PROFILE, leadInSeconds: 100 }, parameters);
    expect(workload.leadIn).toBe(200);
    const run = { workload, system: 'faasnet', parameters, seed: 1 };
    const result = await simulate(run);
    const numbers = summarizeRun(run, result);
    expect(numbers.containers).toBe(workload.arrival.length - 200);
    expect(numbers.requests!.cold + numbers.requests!.warm).toBe(numbers.containers);
    // The containers of the usual load have started by then.
    expect(numbers.requests!.cold).toBeLessThan(numbers.requests!.warm / 4);
    expect(numbers.responseSeconds!.p50).toBeCloseTo(0.5, 9);
    expect(numbers.assumptions.join(' ')).toContain('200 requests of the lead-in');
    const cold = await simulate({ ...run, workload: await requestedProfile(PROFILE, parameters) });
    expect(numbers.responseSeconds!.max).toBeLessThan(Math.max(...cold.provisioning) + 0.5);
  });

  it('of many requests is made in steps with the same result, and can be cancelled', async () => {
    const csv = '0,100\n1000,300\n2000,100\n2000,0\n2001,50\n';
    let turns = 0;
    const made = await requestedProfile({ ...PROFILE, csv }, parameters, () => {
      turns++;
    });
    expect(turns).toBeGreaterThan(4);
    expect(made.arrival).toEqual(profileWorkload(readProfile(csv), parameters).arrival);
    expect(made.arrival).toHaveLength(400_025);
    expect(made.arrival.every((at, i) => i === 0 || at >= made.arrival[i - 1])).toBe(true);
    const stop = () => {
      throw new Error('given up');
    };
    await expect(requestedProfile({ ...PROFILE, csv }, parameters, stop)).rejects.toThrow('given up');
  });

  it('is measured by the waiting and run times of its requests', async () => {
    const workload = await requestedProfile(PROFILE, parameters);
    const run = { workload, system: 'on-demand', parameters, seed: 1 };
    const result = await simulate(run);
    const { responseSeconds, provisioningSeconds, requests, stages } = summarizeRun(run, result);
    expect(responseSeconds!.max).toBeCloseTo(provisioningSeconds.max + 0.5, 9);
    expect(responseSeconds!.mean).toBeCloseTo(
      stages.reduce((sum, { meanSeconds }) => sum + meanSeconds, 0),
      4,
    );
    expect(requests!.warm).toBe([...result.warm!].filter((one) => one === 1).length);
    const waited = result.provisioning.filter((seconds, i) => seconds > 0 && result.warm![i] === 1);
    expect(requests!.waited).toBe(waited.length);
    expect(waited.length).toBeGreaterThan(0);
    const { x, y } = responseCurve(workload, result, 30);
    expect(x.length).toBeLessThanOrEqual(30);
    expect(Math.max(...[...y].filter(Number.isFinite))).toBe(responseSeconds!.max);
    const cdf = latencyCdfOf(workload, result, 1000);
    expect(cdf.x.at(-1)).toBe(responseSeconds!.max);
    expect(cdf.y.at(-1)).toBe(1);
  });

  it('has as many requests as its rate integrates to, each within its share', () => {
    const points = fc.array(
      fc.tuple(fc.double({ min: 0.01, max: 9, noNaN: true }), fc.double({ min: 0, max: 30, noNaN: true })),
      {
        minLength: 2,
        maxLength: 8,
      },
    );
    fc.assert(
      fc.property(points, (steps) => {
        let now = 0;
        const time = Float64Array.from(steps, ([gap]) => (now += gap));
        const rps = Float64Array.from(steps, ([, rate]) => rate);
        const areaUntil = (end: number): number => {
          let area = 0;
          for (let i = 1; i < time.length; i++) {
            const to = Math.min(end, time[i] - time[0]);
            const from = time[i - 1] - time[0];
            if (to <= from) break;
            const at = rps[i - 1] + ((rps[i] - rps[i - 1]) * (to - from)) / (time[i] - time[i - 1]);
            area += ((rps[i - 1] + at) * (to - from)) / 2;
          }
          return area;
        };
        fc.pre(areaUntil(Number.POSITIVE_INFINITY) >= 1);
        const { arrival } = profileWorkload({ time, rps }, parameters);
        expect(Math.abs(arrival.length - areaUntil(Number.POSITIVE_INFINITY))).toBeLessThan(1 + 1e-6);
        arrival.forEach((at, i) => {
          expect(areaUntil(at)).toBeGreaterThan(i - 1e-6);
          expect(areaUntil(at)).toBeLessThan(i + 1 + 1e-6);
        });
      }),
      { numRuns: runs(300) },
    );
  });

  it('has requests at reproducible random moments, so that two sometimes coincide', () => {
    const steady = (seconds: number) =>
      profileWorkload({ time: Float64Array.of(0, seconds), rps: Float64Array.of(1, 1) }, parameters).arrival;
    const arrival = steady(10_000);
    expect(steady(20_000).subarray(0, 10_000)).toEqual(arrival);
    const within = arrival.map((at, i) => at - i);
    expect(within.reduce((sum, at) => sum + at, 0) / 10_000).toBeCloseTo(0.5, 1);
    const gaps = arrival.subarray(1).map((at, i) => at - arrival[i]);
    // Two moments in neighbouring shares are less than x shares apart with probability x²/2.
    expect(gaps.filter((gap) => gap < 0.5).length / gaps.length).toBeCloseTo(0.125, 2);
  });

  it('is served by free containers, and by new ones if none is free', async () => {
    const profile = { time: Float64Array.of(0, 60), rps: Float64Array.of(1, 1) };
    const parameters = resolveParameters({ scaleOut: 0 });
    const workload = profileWorkload(profile, parameters, { runSeconds: 0.5 });
    const result = await simulate({ workload, system: 'faasnet', parameters, seed: 1 });
    const waited = result.provisioning.filter((seconds) => seconds > 0).length;
    expect(waited).toBeLessThan(10);
    expect(result.provisioning.at(-1)).toBe(0);
    expect(result.upstream.at(-1)).toBe(-2);
    expect(result.vms).toBeLessThan(10);
  });
});

describe('a workload that no run could complete', () => {
  const sound = burstWorkload({ containers: 3 }, parameters);
  const [spec] = sound.functions;

  it.each([
    ['a time that is none', { arrival: Float64Array.of(0, Number.NaN, 1) }, 'arrival 2 is at NaN s'],
    [
      'a time that never comes',
      { arrival: Float64Array.of(0, 1, Number.POSITIVE_INFINITY) },
      'arrival 3 is at Infinity s',
    ],
    ['a time in milliseconds', { arrival: Float64Array.of(0, 1, 4e10) }, 'arrival 3 is at 40000000000 s; at most'],
    ['a time before the start', { arrival: Float64Array.of(-1, 0, 0) }, 'arrival 1 is at -1 s'],
    ['times out of order', { arrival: Float64Array.of(0, 2, 1) }, 'arrival 3 is at 1 s, after one at 2 s'],
    ['a function that there is not', { functionId: Uint32Array.of(0, 0, 1) }, 'arrival 3 is of function 1'],
    ['a run time that is none', { functions: [{ ...spec, runSeconds: Number.NaN }] }, 'runs NaN s'],
    ['an image that is none', { functions: [{ ...spec, imageMB: Number.NaN }] }, 'an image of NaN MB'],
  ])('for %s is refused', async (_, wrong, message) => {
    const run = simulate({ workload: { ...sound, ...wrong }, system: 'faasnet', parameters, seed: 1 });
    await expect(run).rejects.toBeInstanceOf(WorkloadError);
    await expect(run).rejects.toThrow(message);
  });
});

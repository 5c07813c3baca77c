import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readProfile } from '../../../../src/simulation';
import { bytesSource } from '../../../../src/trace';
import { foreignFileOf, functionText, type RequestProfile, requestProfile } from '../../../../src/trace/foreign';

const FIXTURES = path.resolve(import.meta.dirname, '../../../fixtures/formats');

function profileOf(
  id: string,
  text: string,
  name: string | null = null,
  { mostPoints = 100_000, mostRequests = 20_000_000 } = {},
): Promise<RequestProfile> {
  const requests = foreignFileOf(id)?.requests;
  if (!requests) throw new Error(`${id} has no requests`);
  const bytes = new TextEncoder().encode(text);
  // Pieces of any length give the same.
  const pieces = [bytes.subarray(0, 37), bytes.subarray(37, 38), bytes.subarray(38)];
  return requestProfile(bytesSource(pieces), requests, { function: name, mostPoints, mostRequests });
}

function sample(name: string): string {
  return readFileSync(path.join(FIXTURES, name), 'utf8');
}

/** Requests by integrating the rate that the simulator reads. */
function integral(csv: string): number {
  const { time, rps } = readProfile(csv);
  let sum = 0;
  for (let i = 1; i < time.length; i++) sum += ((time[i] - time[i - 1]) * (rps[i] + rps[i - 1])) / 2;
  return sum;
}

const AZURE = sample('azure-2019-invocations-d01.csv');
const HUAWEI = sample('huawei-2023-requests-minute.csv');

function azureTotal(): number {
  const rows = AZURE.trim().split('\n').slice(1);
  return rows.flatMap((row) => row.split(',').slice(4).map(Number)).reduce((sum, count) => sum + count, 0);
}

describe('the profile of invocation counts by the minute', () => {
  it('has the requests of all functions', async () => {
    const { requests, csv, functions, functionCount } = await profileOf('azure-2019-invocations', AZURE);
    expect(requests).toBe(azureTotal());
    expect(integral(csv)).toBeCloseTo(azureTotal(), 6);
    expect([functionCount, functions.length]).toEqual([8, 8]);
    expect(functions[0].requests).toBeGreaterThanOrEqual(functions[7].requests);
  });

  it('is in requests per minute over a day of seconds (case 13)', async () => {
    const { csv } = await profileOf('azure-2019-invocations', AZURE);
    const { time, rps, rateUnit, timeUnit } = readProfile(csv);
    expect([rateUnit, timeUnit]).toEqual(['requests per minute', 'seconds']);
    expect([time[0], time[time.length - 1], time.length]).toEqual([0, 86_400, 2880]);
    const first = AZURE.trim()
      .split('\n')
      .slice(1)
      .reduce((sum, row) => sum + Number(row.split(',')[4]), 0);
    expect(rps[0]).toBeCloseTo(first / 60, 9);
  });

  it('can be that of one function, by its name or the last part of it', async () => {
    const fields = AZURE.split('\n')[1].split(',');
    const whole = `${fields[1]}/${fields[2]}`;
    const expected = fields.slice(4).reduce((sum, count) => sum + Number(count), 0);
    for (const name of [whole, fields[2]]) {
      const profile = await profileOf('azure-2019-invocations', AZURE, name);
      expect([profile.function, profile.requests]).toEqual([whole, expected]);
    }
  });

  it('names the busiest functions where there is none of that name', async () => {
    await expect(profileOf('azure-2019-invocations', AZURE, 'nope')).rejects.toMatchObject({
      message: 'The file has no function "nope".',
      advice: expect.stringMatching(/^Its busiest functions are [0-9a-f]{64}\//),
    });
  });

  it('has one in some of the requests if there are more than can be simulated', async () => {
    const total = azureTotal();
    const { csv, requests, oneIn, notes } = await profileOf('azure-2019-invocations', AZURE, null, {
      mostRequests: total / 2.5,
    });
    expect([requests, oneIn]).toEqual([total, 3]);
    expect(integral(csv)).toBeCloseTo(total / 3, 6);
    expect(notes).toContain('the profile has one in 3: more cannot be simulated');
  });

  it('asks for the whole name where several functions end in it', async () => {
    const header = 'HashOwner,HashApp,HashFunction,Trigger,1,2';
    const text = `${header}\no,a,f,http,1,2\no,b,f,http,3,4\n`;
    await expect(profileOf('azure-2019-invocations', text, 'f')).rejects.toThrow('2 functions of the file end in "f".');
    expect((await profileOf('azure-2019-invocations', text, 'b/f')).requests).toBe(7);
  });

  it('leaves out duplicated rows, negative counts and other text, and says so', async () => {
    const header = 'HashOwner,HashApp,HashFunction,Trigger,1,2,3';
    const rows = ['o,a,f,http,1,2,3', 'o,a,f,http,1,2,3', 'o,a,g,http,-4,,x', 'o,a,f,queue,5,0,0'];
    const { requests, notes } = await profileOf('azure-2019-invocations', `${header}\r\n${rows.join('\r\n')}\r\n`);
    expect(requests).toBe(11);
    expect(notes).toEqual([
      '11 requests in steps of 1 min',
      '2 cells hold neither a count nor a time and were left out',
      '1 duplicate row left out',
    ]);
  });
});

describe('the profile of a table with a column for each function', () => {
  it('takes empty cells for no requests', async () => {
    const { requests, csv, functions } = await profileOf('huawei-time-series', HUAWEI);
    const cells = HUAWEI.trim()
      .split('\n')
      .slice(1)
      .flatMap((row) => row.split(',').slice(2).map(Number));
    const total = cells.reduce((sum, count) => sum + count, 0);
    expect(requests).toBe(total);
    expect(integral(csv)).toBeCloseTo(total, 6);
    expect(functions).toHaveLength(6);
    expect(readProfile(csv).time.at(-1)).toBe(480);
  });

  it('takes the step from the rows: a second here', async () => {
    const text = 'day,time,0,1\n0,0,3,\n0,1,1,1\n0,2,,2\n0,3,0,0\n';
    const { csv, requests } = await profileOf('huawei-time-series', text);
    expect(csv).toBe('time_s,rps\n0,3\n1,3\n1,2\n2,2\n2,2\n3,2\n3,0\n4,0\n');
    expect(requests).toBe(7);
  });

  it('counts a row once that is there twice', async () => {
    const text = 'day,time,0,1\n0,0,3,\n0,60,1,1\n0,60,1,1\n0,120,2,2\n';
    expect((await profileOf('huawei-time-series', text)).requests).toBe(9);
  });

  it('goes on after midnight if times count from the start of the day', async () => {
    const text = 'day,time,0,1\n0,86340,3,\n1,0,1,1\n1,60,1,0\n';
    const { time } = readProfile((await profileOf('huawei-time-series', text)).csv);
    expect([time[0], time.at(-1)]).toEqual([86_340, 86_520]);
  });

  it('is refused for another metric', async () => {
    const text = 'day,time,0,1\n0,0,0.25,1.5\n0,60,0.75,0.125\n';
    await expect(profileOf('huawei-time-series', text)).rejects.toThrow('another metric');
  });
});

describe('the profile of a table of requests', () => {
  it.each([
    ['huawei-2025-requests', 'huawei-2025-requests.csv', 8],
    ['stellar-latencies', 'stellar-latencies.csv', 8],
    ['invitro-durations', 'invitro-experiment-duration.csv', 8],
    ['azure-app-insights', 'azure-app-insights-requests.csv', 8],
  ])('%s has a request for each row', async (id, name, rows) => {
    const { requests, csv } = await profileOf(id, sample(name));
    expect(requests).toBe(rows);
    expect(integral(csv)).toBeCloseTo(rows, 6);
  });

  it('begins when a request begins, not when it ends', async () => {
    const text = 'app,func,end_timestamp,duration\na,f,100.5,90.25\na,g,12,0\n';
    const { csv, functions } = await profileOf('azure-2021-invocations', text);
    expect(readProfile(csv).time[0]).toBe(10);
    expect(functions.map(({ name }) => name)).toEqual(['a/f', 'a/g']);
  });

  it('reads dates month first, with AM and PM', async () => {
    const profile = await profileOf('azure-app-insights', sample('azure-app-insights-requests.csv'));
    expect(readProfile(profile.csv).time[0]).toBe(Date.parse('2025-03-04T09:15:10Z') / 1000);
  });

  it('is read with semicolons, as a spreadsheet saves it', async () => {
    const text =
      '"timestamp [UTC]";name;duration;cloud_RoleName\n"3/4/2025, 9:15:10.146 AM";f;445,4;x\n3/4/2025 1:15:10 PM;g;1;x\n';
    const { requests, functions } = await profileOf('azure-app-insights', text);
    expect([requests, functions.map(({ name }) => name)]).toEqual([2, ['f', 'g']]);
  });

  it('is of one function by the parts of its name', async () => {
    const { requests, function: name } = await profileOf(
      'huawei-2025-requests',
      sample('huawei-2025-requests.csv'),
      '448---287',
    );
    expect([requests, name]).toEqual([1, '448---287']);
  });

  it('has no more points than asked for, and no fewer requests', async () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `a,f,${i * 7},0`);
    const { csv, requests, notes } = await profileOf(
      'azure-2021-invocations',
      `app,func,end_timestamp,duration\n${rows.join('\n')}\n`,
      null,
      { mostPoints: 1000 },
    );
    expect(readProfile(csv).time.length).toBeLessThanOrEqual(1000);
    expect([requests, Math.round(integral(csv))]).toEqual([5000, 5000]);
    expect(notes.join()).toContain('merged into one');
  });

  it('survives times from one end of the calendar to the other', async () => {
    const text = 'app,func,end_timestamp,duration\na,f,5,0\na,f,9e10,0\na,f,1e300,0\na,f,100,0\n';
    const { requests, csv } = await profileOf('azure-2021-invocations', text);
    expect([requests, Math.round(integral(csv))]).toEqual([3, 3]);
  });
});

describe('the text of a function', () => {
  it('has a piece of each part of a long name', () => {
    expect(functionText('f')).toBe('f');
    expect(functionText('a/f')).toBe('a/f');
    const [app, name] = ['4e1195df020de59e'.repeat(4), '865ab0d317f36965'.repeat(4)];
    expect(functionText(`${app}/${name}`)).toBe('4e1195df020de59…/865ab0d317f3696…');
  });
});

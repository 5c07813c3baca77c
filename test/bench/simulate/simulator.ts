import { SYSTEMS } from '../../../src/simulation';
import type { Area } from '../area';
import { assertFound } from '../measure/agreement';
import { type Contender, type Measured, measured } from '../measure/rounds';
import { alone, atLeast, atMost, besideOurs, type Row, rate, times } from '../measure/rows';
import { spreadOf } from '../measure/spread';
import { words } from '../words';
import type { SimulationInput } from './simulation';

const VMS = 1000;

/**
 * All systems on a trace, FaaSNet on a busier day, the growth of the cost, the paper's large burst, and the fit of a
 * replay to its trace.
 */
export const simulator: Area = {
  name: 'simulator',
  about: 'simulated cold starts a second of every system, and how the cost grows',
  rounds: 5,
  async run({ rounds, small }) {
    const most = small ? 5000 : 1_000_000;
    return [
      ...(await everySystem(most, rounds)),
      await firstRuns(most, rounds),
      await manyFunctions(small, rounds),
      ...(await growth(most, small, rounds)),
      ...(await burst(rounds)),
      ...(await calibrated(most, rounds)),
    ];
  },
};

function contender(name: string, input: SimulationInput): Contender {
  return { name, subject: 'simulation', input };
}

async function everySystem(coldStarts: number, rounds: number): Promise<Row[]> {
  const runs = [
    ...SYSTEMS.map(({ name }) => ({
      name: `${name}: trace`,
      system: name,
      workload: 'trace' as const,
      goal: name === 'faasnet' ? 1_200_000 : 200_000,
    })),
    // On this day nearly twice as many cold starts fetch an image.
    { name: 'faasnet: dense day', system: 'faasnet', workload: 'day' as const, goal: 1_200_000 },
  ];
  const all = await measured(
    runs.map(({ name, system, workload }) => contender(name, { system, workload, coldStarts, vms: VMS })),
    rounds,
  );
  assertFound(all, { 'cold starts': coldStarts, 'share started': 1 });
  return all.map((one, i) =>
    alone(
      `simulator, ${one.name} of ${words(coldStarts)} cold starts on ${words(VMS)} VMs`,
      rate(one, coldStarts),
      atLeast(runs[i].goal),
    ),
  );
}

/** What a user of the command line gets: the first run of a process. */
async function firstRuns(coldStarts: number, rounds: number): Promise<Row> {
  const trace = contender('first run', { system: 'faasnet', workload: 'trace', coldStarts, vms: VMS });
  const all: Measured[] = [];
  for (let round = 0; round < rounds; round++) all.push(...(await measured([trace], 0)));
  return alone(
    `simulator, faasnet: trace of ${words(coldStarts)} cold starts on ${words(VMS)} VMs, first run of a process`,
    rate({ ...all[0], rounds: all.map(({ first }) => first) }, coldStarts),
    atLeast(800_000),
  );
}

/** Containers of many functions at once: most wait for a VM, and all images begin at the registry. */
async function manyFunctions(small: boolean, rounds: number): Promise<Row> {
  const [coldStarts, functions, vms] = small ? [5000, 50, 500] : [1_000_000, 1000, 10_000];
  const burst = contender('many functions', { system: 'faasnet', workload: 'burst', coldStarts, functions, vms });
  const [one] = await measured([burst], small ? rounds : 1);
  return alone(
    `simulator, faasnet: ${words(coldStarts)} containers of ${words(functions)} functions at once on ${words(vms)} VMs`,
    times(one),
    atMost(10_000),
  );
}

/** Time divided by n·log n, relative to the smallest size. */
async function growth(most: number, small: boolean, rounds: number): Promise<Row[]> {
  const counts = [most / 100, most / 10, most];
  const pools = small ? [10, 100] : [100, 1000, 10_000];
  const byCount = await measured(
    counts.map((count) =>
      contender(`${words(count)} cold starts`, { system: 'faasnet', workload: 'trace', coldStarts: count, vms: VMS }),
    ),
    rounds,
  );
  const byPool = await measured(
    pools.map((vms) => contender(`${words(vms)} VMs`, { system: 'faasnet', workload: 'trace', coldStarts: most, vms })),
    rounds,
  );
  return [
    ...curve(byCount, counts),
    ...curve(byPool, pools).map((row) => ({ ...row, work: `${row.work}, ${words(most)} cold starts each` })),
  ];
}

/** Growth relative to the first size, divided by that of n·log n: 1 means exactly n·log n. */
function curve(points: readonly Measured[], counts: readonly number[]): Row[] {
  const [first, ...rest] = points;
  const costOf = (n: number) => n * Math.log(n);
  return rest.map((one, i) => {
    const allowed = costOf(counts[i + 1]) / costOf(counts[0]);
    const ratios = one.rounds.map(
      ({ milliseconds }, round) => milliseconds / first.rounds[round].milliseconds / allowed,
    );
    const reference = { ...times(first), name: first.name };
    const what = `simulator, faasnet: growth over n·log n, from ${first.name} to ${one.name}`;
    return besideOurs(what, times(one), reference, spreadOf(ratios).median, atMost(1));
  });
}

async function burst(rounds: number): Promise<Row[]> {
  const input: SimulationInput = { system: 'faasnet', workload: 'burst', vms: VMS };
  const [one] = await measured([contender('burst', input)], Math.max(rounds, 5));
  return [alone(`simulator, faasnet: burst of 2,500 containers on ${words(VMS)} VMs`, times(one), atMost(100))];
}

async function calibrated(coldStarts: number, rounds: number): Promise<Row[]> {
  const [one] = await measured([{ name: 'fit', subject: 'calibration', input: { coldStarts } }], rounds);
  assertFound([one], { 'cold starts': coldStarts, 'share fitted': 1 });
  return [alone(`simulator, calibration of ${words(coldStarts)} cold starts`, times(one), atMost(1000))];
}

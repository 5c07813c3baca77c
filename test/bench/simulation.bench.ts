/**
 * Simulated cold starts a second: a day's trace replayed on 1,000 VMs by every system, how the cost grows, and the paper's large burst.
 * Run: npx esbuild test/bench/simulation.bench.ts --bundle --platform=node --format=esm --outfile=/tmp/bench.mjs && node /tmp/bench.mjs [rows]
 */
import {
  burstWorkload,
  type Parameters,
  resolveParameters,
  SYSTEMS,
  simulate,
  type Workload,
} from '../../src/simulation';

const DAY = 86_400;
const MEMORY_MB = [128, 256, 512, 512, 1024, 2048, 3072];

/** Cold starts of 5,000 functions over a day in small flocks, a few functions having most of them, as in the released trace. */
function dayOfColdStarts(rows: number, parameters: Parameters): Workload {
  const functionCount = 5000;
  let state = 12_345;
  const random = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  const events: { time: number; functionId: number }[] = [];
  while (events.length < rows) {
    const functionId = Math.floor(functionCount * random() ** 2.5);
    const time = Math.floor(random() * DAY);
    const flock = Math.ceil(-3 * Math.log(random()));
    for (let i = 0; i < flock && events.length < rows; i++)
      events.push({ time: time + Math.floor(3 * random()), functionId });
  }
  events.sort((a, b) => a.time - b.time);
  return {
    name: 'day',
    arrival: Float64Array.from(events, ({ time }) => time),
    functionId: Uint32Array.from(events, ({ functionId }) => functionId),
    functions: Array.from({ length: functionCount }, (_, i) => ({
      name: `f${i}`,
      runtime: '',
      imageMB: i % 2 === 0 ? parameters.pythonImageMB : parameters.otherImageMB,
      memoryMB: MEMORY_MB[i % MEMORY_MB.length],
      runSeconds: parameters.traceRunSeconds,
    })),
    recorded: null,
    assumptions: [],
  };
}

async function secondsFor(system: string, workload: Workload, parameters: Parameters): Promise<number> {
  const began = performance.now();
  await simulate({ workload, system, parameters, seed: 1 });
  return (performance.now() - began) / 1000;
}

function report(what: string, count: number, seconds: number): void {
  const rate = Math.round(count / seconds).toLocaleString('en');
  console.log(what.padEnd(44), `${(1000 * seconds).toFixed(0)} ms`.padStart(10), `${rate} cold starts/s`.padStart(28));
}

const rows = Number(process.argv[2] ?? 1_000_000);
const parameters = resolveParameters({});
const day = dayOfColdStarts(rows, parameters);
for (const { name } of SYSTEMS) {
  await secondsFor(name, dayOfColdStarts(Math.min(rows, 20_000), parameters), parameters);
  report(`${name}, ${rows} rows, 1,000 VMs`, rows, await secondsFor(name, day, parameters));
}
for (const vms of [100, 1000, 10_000]) {
  const pool = resolveParameters({ vms });
  report(`faasnet, ${rows} rows, ${vms} VMs`, rows, await secondsFor('faasnet', day, pool));
}
for (let part = rows / 100; part <= rows; part *= 10) {
  const workload = dayOfColdStarts(part, parameters);
  report(`faasnet, ${part} rows, 1,000 VMs`, part, await secondsFor('faasnet', workload, parameters));
}
const large = resolveParameters({ spread: 1 });
const burst = burstWorkload({ containers: 2500, functions: 25, imageMB: 428, memoryMB: 1024 }, large);
for (let round = 0; round < 3; round++) {
  report('faasnet, burst of 2,500 on 1,000 VMs', 2500, await secondsFor('faasnet', burst, large));
}

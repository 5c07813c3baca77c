import { burstWorkload, type Parameters, traceWorkload, type Workload } from '../../../src/simulation';
import { generateTrace } from '../../../src/synthetic';
import { bytesSource, readTrace, unitsPerSecond } from '../../../src/trace';
import { seededRandom } from '../seededRandom';

const DAY_SECONDS = 86_400;
const FUNCTIONS = 5000;
const MEMORY_MB = [128, 256, 512, 512, 1024, 2048, 3072];
/** Mean number of cold starts of a small burst, and its length in seconds. */
const FLOCK = 3;

/** The replay of a synthetic trace: `dist/cli.js generate --rows N --seed 1` writes the same one. */
export async function generatedTrace(rows: number, parameters: Parameters): Promise<Workload> {
  const pieces: Uint8Array[] = [];
  for await (const text of generateTrace({ rows, seed: 1 })) pieces.push(Buffer.from(text));
  const { table } = await readTrace(bytesSource(pieces));
  return traceWorkload(table, unitsPerSecond('milliseconds'), parameters);
}

/**
 * A day of cold starts in small bursts, most of them of few of the 5,000 functions. Needs more images than a synthetic
 * trace.
 */
export function dayOfColdStarts(coldStarts: number, parameters: Parameters): Workload {
  const random = seededRandom(12_345);
  const events: { time: number; functionId: number }[] = [];
  while (events.length < coldStarts) {
    const functionId = Math.floor(FUNCTIONS * random() ** 2.5);
    const time = Math.floor(random() * DAY_SECONDS);
    const flock = Math.ceil(-FLOCK * Math.log(random()));
    for (let i = 0; i < flock && events.length < coldStarts; i++) {
      events.push({ time: time + Math.floor(FLOCK * random()), functionId });
    }
  }
  events.sort((a, b) => a.time - b.time);
  return {
    name: 'day',
    arrival: Float64Array.from(events, ({ time }) => time),
    functionId: Uint32Array.from(events, ({ functionId }) => functionId),
    functions: Array.from({ length: FUNCTIONS }, (_, i) => ({
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

/** The paper's large burst of many functions (Figure 17). */
export function largeBurst(parameters: Parameters): Workload {
  return burstWorkload({ containers: 2500, functions: 25, imageMB: 428, memoryMB: 1024 }, parameters);
}

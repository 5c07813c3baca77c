import {
  type FunctionSpec,
  type Parameters,
  RandomStream,
  type RunResult,
  resolveParameters,
  simulate,
  type Workload,
} from '../../../src/simulation';

/** A known system with known functions, and the trace that it would leave. */
export interface Truth {
  readonly workload: Workload;
  readonly result: RunResult;
  readonly parameters: Parameters;
}

export interface TruthOptions {
  readonly functions?: number;
  readonly starts?: number;
  readonly seconds?: number;
  readonly imageSd?: number;
  readonly startSd?: number;
  readonly scatter?: number;
  readonly system?: string;
  readonly seed?: number;
}

const RUNTIMES = ['python', 'nodejs', 'java'];
const MEDIAN_MB: Readonly<Record<string, number>> = { python: 250, nodejs: 120, java: 500 };

/**
 * Cold starts of several hundred functions, log-normal image sizes by runtime, popularity as in Zipf's law, a third of
 * the starts in small bursts. Placement decides who finds the image on a VM, so latencies are mixtures; pulls queue and
 * share VMs, so they contend.
 */
export async function truth({
  functions = 300,
  starts = 12_000,
  seconds = 86_400,
  imageSd = 0.6,
  startSd = 0,
  scatter = 0.1,
  system = 'baseline',
  seed = 1,
}: TruthOptions = {}): Promise<Truth> {
  const parameters = resolveParameters({ vms: 1000 });
  const random = new RandomStream(seed, 99);
  let next = 0;
  const uniform = () => random.uniform(next++);
  const normal = () => random.normal(next++);
  const specs: FunctionSpec[] = Array.from({ length: functions }, (_, f) => {
    const runtime = RUNTIMES[f % RUNTIMES.length];
    return {
      name: `f${f}`,
      runtime,
      imageMB: MEDIAN_MB[runtime] * Math.exp(imageSd * normal()),
      memoryMB: 512,
      runSeconds: 2,
      startFactor: Math.exp(startSd * normal()),
      scatter,
    };
  });
  const weights = specs.map((_, f) => 1 / (f + 1) ** 0.8);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const rows: { time: number; functionId: number }[] = [];
  while (rows.length < starts) {
    let at = uniform() * total;
    let functionId = 0;
    while (functionId < functions - 1 && at > weights[functionId]) at -= weights[functionId++];
    const time = uniform() * seconds;
    const together = uniform() < 0.1 ? 1 + Math.floor(8 * uniform()) : 1;
    for (let i = 0; i < together && rows.length < starts; i++) rows.push({ time: time + uniform(), functionId });
  }
  rows.sort((a, b) => a.time - b.time);
  const workload: Workload = {
    name: 'truth',
    arrival: Float64Array.from(rows, ({ time }) => Math.round(1000 * (time - rows[0].time)) / 1000),
    functionId: Uint32Array.from(rows, ({ functionId }) => functionId),
    functions: specs,
    recorded: null,
    assumptions: [],
  };
  const result = await simulate({ workload, system, parameters, seed });
  return { workload, result, parameters };
}

const DEFAULT_MB: Readonly<Record<string, string>> = {
  python: 'pythonImageMB',
  nodejs: 'nodeImageMB',
  java: 'javaImageMB',
};

/** The replay of the trace that it leaves: without what only the truth knows. */
export function replayOf({ workload, result, parameters }: Truth): Workload {
  return {
    ...workload,
    functions: workload.functions.map(({ name, runtime, memoryMB, runSeconds }) => ({
      name,
      runtime,
      memoryMB,
      runSeconds,
      imageMB: parameters[DEFAULT_MB[runtime]],
    })),
    recorded: result.provisioning,
    rows: Uint32Array.from(workload.arrival, (_, i) => i),
  };
}

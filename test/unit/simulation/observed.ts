import { burstWorkload, type Run, type RunResult, resolveParameters, SYSTEMS, simulate } from '../../../src/simulation';
import { Recorder } from '../../../src/simulation/results/recorder';
import { TrafficRecorder } from '../../../src/simulation/results/trafficRecorder';

// The simulator makes a small run before the first run of a system; made here so that it is not observed.
for (const { name: system } of SYSTEMS) {
  const parameters = resolveParameters({});
  await simulate({ workload: burstWorkload({ containers: 1 }, parameters), system, parameters, seed: 1 });
}

/** MB sent evenly over [from, to] from a VM (or -1: the registry) to a VM. */
export interface Sent {
  readonly source: number;
  readonly receiver: number;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

/** Events of a run that its result only sums up. */
export interface Observed {
  readonly result: RunResult;
  /**
   * Rows of the workload in the order in which they were served: by a new container, or by a warm one.
   */
  readonly started: readonly number[];
  readonly servedWarm: readonly number[];
  /** Bytes sent by flows, without direct reads of the registry; and bytes that a lower bound assumes delivered. */
  readonly sent: readonly Sent[];
  readonly delivered: readonly Sent[];
  /** MB that left the registry for VMs of the pool. */
  readonly fromRegistry: readonly Pick<Sent, 'from' | 'to' | 'amount'>[];
}

/** Calls to the recorders during one run. */
interface Calls {
  readonly started: number[];
  readonly servedWarm: number[];
  readonly sent: Sent[];
  readonly read: Pick<Sent, 'from' | 'to' | 'amount'>[];
  readonly delivered: Sent[];
}

let calls: Calls | null = null;
let isWatching = false;

/** Simulates, and records the calls to the recorders. One run at a time. */
export async function observe(run: Run): Promise<Observed> {
  watchRecorders();
  const own: Calls = { started: [], servedWarm: [], sent: [], read: [], delivered: [] };
  calls = own;
  try {
    const result = await simulate(run);
    const { read, ...events } = own;
    return { result, ...events, fromRegistry: [...own.sent.filter(({ source }) => source === -1), ...read] };
  } finally {
    calls = null;
  }
}

/** Once, and for good: V8 drops compiled code each time that a method is replaced. */
function watchRecorders(): void {
  if (isWatching) return;
  isWatching = true;
  before(Recorder.prototype, 'started', (row) => calls?.started.push(row));
  before(Recorder.prototype, 'servedWarm', (row) => calls?.servedWarm.push(row));
  before(TrafficRecorder.prototype, 'sent', (_, source, receiver, from, to, amount) =>
    calls?.sent.push({ source, receiver, from, to, amount }),
  );
  before(TrafficRecorder.prototype, 'read', (from, to, amount) => calls?.read.push({ from, to, amount }));
  before(TrafficRecorder.prototype, 'delivered', (_, source, receiver, from, to, amount) =>
    calls?.delivered.push({ source, receiver, from, to, amount }),
  );
}

type Method<T, N extends keyof T> = T[N] extends (...args: infer A) => unknown ? (...args: A) => unknown : never;

/** Calls `note` before the method, with the same arguments. */
function before<T extends object, N extends keyof T>(prototype: T, name: N, note: Method<T, N>): void {
  const method = prototype[name] as Method<T, N>;
  prototype[name] = function (this: T, ...args: Parameters<Method<T, N>>) {
    note(...args);
    return method.apply(this, args);
  } as T[N];
}

/** Seconds; the rate of a shorter transfer cannot be computed from its bytes. */
const INSTANT = 1e-9;

/** The highest total rate of these transfers at any time, MB/s. */
export function peakRate(sent: readonly Pick<Sent, 'from' | 'to' | 'amount'>[]): number {
  const changes = sent.flatMap(({ from, to, amount }) => {
    if (to - from < INSTANT) return [];
    const rate = amount / (to - from);
    return [
      { time: from, rate },
      { time: to, rate: -rate },
    ];
  });
  changes.sort((a, b) => a.time - b.time || a.rate - b.rate);
  let peak = 0;
  let rate = 0;
  for (const change of changes) {
    rate += change.rate;
    peak = Math.max(peak, rate);
  }
  return peak;
}

export function megabytes(sent: readonly Pick<Sent, 'amount'>[]): number {
  return sent.reduce((sum, { amount }) => sum + amount, 0);
}

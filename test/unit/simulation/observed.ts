import { vi } from 'vitest';
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

/** Simulates, and records the calls to the recorders. */
export async function observe(run: Run): Promise<Observed> {
  const started = vi.spyOn(Recorder.prototype, 'started');
  const warm = vi.spyOn(Recorder.prototype, 'servedWarm');
  const sent = vi.spyOn(TrafficRecorder.prototype, 'sent');
  const read = vi.spyOn(TrafficRecorder.prototype, 'read');
  const delivered = vi.spyOn(TrafficRecorder.prototype, 'delivered');
  try {
    const result = await simulate(run);
    const byFlows = sent.mock.calls.map(asSent);
    return {
      result,
      started: started.mock.calls.map(([row]) => row),
      servedWarm: warm.mock.calls.map(([row]) => row),
      sent: byFlows,
      delivered: delivered.mock.calls.map(asSent),
      fromRegistry: [
        ...byFlows.filter(({ source }) => source === -1),
        ...read.mock.calls.map(([from, to, amount]) => ({ from, to, amount })),
      ],
    };
  } finally {
    for (const spy of [started, warm, sent, read, delivered]) spy.mockRestore();
  }
}

function asSent([, source, receiver, from, to, amount]: Parameters<TrafficRecorder['sent']>): Sent {
  return { source, receiver, from, to, amount };
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

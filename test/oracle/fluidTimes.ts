import FlatQueue from 'flatqueue';
import { Network } from '../../src/simulation/cluster/network';
import type { Traffic } from '../../src/simulation/cluster/traffic';
import type { BlockFlow, BlockNetwork, Change } from './blockSimulation';

export const noTraffic: Traffic = {
  watchedVm: -1,
  sent() {},
  rateChanged() {},
  read() {},
  brought() {},
  began() {},
};

/** When each flow completes in the fluid network, for the input of the block-by-block simulation. NaN for never. */
export function fluidTimes(
  flows: readonly BlockFlow[],
  { nicMBps, intakeMBps = nicMBps, registryMBps }: Pick<BlockNetwork, 'nicMBps' | 'intakeMBps' | 'registryMBps'>,
  vms: number,
  changes: readonly Change[] = [],
  traffic: Traffic = noTraffic,
): number[] {
  const done = flows.map(() => Number.NaN);
  const at = flows.map(({ source, feeder }) => ({ source, feeder, stopped: false }));
  const queue = new FlatQueue<() => void>();
  let now = 0;
  const network = new Network(
    vms,
    { nicMBps, intakeMBps, registryMBps },
    {
      flowDone: (flow, time) => {
        done[flow] = time;
      },
      flowDue: (flow, time) => queue.push(() => network.wake(flow, now), time),
    },
    traffic,
  );
  /** The flow that still feeds the source of this one, or -1. */
  const feederOf = (flow: number): number => {
    const { feeder } = at[flow];
    return feeder >= 0 && Number.isNaN(done[feeder]) ? feeder : -1;
  };
  const apply = (change: Change): void => {
    if (change.kind === 'cut') network.cut(change.vm, now);
    else if (change.kind === 'restore') network.restore(change.vm);
    else if (change.kind === 'stop') {
      at[change.flow].stopped = true;
      if (Number.isNaN(done[change.flow])) network.stop(change.flow, now);
    } else {
      const { flow, source, feeder } = change;
      Object.assign(at[flow], { source, feeder });
      if (network.isOpen(flow)) network.redirect(flow, source, flows[flow].vm, feederOf(flow), now);
    }
  };
  const timed = [
    ...changes.map((change) => ({ time: change.time, act: () => apply(change) })),
    ...flows.map(({ vm, begins, megabytes, cap }, i) => {
      const begin = (): void => {
        if (!at[i].stopped) network.begin(i, at[i].source, vm, megabytes, cap, feederOf(i), now);
      };
      return { time: begins, act: begin };
    }),
  ].sort((a, b) => a.time - b.time);
  flows.forEach((_, i) => {
    network.expect(i);
  });
  while (timed.length > 0 || queue.length > 0) {
    const due = queue.peekValue() ?? Number.POSITIVE_INFINITY;
    if (timed.length > 0 && timed[0].time <= due) {
      now = timed[0].time;
      timed.shift()!.act();
    } else {
      now = due;
      queue.pop()!();
    }
  }
  return done;
}

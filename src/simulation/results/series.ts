import type { RunSeries, SeriesName } from '../answers';
import type { TimeAxis } from './timeAxis';
import type { TrafficRecorder } from './trafficRecorder';
import type { TreeLevels } from './treeLevels';

const BYTES_PER_MB = 1e6;

/** What the recorder measured over time, by bin. */
export interface Recorded {
  readonly axis: TimeAxis;
  readonly traffic: ReturnType<TrafficRecorder['finish']>;
  /** Sum of the seconds that VMs were active. */
  readonly vmSeconds: Float64Array;
  readonly trees: ReturnType<TreeLevels['finish']>;
  /** MB that one request to the registry brings; null if a request is for a whole image. */
  readonly requestMB: number | null;
  readonly watched: boolean;
}

/** The series of a run, in the same bins. Each ends with its last bin that is not 0. */
export function seriesOf({ axis, traffic, vmSeconds, trees, requestMB, watched }: Recorded): readonly RunSeries[] {
  const perSecond = (amounts: Float64Array, of = 1) => amounts.map((amount) => (amount * of) / axis.width);
  const bytes = (amounts: Float64Array) => perSecond(amounts, BYTES_PER_MB);
  const requests = requestMB === null ? perSecond(traffic.pulls) : perSecond(traffic.registry, 1 / requestMB);
  const meanIn = meanPerVm(sum(traffic.registry, traffic.peers), traffic.seeds, vmSeconds);
  const meanOut = meanPerVm(traffic.peers, traffic.fromExtra, vmSeconds);
  const entry = (name: SeriesName, unit: string, y: Float64Array): RunSeries => {
    return { name, unit, x: y.map((_, bin) => bin * axis.width), y };
  };
  return [
    entry('registryBytes', 'bytes/s', bytes(traffic.registry)),
    entry('registryRequests', 'requests/s', requests),
    entry('peerBytes', 'bytes/s', bytes(traffic.peers)),
    entry('meanVmInBytes', 'bytes/s', meanIn),
    entry('meanVmOutBytes', 'bytes/s', meanOut),
    entry('peakVmInBytes', 'bytes/s', traffic.peakIn.map(toBytes)),
    entry('peakVmOutBytes', 'bytes/s', traffic.peakOut.map(toBytes)),
    entry('activeVms', 'VMs', perSecond(vmSeconds)),
    entry('trees', 'function trees', perSecond(trees.trees)),
    entry('meanTreeLevels', 'levels', ratio(trees.levels, trees.trees)),
    entry('mostTreeLevels', 'levels', trees.highest),
    ...(watched
      ? [
          entry('vmInBytes', 'bytes/s', bytes(traffic.watchedIn)),
          entry('vmOutBytes', 'bytes/s', bytes(traffic.watchedOut)),
        ]
      : []),
  ];
}

const toBytes = (megabytes: number): number => megabytes * BYTES_PER_MB;

/** Bytes per second and active VM of the pool: `all` MB without those of the extra VM. */
function meanPerVm(all: Float64Array, ofExtraVm: Float64Array, vmSeconds: Float64Array): Float64Array {
  const ofPool = all.map((amount, bin) => toBytes(Math.max(0, amount - (ofExtraVm[bin] ?? 0))));
  return ratio(ofPool, vmSeconds);
}

/** 0 where the divisor is 0. */
function ratio(amounts: Float64Array, by: Float64Array): Float64Array {
  return amounts.map((amount, bin) => (by[bin] > 0 ? amount / by[bin] : 0));
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  return longer.map((amount, bin) => amount + (shorter[bin] ?? 0));
}

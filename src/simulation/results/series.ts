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
  const perSecond = (amounts: Float64Array, of = 1) => scaled(amounts, of, axis.width);
  const bytes = (amounts: Float64Array) => perSecond(amounts, BYTES_PER_MB);
  const requests = requestMB === null ? perSecond(traffic.pulls) : perSecond(traffic.registry, 1 / requestMB);
  const meanIn = meanPerVm(sum(traffic.registry, traffic.peers), traffic.seeds, vmSeconds);
  const meanOut = meanPerVm(traffic.peers, traffic.fromExtra, vmSeconds);
  const entry = (name: SeriesName, unit: string, y: Float64Array): RunSeries => {
    return { name, unit, x: multiples(axis.width, y.length), y };
  };
  return [
    entry('registryBytes', 'bytes/s', bytes(traffic.registry)),
    entry('registryRequests', 'requests/s', requests),
    entry('peerBytes', 'bytes/s', bytes(traffic.peers)),
    entry('meanVmInBytes', 'bytes/s', meanIn),
    entry('meanVmOutBytes', 'bytes/s', meanOut),
    entry('peakVmInBytes', 'bytes/s', scaled(traffic.peakIn, BYTES_PER_MB, 1)),
    entry('peakVmOutBytes', 'bytes/s', scaled(traffic.peakOut, BYTES_PER_MB, 1)),
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

// Loops: `map` of a typed array takes several times as long, and short runs spend a third of their time here.

function scaled(amounts: Float64Array, by: number, per: number): Float64Array {
  const result = new Float64Array(amounts.length);
  for (let bin = 0; bin < result.length; bin++) result[bin] = (amounts[bin] * by) / per;
  return result;
}

function multiples(width: number, count: number): Float64Array {
  const result = new Float64Array(count);
  for (let bin = 0; bin < count; bin++) result[bin] = bin * width;
  return result;
}

/** Bytes per second and active VM of the pool: `all` MB without those of the extra VM. */
function meanPerVm(all: Float64Array, ofExtraVm: Float64Array, vmSeconds: Float64Array): Float64Array {
  const ofPool = new Float64Array(all.length);
  for (let bin = 0; bin < ofPool.length; bin++) {
    const ofExtra = bin < ofExtraVm.length ? ofExtraVm[bin] : 0;
    ofPool[bin] = Math.max(0, all[bin] - ofExtra) * BYTES_PER_MB;
  }
  return ratio(ofPool, vmSeconds);
}

/** 0 where the divisor is 0 or missing. */
function ratio(amounts: Float64Array, by: Float64Array): Float64Array {
  const result = new Float64Array(amounts.length);
  const length = Math.min(amounts.length, by.length);
  for (let bin = 0; bin < length; bin++) if (by[bin] > 0) result[bin] = amounts[bin] / by[bin];
  return result;
}

function sum(a: Float64Array, b: Float64Array): Float64Array {
  const [longer, shorter] = a.length >= b.length ? [a, b] : [b, a];
  const result = longer.slice();
  for (let bin = 0; bin < shorter.length; bin++) result[bin] += shorter[bin];
  return result;
}

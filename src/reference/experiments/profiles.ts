import { profileWorkload, type TreeLog, treeSnapshot } from '../../simulation';
import { SLOW_SECONDS } from '../figures/figure11';
import { comparedMinutes, drawnMinutes, drawnResponses, levels } from '../figures/figure12';
import { linesThrough } from '../figures/series';
import { IOT_REPLAY, type ProfileSetUp, SPIKES, WARM_UP_MINUTES } from '../setUps';
import type { DrawnLine, Series } from '../types';
import type { Experiment, FinishedRun, PlannedRun } from './experiment';

const SECONDS_PER_MINUTE = 60;
/** Time of the first burst of Figure 11. */
const FIRST_BURST_MINUTES = { from: 9, to: 35 };
/** Distance between two points of a drawn line. */
const BIN_MINUTES = 1 / 30;

const SYSTEMS_SHOWN = ['faasnet', 'on-demand'];

/** The responses of a system in the order of the requests, as parallel arrays. */
interface Responses {
  readonly system: string;
  /** When the request was answered. Minute 0 is the start of the published curves. */
  readonly minute: Float64Array;
  /** Response time. */
  readonly seconds: Float64Array;
}

/** Figure 11. */
export const iotReplay: Experiment = {
  plan: (systems) => profileRuns(systems, IOT_REPLAY),
  measure: (runs) => {
    const all = runs.map(responsesOf);
    const responses = (system: string) => all.find((one) => one.system === system);
    const [faasnet, onDemand] = [responses('faasnet'), responses('on-demand')];
    return {
      series: [
        ...all.flatMap((one) => [
          whole(one.system, 'peak response', 's', peakOf(one)),
          whole(one.system, 'time above 3 s', 's', slowSeconds(one)),
        ]),
        ...(faasnet && onDemand ? comparedSystems(faasnet, onDemand) : []),
      ],
      lines: all.map(lineOf),
    };
  },
};

/** Figure 12. */
export const spikes: Experiment = {
  plan: (systems) => profileRuns(systems, SPIKES),
  measure: (runs) => {
    const all = runs.map(responsesOf);
    const withTree = runs.filter(({ result }) => result.treeLogs.length > 0);
    return {
      series: [
        ...all.map((one) => whole(one.system, 'peak response', 's', peakOf(one))),
        ...withTree.map((run) => levelsOf(run, comparedMinutes)),
      ],
      lines: [
        ...all.map((one) => within(lineOf(one), drawnResponses)),
        ...linesThrough(withTree.map((run) => levelsOf(run, drawnMinutes))),
      ],
    };
  },
};

function profileRuns(systems: readonly string[], setUp: ProfileSetUp): PlannedRun[] {
  const { time, rps, parameters: changed, ...options } = setUp;
  const profile = { time: Float64Array.from(time), rps: Float64Array.from(rps) };
  return systems
    .filter((system) => SYSTEMS_SHOWN.includes(system))
    .map((system) => ({
      system,
      setUp: changed,
      workload: (parameters) => profileWorkload(profile, parameters, options),
    }));
}

/** Response times: provisioning and run. Requests answered during the warm-up are left out. */
function responsesOf({ plan, workload, result }: FinishedRun): Responses {
  const { arrival, functionId, functions } = workload;
  const minute = new Float64Array(arrival.length);
  const seconds = new Float64Array(arrival.length);
  let count = 0;
  for (let i = 0; i < arrival.length; i++) {
    seconds[count] = result.provisioning[i] + functions[functionId[i]].runSeconds;
    minute[count] = (arrival[i] + seconds[count]) / SECONDS_PER_MINUTE - WARM_UP_MINUTES;
    if (minute[count] >= 0) count++;
  }
  return { system: plan.system, minute: minute.subarray(0, count), seconds: seconds.subarray(0, count) };
}

const peakOf = ({ seconds }: Responses): number => seconds.reduce((most, value) => Math.max(most, value), 0);

/** Seconds of the first burst from the arrival of its first slow request to the response of its last. */
function slowSeconds({ minute, seconds }: Responses): number {
  const { from, to } = FIRST_BURST_MINUTES;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < minute.length; i++) {
    if (minute[i] < from || minute[i] > to || seconds[i] <= SLOW_SECONDS) continue;
    first = Math.min(first, minute[i] * SECONDS_PER_MINUTE - seconds[i]);
    last = Math.max(last, minute[i] * SECONDS_PER_MINUTE);
  }
  return Math.max(0, last - first);
}

function comparedSystems(faasnet: Responses, onDemand: Responses): Series[] {
  const slow = slowSeconds(onDemand);
  const saved = slow > 0 ? 100 * (1 - slowSeconds(faasnet) / slow) : 0;
  return [
    whole('on-demand', 'peak response over that of faasnet', '×', peakOf(onDemand) / peakOf(faasnet)),
    whole('faasnet', 'time above 3 s saved against on-demand', '%', saved),
  ];
}

function levelsOf({ plan, result }: FinishedRun, minutes: readonly number[]): Series {
  const points = minutes.map((x) => ({ x, y: levelsAt(result.treeLogs[0], x) }));
  return { system: plan.system, ...levels, points };
}

function levelsAt(log: TreeLog, minute: number): number {
  return treeSnapshot(log, (minute + WARM_UP_MINUTES) * SECONDS_PER_MINUTE, 0).height + 1;
}

/** The longest response of every two seconds. */
function lineOf({ system, minute, seconds }: Responses): DrawnLine {
  const longest: number[] = [];
  for (let i = 0; i < minute.length; i++) {
    const bin = Math.floor(minute[i] / BIN_MINUTES);
    longest[bin] = Math.max(longest[bin] ?? 0, seconds[i]);
  }
  const bins = [...longest.keys()].filter((bin) => longest[bin] !== undefined);
  const x = bins.map((bin) => bin * BIN_MINUTES);
  return { system, measure: 'response time', unit: 's', x, y: bins.map((bin) => longest[bin]) };
}

/** The part of a line that lies in a span of x. */
function within(line: DrawnLine, { from, to }: { readonly from: number; readonly to: number }): DrawnLine {
  const inside = line.x.map((x) => x >= from && x <= to);
  return { ...line, x: line.x.filter((_, at) => inside[at]), y: line.y.filter((_, at) => inside[at]) };
}

function whole(system: string, measure: string, unit: string, y: number): Series {
  return { system, measure, unit, points: [{ x: null, y }] };
}

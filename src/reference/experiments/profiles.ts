import { countUpTo } from '../../numeric';
import { BURSTS, peakOf as peakName, SLOW_SECONDS, savedOf, slowOf } from '../figures/figure11';
import { comparedMinutes, drawnMinutes, drawnResponses, levels } from '../figures/figure12';
import { linesThrough } from '../figures/series';
import { IOT_REPLAY, type ProfileSetUp, SPIKES, WARM_UP_MINUTES } from '../setUps';
import type { DrawnLine, Series } from '../types';
import type { Experiment, FinishedRun, PlannedRun } from './experiment';

const SECONDS_PER_MINUTE = 60;
/** Slow answers farther apart belong to two spells. */
const MOST_PAUSE_SECONDS = 15;
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
    return {
      series: BURSTS.flatMap((burst) => {
        const inBurst = all.map((one) => during(one, burst));
        const of = (system: string) => inBurst.find((one) => one.system === system);
        const [faasnet, onDemand] = [of('faasnet'), of('on-demand')];
        return [
          ...inBurst.flatMap((one) => [
            whole(one.system, peakName(burst.name), 's', peakOf(one)),
            whole(one.system, slowOf(burst.name), 's', slowSeconds(one)),
          ]),
          ...(faasnet && onDemand ? [whole('faasnet', savedOf(burst.name), '%', saved(faasnet, onDemand))] : []),
        ];
      }),
      lines: all.map(lineOf),
    };
  },
};

/** Figure 12. */
export const spikes: Experiment = {
  plan: (systems) => profileRuns(systems, SPIKES),
  measure: (runs) => {
    const all = runs.map(responsesOf);
    const withTree = runs.filter(({ result }) => result.trees > 0);
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
  const { workload, parameters } = setUp;
  return systems
    .filter((system) => SYSTEMS_SHOWN.includes(system))
    .map((system) => ({ system, setUp: parameters, workload }));
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

function peakOf({ seconds }: Responses): number {
  let most = 0;
  for (let i = 0; i < seconds.length; i++) most = Math.max(most, seconds[i]);
  return most;
}

/** The requests answered in a span of minutes. */
function during(
  { system, minute, seconds }: Responses,
  span: { readonly from: number; readonly to: number },
): Responses {
  const inside = { minute: new Float64Array(minute.length), seconds: new Float64Array(minute.length) };
  let count = 0;
  for (let i = 0; i < minute.length; i++) {
    if (minute[i] < span.from || minute[i] > span.to) continue;
    inside.minute[count] = minute[i];
    inside.seconds[count++] = seconds[i];
  }
  return { system, minute: inside.minute.subarray(0, count), seconds: inside.seconds.subarray(0, count) };
}

/** Seconds from the first slow answer of each spell to its last. */
function slowSeconds({ minute, seconds }: Responses): number {
  const slow: number[] = [];
  for (let i = 0; i < minute.length; i++) if (seconds[i] > SLOW_SECONDS) slow.push(minute[i] * SECONDS_PER_MINUTE);
  const answers = Float64Array.from(slow);
  return answers.sort().reduce((sum, answer, i) => {
    const pause = i === 0 ? 0 : answer - answers[i - 1];
    return pause > MOST_PAUSE_SECONDS ? sum : sum + pause;
  }, 0);
}

/** Slow time that FaaSNet saves, in per cent. */
function saved(faasnet: Responses, onDemand: Responses): number {
  const slow = slowSeconds(onDemand);
  return slow > 0 ? 100 * (1 - slowSeconds(faasnet) / slow) : 0;
}

function levelsOf({ plan, result }: FinishedRun, minutes: readonly number[]): Series {
  const points = minutes.map((x) => ({ x, y: levelsAt(result, x) }));
  return { system: plan.system, ...levels, points };
}

/** Of the only tree; the most within the few seconds of the series' bin. */
function levelsAt({ series }: FinishedRun['result'], minute: number): number {
  const { x, y } = series.find(({ name }) => name === 'mostTreeLevels')!;
  const bin = countUpTo(x.length, (minute + WARM_UP_MINUTES) * SECONDS_PER_MINUTE, (at) => x[at]) - 1;
  return y[bin] ?? 0;
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

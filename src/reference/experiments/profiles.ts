import { profileWorkload, treeSnapshot } from '../../simulation';
import { iotRequests, SLOW_SECONDS } from '../figures/figure11';
import { comparedMinutes, synthesizedRequests } from '../figures/figure12';
import type { DrawnLine, Line, Series } from '../types';
import type { Experiment, FinishedRun, PlannedRun } from './experiment';

const SECONDS_PER_MINUTE = 60;
/**
 * The published curves begin with containers at hand. They get there slowly, before minute 0, so that few are started
 * in vain.
 */
const WARM_UP_MINUTES = 15;
/** The first burst of Figure 11 is within. */
const FIRST_BURST_MINUTES = { from: 9, to: 35 };
/** Between two points of a line drawn. */
const BIN_MINUTES = 1 / 30;

const SYSTEMS_SHOWN = ['faasnet', 'on-demand'];

interface Response {
  /** When the request was answered; minute 0 is where the published curves begin. */
  readonly minute: number;
  /** How long that took. */
  readonly seconds: number;
}

interface Responses {
  readonly system: string;
  readonly responses: readonly Response[];
}

/** Figure 11. */
export const iotReplay: Experiment = {
  plan: (systems) => profileRuns(systems, iotRequests, { runSeconds: 2 }),
  measure: (runs) => {
    const all = runs.map(responsesOf);
    const own = (system: string) => all.find((one) => one.system === system);
    const [faasnet, onDemand] = [own('faasnet'), own('on-demand')];
    return {
      series: [
        ...all.flatMap((one) => [
          whole(one.system, 'peak response', 's', peakOf(one)),
          whole(one.system, 'time above 3 s', 's', slowSeconds(one)),
        ]),
        ...(faasnet && onDemand ? against(faasnet, onDemand) : []),
      ],
      lines: all.map(lineOf),
    };
  },
};

/** Figure 12. */
export const spikes: Experiment = {
  plan: (systems) => profileRuns(systems, synthesizedRequests, { runSeconds: 0.5 }),
  measure: (runs) => {
    const all = runs.map(responsesOf);
    return {
      series: [
        ...all.map((one) => whole(one.system, 'peak response', 's', peakOf(one))),
        ...runs.filter(({ result }) => result.treeLogs.length > 0).map(levelsOf),
      ],
      lines: all.map(lineOf),
    };
  },
};

function profileRuns(
  systems: readonly string[],
  { x, y }: Line,
  options: { readonly runSeconds: number },
): PlannedRun[] {
  const start = y.findIndex((rps) => rps > 0);
  const profile = {
    time: Float64Array.of(0, ...x.slice(start).map((minute) => (minute + WARM_UP_MINUTES) * SECONDS_PER_MINUTE)),
    rps: Float64Array.of(0, ...y.slice(start)),
  };
  return systems
    .filter((system) => SYSTEMS_SHOWN.includes(system))
    .map((system) => ({ system, setUp: {}, workload: (parameters) => profileWorkload(profile, parameters, options) }));
}

/** What a request waits for its container, and its run. Requests answered during the warm-up are left out. */
function responsesOf({ plan, workload, result }: FinishedRun): Responses {
  const responses: Response[] = [];
  for (let i = 0; i < workload.arrival.length; i++) {
    const seconds = result.provisioning[i] + workload.functions[workload.functionId[i]].runSeconds;
    const minute = (workload.arrival[i] + seconds) / SECONDS_PER_MINUTE - WARM_UP_MINUTES;
    if (minute >= 0) responses.push({ minute, seconds });
  }
  return { system: plan.system, responses };
}

const peakOf = ({ responses }: Responses): number =>
  responses.reduce((most, { seconds }) => Math.max(most, seconds), 0);

/** In the first burst: from the arrival of the first request that took longer than that to the answer of the last. */
function slowSeconds({ responses }: Responses): number {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const { minute, seconds } of responses) {
    if (minute < FIRST_BURST_MINUTES.from || minute > FIRST_BURST_MINUTES.to || seconds <= SLOW_SECONDS) continue;
    first = Math.min(first, minute * SECONDS_PER_MINUTE - seconds);
    last = Math.max(last, minute * SECONDS_PER_MINUTE);
  }
  return Math.max(0, last - first);
}

function against(faasnet: Responses, onDemand: Responses): Series[] {
  const slow = slowSeconds(onDemand);
  const saved = slow > 0 ? 100 * (1 - slowSeconds(faasnet) / slow) : 0;
  return [
    whole('on-demand', 'peak response over that of faasnet', '×', peakOf(onDemand) / peakOf(faasnet)),
    whole('faasnet', 'time above 3 s saved against on-demand', '%', saved),
  ];
}

function levelsOf({ plan, result }: FinishedRun): Series {
  const points = comparedMinutes.map((x) => {
    const { height } = treeSnapshot(result.treeLogs[0], (x + WARM_UP_MINUTES) * SECONDS_PER_MINUTE, 0);
    return { x, y: height + 1 };
  });
  return { system: plan.system, measure: 'levels of the function tree', unit: 'levels', points };
}

/** The longest response of every two seconds. */
function lineOf({ system, responses }: Responses): DrawnLine {
  const longest = new Map<number, number>();
  for (const { minute, seconds } of responses) {
    const bin = Math.floor(minute / BIN_MINUTES);
    longest.set(bin, Math.max(longest.get(bin) ?? 0, seconds));
  }
  const bins = [...longest].sort(([a], [b]) => a - b);
  return { system, label: system, x: bins.map(([bin]) => bin * BIN_MINUTES), y: bins.map(([, seconds]) => seconds) };
}

function whole(system: string, measure: string, unit: string, y: number): Series {
  return { system, measure, unit, points: [{ x: null, y }] };
}

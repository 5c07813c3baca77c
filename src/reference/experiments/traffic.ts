import type { RunResult } from '../../simulation';
import { FIRST_BYTES_AT } from '../figures/figure16';
import { linesOf } from '../figures/series';
import { burst, TRAFFIC_BURST } from '../setUps';
import type { Line } from '../types';
import type { Experiment } from './experiment';

const BYTES_PER_MB = 1e6;
/** Seconds between two samples of the published curve. */
const SAMPLE_SECONDS = 0.45;
/** A VM in the middle of the tree of 128 VMs: two levels below the root's children, with two downstream VMs. */
const INTERIOR_VM = 10;

const DIRECTIONS = [
  { direction: 'in', series: 'vmInBytes' },
  { direction: 'out', series: 'vmOutBytes' },
] as const;

/** Figure 16. */
export const interiorTraffic: Experiment = {
  plan: (systems) =>
    systems
      .filter((system) => system === 'faasnet')
      .map((system) => ({
        system,
        setUp: {},
        watchedVm: INTERIOR_VM,
        workload: burst(TRAFFIC_BURST),
      })),
  measure: (runs) => {
    const measured = runs.flatMap(({ plan: { system }, result }) =>
      DIRECTIONS.map(({ direction, series }) => ({ system, direction, line: sampled(result, series) })),
    );
    return {
      series: measured.flatMap(({ system, direction, line }) => [
        { system, measure: `bytes ${direction}`, unit: 'MB', points: [{ x: null, y: SAMPLE_SECONDS * sum(line.y) }] },
        { system, measure: `peak rate ${direction}`, unit: 'MB/s', points: [{ x: null, y: Math.max(...line.y) }] },
      ]),
      lines: measured.flatMap(({ system, direction, line }) =>
        linesOf({ [system]: fromFirstBytes(line) }, `traffic ${direction}`, 'MB/s'),
      ),
    };
  },
};

/** A series of the run in MB/s, averaged between the paper's sampling times. */
function sampled(result: RunResult, name: 'vmInBytes' | 'vmOutBytes'): Line {
  const { x, y } = result.series.find((series) => series.name === name)!;
  const width = x.length > 1 ? x[1] - x[0] : 0;
  const samples = Array.from({ length: Math.ceil((x.length * width) / SAMPLE_SECONDS) }, () => 0);
  for (const [bin, rate] of y.entries()) samples[Math.floor(x[bin] / SAMPLE_SECONDS)] += (rate * width) / BYTES_PER_MB;
  return {
    x: samples.map((_, index) => index * SAMPLE_SECONDS),
    y: samples.map((mb) => mb / SAMPLE_SECONDS),
  };
}

/** Shifts a line so that its first bytes come at the time of the figure's first bytes. */
function fromFirstBytes({ x, y }: Line): Line {
  const first =
    x[
      Math.max(
        0,
        y.findIndex((rate) => rate > 0),
      )
    ];
  return { x: x.map((seconds) => seconds - first + FIRST_BYTES_AT), y };
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

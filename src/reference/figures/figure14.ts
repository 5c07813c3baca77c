import type { Figure, Series } from '../types';
import data from './figure14.json';
import { fittedWhere, linesThrough, lineThroughFitted, pointsOf } from './series';

const SET_UP = 'N cold starts of one function at once, one container per VM; a 758 MB image, 3,008 MB of memory.';
const CONTAINERS = { label: 'Containers', unit: '', doubling: true };

/** Burst sizes of the scalability test. */
export const burstSizes: readonly number[] = data.containers;
/** Burst sizes whose mean latencies calibrated the model. */
const FITTED_SIZES: readonly (number | null)[] = [8, 128];

/** The fitted mean latency of the burst that Figure 15 shows. */
export const fittedMeanOf = (system: string): number =>
  data.meanSeconds[system as keyof typeof data.meanSeconds][data.containers.indexOf(128)];

const latency: Series[] = Object.entries(data.meanSeconds).map(([system, seconds]) => ({
  system,
  measure: 'mean provisioning latency',
  unit: 's',
  points: fittedWhere(pointsOf(data.containers, seconds), ({ x }) => FITTED_SIZES.includes(x)),
}));

const shares: Series[] = Object.entries(data.faasnetStagePercent).map(([stage, percent]) => ({
  system: 'faasnet',
  measure: `share of ${stage}`,
  unit: '%',
  points: fittedWhere(pointsOf(data.containers, percent), () => true),
}));

export const figure14a: Figure = {
  id: '14a',
  title: 'Mean provisioning latency of a burst, by system',
  setUp: SET_UP,
  xAxis: CONTAINERS,
  yAxis: { label: 'Mean provisioning latency', unit: 's' },
  published: latency,
  lines: linesThrough(latency),
  groups: [
    {
      systems: latency.map(({ system }) => system).filter((system) => system !== 'kraken'),
      goal: { mean: 0.06, beatsNaive: true },
    },
    { systems: ['kraken'], goal: { mean: 0.08, beatsNaive: true } },
  ],
  naive: { how: 'the straight line through the points at N = 8 and 128', series: lineThroughFitted(latency) },
  notes: [
    'For Kraken at N = 128 the text has 100.4 s, the bar 101.4 s. The ratio of 16.3 to FaaSNet agrees with the bar, ' +
      'which we use.',
    'The points at N = 8 and N = 128 calibrated the model and do not count; the others are predictions.',
  ],
  source: data.source,
};

export const figure14b: Figure = {
  id: '14b',
  title: 'Where FaaSNet’s provisioning latency goes',
  setUp: SET_UP,
  xAxis: CONTAINERS,
  yAxis: { label: 'Share of the latency', unit: '%' },
  published: shares,
  lines: linesThrough(shares),
  groups: [{ systems: ['faasnet'], goal: null }],
  naive: null,
  notes: ['These shares calibrated the model, so agreement here proves nothing, and no point counts.'],
  source: data.source,
};

import type { Figure } from '../types';
import data from './figure15.json';
import { linesOf, pointsOf } from './series';

/** The compared container starts: the k-th of 128. */
export const comparedStarts: readonly number[] = data.started;

export const figure15: Figure = {
  id: '15',
  title: 'When the k-th of 128 containers had started',
  setUp: '128 cold starts of one function at once, one container per VM; a 758 MB image, 3,008 MB of memory.',
  xAxis: { label: 'Time', unit: 's' },
  yAxis: { label: 'Containers started', unit: '' },
  comparedBy: { label: 'k-th start', unit: '' },
  published: Object.entries(data.seconds).map(([system, seconds]) => ({
    system,
    measure: 'time of the k-th start',
    unit: 's',
    points: pointsOf(data.started, seconds),
  })),
  lines: linesOf(data.curves, 'containers started', ''),
  goals: [
    { systems: ['faasnet', 'on-demand', 'baseline'], mean: 0.08, worst: 0.2 },
    { systems: ['dadi-p2p', 'kraken'], mean: 0.2, worst: 0.4 },
  ],
  notes: [
    'The text swaps two spans: from first to last start, on-demand takes 19.0 s in the figure and 16.4 s in the ' +
      'text, DADI+P2P the reverse. We compare with the figure.',
    'The text’s “14.7 times slower” divides DADI+P2P’s completion time by FaaSNet’s span; completion over ' +
      'completion is 3.0.',
  ],
  source: data.source,
};

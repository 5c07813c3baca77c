import type { Figure } from '../types';
import data from './figure12.json';
import { linesOf, pointsOf, whole } from './series';

/** The replayed profile: minutes, and requests per second. */
export const synthesizedRequests = data.requestsPerSecond;

/** Minutes between the plotted steps of the tree after the first spike. Before it, any model has 2 levels of 2 VMs. */
export const comparedMinutes: readonly number[] = [12, 20, 22];
const answeredAt = Object.values(data.responseSeconds).flatMap(({ x }) => x);
/** Range of minutes whose responses are drawn. */
export const drawnResponses = { from: Math.min(...answeredAt), to: Math.max(...answeredAt) };
/** Minutes at which the simulated levels are drawn: every three seconds of the published time. */
export const drawnMinutes: readonly number[] = Array.from(
  { length: 20 * Math.ceil(Math.max(...data.levels.x)) + 1 },
  (_, index) => index / 20,
);
const publishedLevels = [6, 5, 7];

/** The figure's second quantity. */
export const levels = { measure: 'levels of the function tree', unit: '' };

export const figure12: Figure = {
  id: '12',
  title: 'Two spikes from 1 to about 100 requests a second',
  setUp: 'Requests of about 0.5 s each; one-second spikes of 103 and 77 requests after 11 and 21 minutes.',
  xAxis: { label: 'Time', unit: 'min' },
  yAxis: { label: 'Response time', unit: 's' },
  published: [
    { system: 'faasnet', measure: 'peak response', unit: 's', points: whole(8.22) },
    { system: 'on-demand', measure: 'peak response', unit: 's', points: whole(23.04) },
    {
      system: 'faasnet',
      ...levels,
      points: pointsOf(comparedMinutes, publishedLevels),
    },
  ],
  lines: [
    ...linesOf(data.responseSeconds, 'response time', 's'),
    ...linesOf({ faasnet: data.levels }, levels.measure, levels.unit),
  ],
  groups: [
    { systems: ['faasnet', 'on-demand'], measures: ['peak response'], what: 'peak response', goal: { mean: 0.2 } },
    { systems: ['faasnet'], measures: [levels.measure], what: levels.measure, goal: null },
  ],
  naive: null,
  notes: [
    'In the text the tree grows from 2 to 7 levels with 82 VMs, shrinks to 30 VMs, and grows by 62 to 102. The ' +
      'figure shows 6, 5 and 7, and 30 and 62 make 92. We compare with the figure and count levels, as its first ' +
      'value, 2 for 2 VMs, suggests.',
    'In the text VMs are reclaimed after about 15 idle minutes, yet the tree shrinks 8 minutes after the burst, in ' +
      'a trace with compressed time. We take the 8 minutes for both tests with requests. The published tree keeps 30 ' +
      'VMs, the simulated one those that the load needs.',
    'Each waiting request orders a container: the spike gets 82 VMs, and its load would need about 50.',
    'Requests take about 0.5 s here, not the 2 s of the default function.',
    'The published curves start with warm containers; the simulation starts them in the 15 minutes before minute 0.',
  ],
  source: data.source,
};

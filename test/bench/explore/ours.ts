import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ExploreReply, ExploreRequest } from '../../../src/protocol/queries';
import { Channel } from '../../../src/protocol/rpc';
import type { WorkerEvents, WorkerRequests, WorkerStart } from '../../../src/protocol/worker';
import type { Found, Subject } from '../measure/subject';
import { type Gestures, gesture, TARGET } from './gestures';

/** Relative to `out/bench`. */
const PROGRAM = path.resolve(import.meta.dirname, '../../dist/worker.js');

const AT_REST: Omit<ExploreRequest, 'where'> = {
  active: null,
  from: null,
  to: null,
  pixels: 1152,
  rows: 60,
  stackBy: 'runtime',
  percentiles: [0.5, 0.99],
  target: TARGET,
  heatId: null,
};

/** The answers to the moves of a gesture, and to the rest after it. */
interface Gestured {
  readonly laps: readonly number[];
  readonly answers: readonly ExploreReply[];
  readonly rest: ExploreReply;
}

/** Asks a worker thread about each move, as the extension does, one after the other. */
export const exploreInWorker: Subject<Gestures, Gestured> = async ({ file, brush, moves }) => {
  const workerData: WorkerStart = { firstRunId: 1 };
  const worker = new Worker(PROGRAM, { workerData });
  const channel = new Channel<WorkerRequests, WorkerEvents>({
    post: (message) => worker.postMessage(message),
    listen: (listener) => {
      worker.on('message', listener);
      return () => worker.off('message', listener);
    },
  });
  const source = { kind: 'disk', name: path.basename(file), version: 0, modified: 0 } as const;
  await channel.request('open', { bytes: { kind: 'file', path: file }, source, unit: 'auto' });
  await channel.request('explore', { ...AT_REST, where: '' });
  return {
    async run() {
      const laps: number[] = [];
      const answers: ExploreReply[] = [];
      let heatId: number | null = null;
      const path = gesture(brush, moves);
      for (const { where } of path) {
        const began = performance.now();
        const answer: ExploreReply = await channel.request('explore', { ...AT_REST, active: brush, where, heatId });
        heatId = answer.heat?.id ?? heatId;
        answers.push(answer);
        laps.push(performance.now() - began);
      }
      const rest = await channel.request('explore', { ...AT_REST, where: path[path.length - 1].where });
      await channel.request('explore', { ...AT_REST, where: '' });
      return { laps, answers, rest };
    },
    laps: ({ laps }) => laps,
    found: ({ answers, rest }) => Object.assign({}, ...answers.map(foundIn), quantilesOf(rest)),
  };
};

function foundIn({ selected, bars, stages, latency }: ExploreReply, move: number): Found {
  const found: Record<string, number> = {
    [`${move}: cold starts`]: selected.coldStarts,
    [`${move}: functions`]: selected.functions,
    [`${move}: above target`]: selected.aboveTarget ?? Number.NaN,
    [`${move}: latencies`]: latency.selected.reduce((sum, count) => sum + count, 0),
  };
  for (const { key, meanSelected } of stages) found[`${move}: mean ${key}`] = meanSelected;
  for (const { key, values } of bars)
    for (const { text, selected } of values) found[`${move}: ${key} ${text}`] = selected;
  return found;
}

function quantilesOf({ selected: { p50, p90, p99 } }: ExploreReply): Found {
  return { p50, p90, p99 };
}

import type { Handlers } from '../protocol/rpc';
import { RequestError } from '../protocol/rpc';
import type { Drawing, SweepOutline } from '../protocol/sweepPage';
import type { WorkerRequests } from '../protocol/worker';
import { parseSummary, type SweepSummary, unitAt } from '../sweep';
import { readBeginning } from './regularFile';
import { drawn, outlineOf } from './sweepDrawings';

type SweepQueries = Pick<WorkerRequests, 'sweepOutline' | 'sweepDrawing' | 'sweepPoint'>;

/** Bytes of the longest summary that is shown: some 100,000 points. */
const MOST_BYTES = 256 << 20;

/** Answers the queries about merged results of sweeps, which `sweepOutline` reads. */
export function sweepQueries(): Handlers<SweepQueries> {
  /** By file: a worker may serve the pages of several sweeps. */
  const read = new Map<string, { readonly name: string; readonly summary: SweepSummary }>();
  const known = (file: string) => {
    const found = read.get(file);
    if (found) return found;
    throw new RequestError('No results have been read.', 'Show them again.');
  };
  return {
    sweepOutline: async ({ file, sweepName }): Promise<SweepOutline> => {
      const bytes = await readBeginning(file, MOST_BYTES + 1);
      if (bytes.length > MOST_BYTES)
        throw new RequestError('The results are too long to be shown.', 'Use the Parquet file.');
      const summary = parseSummary(new TextDecoder().decode(bytes), `The results of ${sweepName}`);
      read.set(file, { name: sweepName, summary });
      return outlineOf(sweepName, summary);
    },
    sweepDrawing: ({ file, drawing }): Drawing => {
      const { name, summary } = known(file);
      return drawn(name, summary, drawing);
    },
    sweepPoint: ({ file, point }) => {
      const { summary: found } = known(file);
      const summarized = found.points[point];
      if (!summarized) throw new RequestError(`There is no point ${point}.`, 'Choose one of the table.');
      const { run } = unitAt(found, numberOf(found, summarized.values));
      return { ...run, seed: found.base.seed, seeds: found.replicas };
    },
  };
}

/** The first unit of a point. */
function numberOf({ axes, replicas }: SweepSummary, values: SweepSummary['points'][number]['values']): number {
  const point = axes.reduce((number, axis) => number * axis.values.length + axis.values.indexOf(values[axis.name]), 0);
  return point * replicas;
}

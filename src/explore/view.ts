import type { Checkpoint } from '../numeric';
import type { ExploreRequest } from './answers';
import type { Core } from './core';
import { PairCounts, TargetCounts } from './counters';
import type { ExploredTrace } from './explored';
import { type Stacks, stacksOf } from './stacks';
import { columnsOf, rowsOn, type TimeAxis, timeAxis } from './timeAxis';

/** What is counted for one time axis, one stacking and one target. */
export interface View {
  readonly key: string;
  readonly axis: TimeAxis;
  /** The rows in the axis. */
  readonly rows: Uint32Array;
  readonly stacks: Stacks;
  /** By column, then by part of the stack. A column more than the axis has holds the rows outside. */
  readonly time: PairCounts;
  /** By column, then by bin of latency. */
  readonly heat: PairCounts;
  /** Above the target, by column; null without one. */
  readonly aboveTarget: TargetCounts | null;
}

/** What a view depends on. */
export type ViewRequest = Pick<ExploreRequest, 'from' | 'to' | 'pixels' | 'stackBy' | 'target'>;

export function viewKey({ from, to, pixels, stackBy, target }: ViewRequest): string {
  return JSON.stringify([from, to, pixels, stackBy, target]);
}

/** A view that counts nothing yet. @param last the view before, of which parts may be the same */
export async function viewOf(
  { table, index, unitsPerSecond }: ExploredTrace,
  { bins, latency }: Core,
  request: ViewRequest,
  last: View | null,
  checkpoint?: Checkpoint,
): Promise<View> {
  const axis = timeAxis(table, index, request);
  const rows = rowsOn(axis, table.time, index.byTime);
  const columns = await columnsOf(table.time, rows, axis, checkpoint);
  const stacks = last?.stacks.by === request.stackBy ? last.stacks : await stacksOf(table, request.stackBy, checkpoint);
  const count = axis.x.length + 1;
  const { target } = request;
  return {
    key: viewKey(request),
    axis,
    rows,
    stacks,
    time: new PairCounts(columns, count, stacks.ids, Math.max(1, stacks.parts.length)),
    heat: new PairCounts(columns, count, latency.ids, bins.count),
    aboveTarget: target === null ? null : new TargetCounts(table.latency, unitsPerSecond, target, columns, count),
  };
}

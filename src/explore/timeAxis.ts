import { type Checkpoint, forSlices } from '../numeric';
import { niceBins, spanOf, type TraceIndex } from '../statistics';
import type { TraceTable } from '../trace';
import type { ExploreRequest } from './answers';

/** More columns than any screen can show side by side. */
const MOST_COLUMNS = 2048;

/** Columns of time, of a nice width (1, 2, 5, 10, 15, 30 s, 1 min, …) aligned to the epoch. */
export interface TimeAxis {
  /** Only cold starts in [from, to) count. */
  readonly from: number;
  readonly to: number;
  readonly binSeconds: number;
  /** Start of each column. */
  readonly x: Float64Array;
}

/** The columns over a range; none if it is empty. */
export function timeAxis(
  table: TraceTable,
  index: TraceIndex,
  request: Pick<ExploreRequest, 'from' | 'to' | 'pixels'>,
): TimeAxis {
  const span = spanOf(table, index, request);
  if (!span) return { from: request.from ?? 0, to: request.to ?? 0, binSeconds: 1, x: new Float64Array(0) };
  const most = Math.min(Math.max(1, request.pixels), MOST_COLUMNS);
  const { first, count, seconds } = niceBins(span.from, span.to, most, span.toInclusive);
  const x = Float64Array.from({ length: count }, (_, at) => (first + at) * seconds);
  return {
    from: request.from === null ? x[0] : span.from,
    to: span.toInclusive ? (first + count) * seconds : span.to,
    binSeconds: seconds,
    x,
  };
}

/** The column of each row; the number of columns for a row outside. */
export async function columnsOf(
  time: Float64Array,
  { from: start, to: end, binSeconds, x }: TimeAxis,
  checkpoint?: Checkpoint,
): Promise<Uint16Array> {
  const columns = new Uint16Array(time.length);
  const first = x.length === 0 ? 0 : x[0] / binSeconds;
  await forSlices(time.length, checkpoint, (from, to) => {
    for (let row = from; row < to; row++) {
      const at = time[row];
      if (!(at >= start && at < end)) {
        columns[row] = x.length;
        continue;
      }
      let column = Math.min(Math.max(Math.floor(at / binSeconds - first), 0), x.length - 1);
      // Division rounds.
      if (at < x[column]) column--;
      else if (column + 1 < x.length && at >= x[column + 1]) column++;
      columns[row] = column;
    }
  });
  return columns;
}

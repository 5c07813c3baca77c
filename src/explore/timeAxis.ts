import { type Checkpoint, countBelow, forSlices } from '../numeric';
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

/** The rows on an axis, by ascending time. */
export function rowsOn({ from, to, x }: TimeAxis, time: Float64Array, byTime: Uint32Array): Uint32Array {
  const before = (bound: number) => countBelow(byTime.length, bound, (rank) => time[byTime[rank]]);
  return x.length === 0 ? byTime.subarray(0, 0) : byTime.subarray(before(from), before(to));
}

/** The column of each row; the number of columns for a row outside. @param rows those on the axis */
export async function columnsOf(
  time: Float64Array,
  rows: Uint32Array,
  { binSeconds, x }: TimeAxis,
  checkpoint?: Checkpoint,
): Promise<Uint16Array> {
  const columns = new Uint16Array(time.length);
  if (rows.length < columns.length) columns.fill(x.length);
  if (x.length === 0) return columns;
  const first = x[0] / binSeconds;
  const last = x.length - 1;
  await forSlices(rows.length, checkpoint, (from, to) => {
    for (let rank = from; rank < to; rank++) {
      const at = time[rows[rank]];
      const column = Math.min(Math.max(Math.floor(at / binSeconds - first), 0), last);
      // Division rounds.
      const less = Number(at < x[column]);
      const more = Number(column < last && at >= x[column + 1]);
      columns[rows[rank]] = column - less + more;
    }
  });
  return columns;
}

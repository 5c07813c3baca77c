import { count, duration } from '../../src/text';

/** Charts of one row, whose numbers stand beside them. */

/** What cells are drawn against. */
export interface CellScale {
  /** Most cold starts of a function in the whole trace. */
  readonly mostWhole: number;
  /** Latency axis of the whole trace, seconds. */
  readonly least: number;
  readonly most: number;
  /** Seconds; null for none. */
  readonly target: number | null;
}

const BAR_PIXELS = 80;

/** Selected cold starts before all of a function. */
export function WholeBar({
  selected,
  whole,
  most,
}: {
  readonly selected: number;
  readonly whole: number;
  readonly most: number;
}) {
  const width = (value: number) => Math.max(value > 0 ? 1 : 0, (value / most) * BAR_PIXELS);
  return (
    <svg class="row-chart" width={BAR_PIXELS} height="12" role="img" aria-label={`of ${count(whole)}`}>
      <rect class="rest" y="1" width={width(whole)} height="10" />
      <rect class="selected" y="3" width={width(selected)} height="6" />
    </svg>
  );
}

const SPAN_PIXELS = 96;

/** Median and p99 on the latency axis of the trace. */
export function LatencySpan({
  p50,
  p99,
  scale,
}: {
  readonly p50: number;
  readonly p99: number;
  readonly scale: CellScale;
}) {
  const { least, most, target } = scale;
  if (!(p50 >= 0) || !(most > least)) return null;
  const x = (seconds: number) =>
    4 +
    (SPAN_PIXELS - 8) * Math.min(1, Math.max(0, Math.log(Math.max(seconds, least) / least) / Math.log(most / least)));
  return (
    <svg
      class="row-chart"
      width={SPAN_PIXELS}
      height="12"
      role="img"
      aria-label={`${duration(p50)} – ${duration(p99)}`}
    >
      <path class="track" d={`M0 6.5H${SPAN_PIXELS}`} />
      {target !== null && target > least && target < most && <path class="target" d={`M${x(target)} 0V12`} />}
      <path class="span" d={`M${x(p50)} 6.5H${x(p99)}`} />
      <circle class="p50" cx={x(p50)} cy="6.5" r="3" />
      <path class="p99" d={`M${x(p99)} 2V11`} />
    </svg>
  );
}

import { duration } from '../../src/text';
import { logScale, rounded } from './logScale';
import { markerShape } from './markers';
import { type Drawing, fittingText, type Shape, textWidth } from './shapes';

/** A share of the latencies between 5 and 95 % of possible worlds, or the 95 % interval of a mean. */
export interface Whisker {
  readonly low: number;
  readonly high: number;
}

/** One row of the picture: p50 to p99 of a run, or of what a trace recorded. Seconds. */
export interface LatencyRange {
  readonly label: string;
  /** Place of its colour and marker; null for recorded latencies. */
  readonly look: number | null;
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly p50Whisker: Whisker | null;
  readonly p99Whisker: Whisker | null;
}

const ROW = 28;
const MOST_ROW = 44;
const TOP = 4;
const AXIS = 24;
const GAP = 10;
/** Narrower pictures leave out the numbers at their right. */
const WIDE = 440;

/**
 * p50 to p99 of each run on a logarithmic axis of seconds; recorded latencies are a dotted line through all rows.
 * @param least height in pixels, over which the rows are spread, up to `MOST_ROW` each
 */
export function rangesDrawing(ranges: readonly LatencyRange[], width: number, least = 0): Drawing {
  const longest = Math.max(...ranges.map(({ label }) => textWidth(label)));
  const left = Math.ceil(Math.min(longest, width * 0.34)) + GAP;
  const right = width - (width >= WIDE ? 62 : 10);
  const row = Math.max(ROW, Math.min(MOST_ROW, (least - TOP - AXIS) / Math.max(1, ranges.length)));
  const height = Math.round(TOP + row * ranges.length + AXIS);
  const bottom = height - AXIS;
  const scale = logScale(ranges.flatMap(valuesOf), left + 4, right);
  const recorded = ranges.find(({ look }) => look === null);
  const shapes: Shape[] = [];
  for (const { at, text } of scale.ticks) {
    shapes.push({ kind: 'path', d: `M${crisp(at)} ${TOP}V${bottom}`, stroke: 'grid' });
    shapes.push({ kind: 'text', x: at, y: height - 8, text, anchor: 'middle', ink: 'muted' });
  }
  if (recorded) {
    for (const seconds of [recorded.p50, recorded.p99]) {
      const x = crisp(scale.place(seconds));
      shapes.push({ kind: 'path', d: `M${x} ${TOP}V${bottom}`, stroke: 'text', dash: [1, 3] });
    }
  }
  for (const [i, range] of ranges.entries()) {
    const y = rounded(TOP + row * (i + 0.5));
    if (range.look === null && i > 0) {
      shapes.push({ kind: 'path', d: `M0 ${crisp(y - row / 2)}H${width}`, stroke: 'grid' });
    }
    const label = fittingText(range.label, left - GAP);
    shapes.push({ kind: 'text', x: 0, y: y + 4, text: label, size: 'normal', bold: range.look === null });
    shapes.push(...rowShapes(range, y, scale.place));
    if (width >= WIDE) {
      shapes.push({ kind: 'text', x: width, y: y + 4, text: duration(range.p99), anchor: 'end', size: 'normal' });
    }
  }
  return { width, height, shapes };
}

function rowShapes(range: LatencyRange, y: number, place: (seconds: number) => number): Shape[] {
  const { look, p50, p90, p99 } = range;
  const ink = look ?? 'text';
  const [from, middle, to] = [p50, p90, p99].map(place);
  return [
    { kind: 'path', d: `M${from} ${y - 4}H${to}V${y + 4}H${from}Z`, fill: ink, opacity: look === null ? 0.25 : 0.35 },
    { kind: 'path', d: `M${middle} ${y - 6}V${y + 6}`, stroke: ink, width: 1.5 },
    { kind: 'path', d: `M${to} ${y - 7}V${y + 7}`, stroke: ink, width: 2.5 },
    look === null
      ? { kind: 'path', d: `M${from} ${y - 7}V${y + 7}`, stroke: ink, width: 2.5 }
      : markerShape(look, from, y, ink),
    ...whiskerShapes(range.p50Whisker, y, place),
    ...whiskerShapes(range.p99Whisker, y, place),
  ];
}

function whiskerShapes(whisker: Whisker | null, y: number, place: (seconds: number) => number): Shape[] {
  if (!whisker) return [];
  const [low, high] = [place(Math.max(0, whisker.low)), place(whisker.high)];
  // Too short to be told from the mark under it.
  if (high - low < 3) return [];
  const d = `M${low} ${y}H${high}M${low} ${y - 4}V${y + 4}M${high} ${y - 4}V${y + 4}`;
  return [{ kind: 'path', d, stroke: 'text', width: 1.25 }];
}

function valuesOf({ p50, p90, p99, p50Whisker, p99Whisker }: LatencyRange): number[] {
  const whiskers = [p50Whisker, p99Whisker].flatMap((one) => (one ? [Math.max(0, one.low), one.high] : []));
  return [p50, p90, p99, ...whiskers];
}

/** In the middle of a pixel, where a line of one pixel is sharp. */
const crisp = (pixels: number) => Math.round(rounded(pixels)) + 0.5;

import type { DetectedUnit, LatencyUnit } from './table';

export function secondsPerUnit(unit: LatencyUnit): number {
  return unit === 'seconds' ? 1 : 0.001;
}

/**
 * From this median on, latencies are taken for milliseconds. The paper's slowest median cold start is 24.5 s (ATC'21 Fig. 3d), and no
 * container starts in less than some tens of milliseconds: 100 stands well apart from both, as a median of 100 s and as one of 0.1 s.
 */
export const MILLISECONDS_FROM_MEDIAN = 100;

/**
 * Tells seconds from milliseconds by the size of the median, which neither a few huge values nor a few zeros move.
 * @param latency the column as the file writes it, no value negative; not empty
 */
export function detectUnit(latency: Float64Array): DetectedUnit {
  const median = medianOf(latency);
  const asSeconds = describeSeconds(median);
  const asMilliseconds = describeSeconds(median / 1000);
  const unit = median >= MILLISECONDS_FROM_MEDIAN ? 'milliseconds' : 'seconds';
  return {
    unit,
    reason: `The median latency, ${format(median, 4)}, would be ${asSeconds} if read as seconds and ${asMilliseconds} if read as milliseconds; medians of ${MILLISECONDS_FROM_MEDIAN} or more are taken for milliseconds.`,
  };
}

function describeSeconds(seconds: number): string {
  const [size, unit]: [number, string] =
    seconds >= 86_400
      ? [86_400, 'days']
      : seconds >= 3600
        ? [3600, 'h']
        : seconds >= 120
          ? [60, 'min']
          : seconds >= 1 || seconds === 0
            ? [1, 's']
            : [0.001, 'ms'];
  return `${format(seconds / size, 3)} ${unit}`;
}

function format(value: number, digits: number): string {
  const plain = value === 0 || (value >= 1e-6 && value < 1e12);
  return plain ? value.toLocaleString('en-US', { maximumSignificantDigits: digits }) : value.toExponential(digits - 1);
}

/** The median as numpy has it: halfway between the two middle values of an even number of them. */
function medianOf(values: Float64Array): number {
  const middle = (values.length - 1) / 2;
  const low = select(values, Math.floor(middle));
  if (Number.isInteger(middle)) return low;
  let notAbove = 0;
  let above = Number.POSITIVE_INFINITY;
  for (const value of values) {
    if (value <= low) notAbove++;
    else if (value < above) above = value;
  }
  return notAbove > middle + 1 / 2 ? low : low + (above - low) / 2;
}

/**
 * The value of rank `rank` (from 0) among non-negative doubles, in time linear whatever their order, without moving or copying them:
 * their bits, read as an integer, sort as they do, so counting by 16 bits at a time finds the value's bits from the top down.
 */
function select(values: Float64Array, rank: number): number {
  const quarters = new Uint16Array(values.buffer, values.byteOffset, values.length * 4);
  const counts = new Uint32Array(1 << 16);
  const from = new Float64Array([0]);
  const to = new Float64Array([Number.MAX_VALUE]);
  let left = rank;
  // Quarter 3 holds sign, exponent and the highest digits: little-endian, as is every machine that VS Code runs on.
  for (let quarter = 3; quarter >= 0; quarter--) {
    const [low, high] = [from[0], to[0]];
    // The sign can only be that of -0, which ranks with 0.
    const mask = quarter === 3 ? 0x7fff : 0xffff;
    counts.fill(0);
    for (let i = 0; i < values.length; i++) {
      if (values[i] >= low && values[i] <= high) counts[quarters[4 * i + quarter] & mask]++;
    }
    let bits = 0;
    while (left >= counts[bits]) left -= counts[bits++];
    new Uint16Array(from.buffer)[quarter] = bits;
    new Uint16Array(to.buffer)[quarter] = bits;
  }
  return from[0];
}

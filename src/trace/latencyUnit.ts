import type { DetectedUnit, LatencyUnit } from './table';

/** Divide a latency by this for seconds: dividing by 1,000 rounds correctly, which multiplying by 0.001 does not. */
export function unitsPerSecond(unit: LatencyUnit): number {
  return unit === 'seconds' ? 1 : 1000;
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
  return detectUnitByMedian(medianOf(latency));
}

/** The same from a median that is known already. */
export function detectUnitByMedian(median: number): DetectedUnit {
  const asSeconds = describeSeconds(median);
  const asMilliseconds = describeSeconds(median / 1000);
  return {
    unit: median >= MILLISECONDS_FROM_MEDIAN ? 'milliseconds' : 'seconds',
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

/**
 * The median as numpy has it: halfway between the two middle values of an even number of them. The bits of doubles that are not
 * negative, read as integers, sort as they do: counting by the uppermost 16 leaves only the few values around the middle to sort.
 */
function medianOf(values: Float64Array): number {
  const lower = (values.length - 1) >> 1;
  const upper = values.length >> 1;
  // Little-endian, as is every machine that VS Code runs on. The sign can only be that of -0, which ranks with 0.
  const quarters = new Uint16Array(values.buffer, values.byteOffset, values.length * 4);
  const bucketOf = (row: number) => quarters[4 * row + 3] & 0x7fff;
  const counts = new Uint32Array(1 << 15);
  for (let row = 0; row < values.length; row++) counts[bucketOf(row)]++;

  let first = 0;
  let below = 0;
  while (below + counts[first] <= lower) below += counts[first++];
  let last = first;
  let upTo = below + counts[first];
  while (upTo <= upper) upTo += counts[++last];

  const middle = new Float64Array(upTo - below);
  for (let row = 0, found = 0; found < middle.length; row++) {
    if (bucketOf(row) >= first && bucketOf(row) <= last) middle[found++] = values[row];
  }
  middle.sort();
  return middle[lower - below] + (middle[upper - below] - middle[lower - below]) / 2;
}

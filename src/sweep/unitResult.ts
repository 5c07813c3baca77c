import * as v from 'valibot';
import type { LatencyDistribution, SummarizedRun } from '../simulation';
import { MOST_BINS } from '../simulation';
import { SweepError } from './errors';

const FORMAT = 'faasnet-sweep-unit';
const finite = v.pipe(v.number(), v.finite());

/** What is kept of each unit: a few hundred numbers. Latencies, in seconds, are those of cold starts or responses. */
const UNIT_RESULT = v.object({
  format: v.literal(FORMAT),
  key: v.string(),
  containers: finite,
  vms: finite,
  /** Exact, of this unit alone. */
  p50: finite,
  p90: finite,
  p99: finite,
  max: finite,
  /** Seconds until the last container had started. */
  last: finite,
  registryBytes: finite,
  peerBytes: finite,
  vmSeconds: finite,
  latencies: v.object({
    count: finite,
    sum: finite,
    sumOfSquares: finite,
    min: finite,
    max: finite,
    bins: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MOST_BINS - 1))),
    counts: v.array(finite),
  }),
});

export type UnitResult = Readonly<v.InferOutput<typeof UNIT_RESULT>>;

export function unitResult(key: string, numbers: SummarizedRun, latencies: LatencyDistribution): UnitResult {
  const { p50, p90, p99, max, last } = numbers.responseSeconds ?? numbers.provisioningSeconds;
  const { containers, vms, registryBytes, peerBytes, totals } = numbers;
  const { bins, counts } = latencies;
  return {
    format: FORMAT,
    key,
    containers,
    vms,
    p50,
    p90,
    p99,
    max,
    last,
    registryBytes,
    peerBytes,
    vmSeconds: totals.vmSeconds,
    latencies: { ...latencies, bins: [...bins], counts: [...counts] },
  };
}

export function unitResultText(result: UnitResult): string {
  return `${JSON.stringify(result)}\n`;
}

/** Reads the file of a unit. Throws `SweepError` for one that is damaged or of another unit. */
export function parseUnitResult(text: string, key: string): UnitResult {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    given = undefined;
  }
  const checked = v.safeParse(UNIT_RESULT, given, { abortEarly: true });
  if (checked.success && checked.output.key === key) return checked.output;
  throw new SweepError(`The result ${key}.json is damaged.`, 'Delete it and run the sweep again.');
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quantile } from '../../../src/numeric';
import {
  burstWorkload,
  latencyDistribution,
  quantileOfBins,
  resolveParameters,
  simulate,
  simulatesHere,
} from '../../../src/simulation';
import {
  crossoverMap,
  Merged,
  mapSvg,
  parseSweep,
  quantileInterval,
  type UnitResult,
  unitCount,
  unitResult,
} from '../../../src/sweep';
import { runs } from '../../depth';

const SWEEP = parseSweep(
  JSON.stringify({
    format: 'faasnet-sweep',
    version: 1,
    workload: { kind: 'burst', containers: 30, functions: 1, imageMB: null, memoryMB: null },
    systems: ['faasnet', 'baseline'],
    parameters: { vms: 40 },
    seeds: 3,
    axes: [
      { name: 'containers', values: [2, 30] },
      { name: 'imageMB', values: [10, 500] },
    ],
  }),
);

/** A unit with these latencies. */
function result(key: string, latencies: readonly number[]): UnitResult {
  const sorted = [...latencies].sort((a, b) => a - b);
  const workload = { ...burstWorkload({ containers: latencies.length }, resolveParameters()) };
  const run = { provisioning: Float64Array.from(latencies) };
  const distribution = latencyDistribution({ workload }, run as never);
  const [p50, p90, p99, max] = [0.5, 0.9, 0.99, 1].map((share) => quantile(Float64Array.from(sorted), share));
  const numbers = {
    containers: latencies.length,
    vms: 1,
    registryBytes: 5,
    peerBytes: 6,
    provisioningSeconds: { p50, p90, p99, max, last: max },
    responseSeconds: null,
    totals: { vmSeconds: 7 },
  };
  return unitResult(key, numbers as never, distribution);
}

const latency = fc.double({ min: 0.001, max: 5000, noNaN: true });
const units = fc.array(fc.array(latency, { minLength: 1, maxLength: 30 }), {
  minLength: unitCount(SWEEP),
  maxLength: unitCount(SWEEP),
});

describe('merging', () => {
  it('gives the same bytes in any order, with units given twice', () => {
    fc.assert(
      fc.property(units, fc.infiniteStream(fc.nat()), (all, chance) => {
        const results = all.map((latencies, number) => result(`${number}`, latencies));
        const inOrder = new Merged(SWEEP);
        for (const [number, one] of results.entries()) inOrder.add(number, one);
        const shuffled = results.map((one, number) => ({ one, number, at: chance.next().value as number }));
        shuffled.sort((a, b) => a.at - b.at);
        const anyOrder = new Merged(SWEEP);
        for (const { one, number } of [...shuffled, ...shuffled.slice(0, 5)]) anyOrder.add(number, one);
        expect(JSON.stringify(anyOrder.points())).toBe(JSON.stringify(inOrder.points()));
      }),
      { numRuns: runs(100) },
    );
  });

  it('summarises all latencies of a point, not means of means', () => {
    fc.assert(
      fc.property(units, (all) => {
        const merged = new Merged(SWEEP);
        for (const [number, latencies] of all.entries()) merged.add(number, result(`${number}`, latencies));
        for (const [at, point] of merged.points().entries()) {
          const latencies = Float64Array.from(all.slice(3 * at, 3 * at + 3).flat()).sort();
          expect(point.latencies).toBe(latencies.length);
          expect(point.measures.mean.value).toBeCloseTo(latencies.reduce((a, b) => a + b) / latencies.length, 6);
          for (const [name, share] of [
            ['p50', 0.5],
            ['p90', 0.9],
            ['p99', 0.99],
          ] as const) {
            const exact = latencies[Math.max(1, Math.ceil(share * latencies.length)) - 1];
            expect(Math.abs(point.pooled[name] / exact - 1)).toBeLessThan(0.0111);
          }
          const medians = all.slice(3 * at, 3 * at + 3).map((one) => quantile(Float64Array.from(one).sort(), 0.5));
          expect(point.measures.p50.median).toBeCloseTo(medians.sort((a, b) => a - b)[1], 9);
        }
      }),
      { numRuns: runs(100) },
    );
  });

  it('counts every latency of a real run', async () => {
    const parameters = resolveParameters({ vms: 40 });
    const run = { workload: burstWorkload({ containers: 100 }, parameters), system: 'faasnet', parameters, seed: 1 };
    const { numbers, latencies } = await simulatesHere.measured(run);
    const { provisioning } = await simulate(run);
    expect(latencies.count).toBe(100);
    expect(latencies.counts.reduce((a, b) => a + b)).toBe(100);
    expect(latencies.sum).toBeCloseTo(
      provisioning.reduce((a, b) => a + b),
      9,
    );
    const bins = new Map(latencies.bins.map((bin, at) => [bin, latencies.counts[at]]));
    expect(Math.abs(quantileOfBins(bins, 0.5) / numbers.provisioningSeconds.p50 - 1)).toBeLessThan(0.03);
  });
});

describe('the interval of a quantile', () => {
  it('has the ranks of published tables', () => {
    const first = (n: number) => Array.from({ length: n }, (_, at) => at + 1);
    // Le Boudec, table of confidence intervals for the median.
    expect(quantileInterval(first(5), 0.5)).toBeNull();
    expect(quantileInterval(first(6), 0.5)).toEqual({ low: 1, high: 6 });
    expect(quantileInterval(first(9), 0.5)).toEqual({ low: 2, high: 8 });
    expect(quantileInterval(first(30), 0.5)).toEqual({ low: 10, high: 21 });
  });

  it('covers the quantile as often as it says', () => {
    let state = 1;
    const next = () => {
      state = (state * 48271) % 2147483647;
      return state / 2147483647;
    };
    let covered = 0;
    for (let trial = 0; trial < 2000; trial++) {
      const interval = quantileInterval(Array.from({ length: 20 }, next), 0.5)!;
      if (interval.low <= 0.5 && 0.5 <= interval.high) covered++;
    }
    expect(covered / 2000).toBeGreaterThan(0.945);
  });
});

describe('a crossover map', () => {
  const points = (faasnet: readonly number[], baseline: readonly number[]) => {
    const merged = new Merged({ ...SWEEP, replicas: 8 });
    for (let point = 0; point < 8; point++) {
      const own = point % 2 === 0 ? faasnet : baseline;
      for (let replica = 0; replica < 8; replica++) {
        merged.add(8 * point + replica, result('k', [own[Math.floor(point / 2)] * (1 + replica / 100)]));
      }
    }
    return merged.points();
  };
  const axes = { x: 'containers', y: 'imageMB', measure: 'p99' } as const;

  it('names the best system of each place, by how much, and where intervals overlap', () => {
    const map = crossoverMap(points([1, 2, 3, 4], [2, 1, 3.01, 40]), axes);
    expect([map.xs, map.ys]).toEqual([
      [2, 30],
      [10, 500],
    ]);
    const cells = map.cells.map(({ x, y, ranked, isClear }) => [x, y, ranked[0].system, isClear]);
    expect(cells).toEqual([
      [2, 10, 'faasnet', true],
      [30, 10, 'faasnet', false],
      [2, 500, 'baseline', true],
      [30, 500, 'faasnet', true],
    ]);
    expect(map.cells[3].factor).toBeCloseTo(10, 9);
  });

  it('asks for values of the other axes', () => {
    const all = points([1, 2, 3, 4], [2, 1, 3, 40]);
    expect(() => crossoverMap(all, { ...axes, y: 'system' })).toThrow('The axis imageMB has 2 values.');
    expect(crossoverMap(all, { ...axes, y: 'system' }, { imageMB: '10' }).cells).toHaveLength(4);
    expect(() => crossoverMap(all, { ...axes, x: 'vms' })).toThrow('The sweep has no axis "vms".');
    expect(() => crossoverMap(all, axes, { imageMB: '11' })).toThrow('The sweep has no result here.');
  });

  it('is a picture with a text for each place', () => {
    const svg = mapSvg(crossoverMap(points([1, 2, 3, 4], [2, 1, 3.01, 40]), axes), 'a & b');
    expect(svg).toContain('a &#38; b');
    expect(svg.match(/<rect [^>]*fill-opacity="1"/g)).toHaveLength(3);
    expect(svg.match(/<rect [^>]*fill-opacity="0.18"/g)).toHaveLength(1);
    expect(svg).toContain('10.0×');
  });
});

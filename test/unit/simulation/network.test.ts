import fc from 'fast-check';
import FlatQueue from 'flatqueue';
import { describe, expect, it } from 'vitest';
import type { Rates } from '../../../src/simulation/cluster/links';
import { RegistryReaders } from '../../../src/simulation/cluster/readers';
import { runs } from '../../depth';
import { type BlockFlow, type BlockNetwork, completionTimes } from '../../oracle/blockSimulation';
import { fluidTimes, noTraffic } from '../../oracle/fluidTimes';

const BLOCKS = 300;

/**
 * A few trees over the same VMs: each VM is in each tree once at most, and receives blocks from a VM that joined
 * earlier.
 */
const trees: fc.Arbitrary<{ flows: BlockFlow[]; network: BlockNetwork; vms: number }> = fc
  .record({
    trees: fc.array(
      fc.array(fc.record({ parent: fc.nat(1000), begins: fc.double({ min: 0, max: 3, noNaN: true }) }), {
        minLength: 1,
        maxLength: 5,
      }),
      {
        minLength: 1,
        maxLength: 3,
      },
    ),
    nicMBps: fc.double({ min: 20, max: 200, noNaN: true }),
    registryMBps: fc.double({ min: 20, max: 400, noNaN: true }),
    megabytes: fc.double({ min: 20, max: 100, noNaN: true }),
    cap: fc.double({ min: 5, max: 100, noNaN: true }),
    rotate: fc.nat(5),
  })
  .map(({ trees, nicMBps, registryMBps, megabytes, cap, rotate }) => {
    const flows: BlockFlow[] = [];
    for (const [t, members] of trees.entries()) {
      const first = flows.length;
      members.forEach(({ parent, begins }, i) => {
        const feeder = i === 0 ? -1 : first + (parent % i);
        const source = i === 0 ? -1 : flows[feeder].vm;
        flows.push({ feeder, source, vm: (i + t * rotate) % 6, begins, megabytes, cap });
      });
    }
    return { flows, network: { nicMBps, registryMBps, blocks: BLOCKS, window: 1 }, vms: 6 };
  });

describe('the fluid network', () => {
  it('agrees to 2 % with VMs that request one block at a time, on the end of the run and of nearly every flow', () => {
    let within2Percent = 0;
    let all = 0;
    fc.assert(
      fc.property(trees, ({ flows, network, vms }) => {
        const exact = completionTimes(flows, network);
        const fluid = fluidTimes(flows, network, vms);
        const start = Math.min(...flows.map(({ begins }) => begins));
        const errors = fluid.map((time, i) => Math.abs(time - exact[i]) / (exact[i] - start));
        within2Percent += errors.filter((error) => error < 0.02).length;
        all += errors.length;
        expect(Math.max(...fluid) / Math.max(...exact)).toBeGreaterThan(0.98);
        expect(Math.max(...fluid) / Math.max(...exact)).toBeLessThan(1.02);
        // A VM that waits for its upstream takes each block in a spurt, which a fluid cannot do; who shares a NIC with
        // it may feel that.
        // With several requests out, as FaaSNet has them, it does not: see networkBlocks.test.ts.
        expect(Math.max(...errors)).toBeLessThan(0.08);
      }),
      { numRuns: runs(200), seed: 20210714, endOnFailure: true },
    );
    expect(within2Percent / all).toBeGreaterThan(0.99);
  });

  it('shares a NIC equally between two flows, and gives all of it to the last one', () => {
    const flow = { feeder: -1, source: 0, begins: 0, cap: 1000 };
    const network = { nicMBps: 100, registryMBps: 1000, blocks: 1, window: 1 };
    const times = fluidTimes(
      [
        { ...flow, vm: 1, megabytes: 100 },
        { ...flow, vm: 2, megabytes: 50 },
      ],
      network,
      3,
    );
    expect(times[1]).toBeCloseTo(1, 9);
    expect(times[0]).toBeCloseTo(1.5, 9);
  });

  it('lets no flow overtake its feeder', () => {
    const network = { nicMBps: 100, registryMBps: 10, blocks: 1, window: 1 };
    const times = fluidTimes(
      [
        { feeder: -1, source: -1, vm: 0, begins: 0, megabytes: 50, cap: 100 },
        { feeder: 0, source: 0, vm: 1, begins: 0, megabytes: 50, cap: 100 },
        { feeder: 1, source: 1, vm: 2, begins: 4.9, megabytes: 50, cap: 100 },
      ],
      network,
      3,
    );
    expect(times[0]).toBeCloseTo(5, 9);
    expect(times[1]).toBeCloseTo(5, 9);
    expect(times[2]).toBeCloseTo(5.4, 6);
  });
});

describe('a chain of VMs of any length', () => {
  it('forwards each block as it arrives, and completes with its first VM', () => {
    const network = { nicMBps: 100, registryMBps: 10 };
    const flows = Array.from({ length: 30_000 }, (_, i) => {
      return { feeder: i - 1, source: i - 1, vm: i, begins: 0, megabytes: 50, cap: 100 };
    });
    const times = fluidTimes(flows, network, flows.length, [{ kind: 'cut', time: 4.5, vm: 29_000 }]);
    expect(times.slice(0, 29_000).every((time) => Math.abs(time - 5) < 1e-9)).toBe(true);
    expect(times.slice(29_000).every(Number.isNaN)).toBe(true);
  });
});

describe('registry readers', () => {
  it('agree with the block-by-block simulation to 2 %', () => {
    const reads = fc.array(
      fc.record({
        vm: fc.nat(3),
        begins: fc.double({ min: 0, max: 3, noNaN: true }),
        megabytes: fc.double({ min: 5, max: 80, noNaN: true }),
      }),
      { minLength: 1, maxLength: 10 },
    );
    const limits = fc.record({
      intakeMBps: fc.double({ min: 10, max: 100, noNaN: true }),
      registryMBps: fc.double({ min: 10, max: 200, noNaN: true }),
      cap: fc.double({ min: 5, max: 60, noNaN: true }),
    });
    fc.assert(
      fc.property(reads, limits, (asked, { intakeMBps, registryMBps, cap }) => {
        const flows = asked.map((read) => ({ ...read, feeder: -1, source: -1, cap }));
        const exact = completionTimes(flows, { nicMBps: intakeMBps, registryMBps, blocks: 40, window: 1 });
        const fluid = readTimes(flows, { nicMBps: intakeMBps, intakeMBps, registryMBps }, cap);
        flows.forEach(({ begins }, i) => {
          expect(Math.abs(fluid[i] - exact[i])).toBeLessThan(0.02 * (exact[i] - begins));
        });
      }),
      { numRuns: runs(200), seed: 7, endOnFailure: true },
    );
  });
});

function readTimes(flows: readonly BlockFlow[], rates: Rates, pace: number): number[] {
  const done = flows.map(() => Number.NaN);
  const queue = new FlatQueue<() => void>();
  const vmOf = Int32Array.from(flows, ({ vm }) => vm);
  let now = 0;
  const readers = new RegistryReaders(
    4,
    rates,
    {
      readPace: () => pace,
      readDone: (flow, time) => {
        done[flow] = time;
      },
      readersDue: (time) => queue.push(() => readers.wake(now, vmOf), time),
    },
    noTraffic,
  );
  flows.forEach(({ vm, megabytes, begins }, i) => {
    queue.push(() => readers.begin(i, vm, megabytes, now), begins);
  });
  while (queue.length > 0) {
    now = queue.peekValue()!;
    queue.pop()!();
  }
  return done;
}

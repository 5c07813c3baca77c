import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../depth';
import { completionTimes } from '../../oracle/blockSimulation';
import { fluidTimes } from '../../oracle/fluidTimes';
import { type NetworkCase, networks } from '../../oracle/randomNetworks';

/**
 * Resolution of the block-by-block simulation: its error is of the order of 1 / window and of window / blocks.
 */
interface Grain {
  readonly window: number;
  readonly blocks: number;
}

const GRAINS: readonly Grain[] = [
  { window: 8, blocks: 1000 },
  { window: 16, blocks: 8000 },
  { window: 32, blocks: 32_000 },
];

/** Difference between the two simulations for each flow, as a share of its duration. */
function differences({ flows, changes, vms, ...rates }: NetworkCase, grain: Grain): number[] {
  const exact = completionTimes(flows, { ...rates, ...grain }, changes);
  const fluid = fluidTimes(flows, rates, vms, changes);
  expect(fluid.map(Number.isNaN), 'flows that never end').toEqual(exact.map(Number.isNaN));
  return fluid.map((time, i) => (Number.isNaN(time) ? 0 : Math.abs(time - exact[i]) / (exact[i] - flows[i].begins)));
}

/** Expects each flow to end at the same time to 2 %, with finer blocks where blocks are too coarse. */
function expectAgreement(one: NetworkCase): void {
  let worst = Number.POSITIVE_INFINITY;
  for (const grain of GRAINS) {
    worst = Math.max(...differences(one, grain));
    if (worst < 0.02) return;
  }
  expect(worst).toBeLessThan(0.02);
}

describe('the fluid network and the block-by-block simulation agree to 2 % on the end of every flow', () => {
  it('in trees over shared NICs', () => {
    fc.assert(fc.property(networks({ changes: false }), expectAgreement), {
      numRuns: runs(300),
      seed: 20210714,
      endOnFailure: true,
    });
  });

  it('with changing upstreams and failing VMs', () => {
    fc.assert(fc.property(networks({ changes: true }), expectAgreement), {
      numRuns: runs(400),
      seed: 20210715,
      endOnFailure: true,
    });
  });

  it('with VMs that receive more slowly than their NICs allow', () => {
    const shares = fc.constantFrom(0.2, 0.5, 0.8);
    fc.assert(
      fc.property(networks({ changes: true }), shares, (one, share) => {
        expectAgreement({ ...one, intakeMBps: share * one.nicMBps });
      }),
      { numRuns: runs(200), seed: 20210716, endOnFailure: true },
    );
  });

  it('more closely with finer blocks and more requests in transit', () => {
    const cases = fc.sample(networks({ changes: true }), { numRuns: runs(30), seed: 3 });
    const worst = [3, 6, 12].map((window) =>
      Math.max(...cases.flatMap((one) => differences(one, { window, blocks: 50 * window ** 2 }))),
    );
    for (let i = 1; i < worst.length; i++) expect(worst[i]).toBeLessThan(worst[i - 1]);
    expect(worst[2]).toBeLessThan(0.01);
  });
});

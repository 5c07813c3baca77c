import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../depth';
import { fluidTimes, noTraffic } from '../../oracle/fluidTimes';
import { type NetworkCase, networks } from '../../oracle/randomNetworks';
import { megabytes, peakRate, type Sent } from './observed';

/** Relative: rates are exact to the last bits of a double. */
const ROUNDING = 1 + 1e-6;

function trafficOf({ flows, changes, vms, ...rates }: NetworkCase) {
  const sent: Sent[] = [];
  const fromRegistry: Pick<Sent, 'from' | 'to' | 'amount'>[] = [];
  const done = fluidTimes(flows, rates, vms, changes, {
    ...noTraffic,
    sent: (_flow, source, receiver, from, to, amount) => {
      sent.push({ source, receiver, from, to, amount });
      if (source < 0) fromRegistry.push({ from, to, amount });
    },
  });
  return { sent, fromRegistry, done };
}

/** When the VM had failed. */
function silences({ changes }: NetworkCase, vm: number): { from: number; to: number }[] {
  const times = changes.filter((change) => (change.kind === 'cut' || change.kind === 'restore') && change.vm === vm);
  const found: { from: number; to: number }[] = [];
  for (let i = 0; i < times.length; i += 2) {
    found.push({ from: times[i].time, to: times[i + 1].time });
  }
  return found;
}

describe('random networks with changing upstreams and failing VMs', () => {
  it('never exceed the bandwidth of a NIC or the registry', () => {
    fc.assert(
      fc.property(networks({ changes: true }), fc.constantFrom(1, 0.5), (one, share) => {
        const intakeMBps = share * one.nicMBps;
        const { sent, fromRegistry } = trafficOf({ ...one, intakeMBps });
        expect(peakRate(fromRegistry)).toBeLessThanOrEqual(one.registryMBps * ROUNDING);
        for (let vm = 0; vm < one.vms; vm++) {
          const incoming = sent.filter(({ receiver }) => receiver === vm);
          const outgoing = sent.filter(({ source }) => source === vm);
          expect(peakRate(incoming)).toBeLessThanOrEqual(intakeMBps * ROUNDING);
          expect(peakRate(outgoing)).toBeLessThanOrEqual(one.nicMBps * ROUNDING);
          for (const { from, to } of silences(one, vm)) {
            const meanwhile = [...incoming, ...outgoing].filter((part) => part.to > from && part.from < to);
            expect(meanwhile).toEqual([]);
          }
        }
      }),
      { numRuns: runs(2000), seed: 1, endOnFailure: true },
    );
  });

  it("deliver each flow's bytes once, through any changes of upstream", () => {
    fc.assert(
      fc.property(networks({ changes: true }), (one) => {
        const { sent, fromRegistry, done } = trafficOf(one);
        expect(megabytes(sent.filter(({ source }) => source < 0))).toBeCloseTo(megabytes(fromRegistry), 9);
        for (let vm = 0; vm < one.vms; vm++) {
          const to = one.flows.filter((flow) => flow.vm === vm);
          const whole = to.filter((flow) => !Number.isNaN(done[one.flows.indexOf(flow)]));
          const received = megabytes(sent.filter(({ receiver }) => receiver === vm));
          const wanted = to.reduce((sum, flow) => sum + flow.megabytes, 0);
          const brought = whole.reduce((sum, flow) => sum + flow.megabytes, 0);
          expect(received).toBeGreaterThanOrEqual(brought - 1e-6);
          expect(received).toBeLessThanOrEqual((whole.length < to.length ? wanted : brought) + 1e-6);
        }
      }),
      { numRuns: runs(2000), seed: 2, endOnFailure: true },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARAMETERS, resolveParameters } from '../../../src/simulation';
import { EventKind, Events, idOf, kindOf } from '../../../src/simulation/events';
import { SCALE_OUT_POLICIES } from '../../../src/simulation/scaleOut';
import { offeredLoad } from '../../../src/simulation/scaleOut/offeredLoad';
import { perWaitingRequest } from '../../../src/simulation/scaleOut/perWaitingRequest';

describe('a scale-out policy', () => {
  it('has the number of its place in the list', () => {
    const { min, max, label } = PARAMETERS.find(({ name }) => name === 'scaleOut')!;
    expect([min, max]).toEqual([0, SCALE_OUT_POLICIES.length - 1]);
    expect(SCALE_OUT_POLICIES).toEqual([perWaitingRequest, offeredLoad]);
    for (const { description } of SCALE_OUT_POLICIES) expect(description).toMatch(/^[A-Z].*\.$/);
    expect(label).toMatch(/0 .* 1 /);
  });

  it('wants a container for each waiting request', () => {
    const policy = perWaitingRequest.forFunction(resolveParameters({}), 2);
    expect(policy.wanted({ waiting: 0, started: 5 }, 0)).toBe(0);
    expect(policy.wanted({ waiting: 3, started: 5 }, 0)).toBe(3);
    const shared = perWaitingRequest.forFunction(resolveParameters({ requestsPerContainer: 2 }), 2);
    expect(shared.wanted({ waiting: 3, started: 5 }, 0)).toBe(2);
  });

  it('wants what the arrivals within the run time need, less what has started', () => {
    const policy = offeredLoad.forFunction(resolveParameters({}), 2);
    for (const time of [0, 0.5, 1, 1.5]) policy.arrives(time);
    expect(policy.wanted({ waiting: 4, started: 0 }, 1.5)).toBe(4);
    expect(policy.wanted({ waiting: 3, started: 1 }, 1.5)).toBe(3);
    // At 2.2 s, the first would have run.
    expect(policy.wanted({ waiting: 4, started: 0 }, 2.2)).toBe(3);
    expect(policy.wanted({ waiting: 4, started: 3 }, 2.2)).toBe(0);
    // Much later nothing arrives, but a request that waits needs one container.
    expect(policy.wanted({ waiting: 1, started: 0 }, 100)).toBe(1);
    expect(policy.wanted({ waiting: 0, started: 0 }, 100)).toBe(0);
  });

  it('averages over its window, with headroom', () => {
    const given = { scaleOutWindowSeconds: 6, scaleOutHeadroom: 1.5 };
    const policy = offeredLoad.forFunction(resolveParameters(given), 2);
    for (let i = 0; i < 18; i++) policy.arrives(i / 3);
    // Three a second for 2 s are six at once, and nine with the headroom.
    expect(policy.wanted({ waiting: 0, started: 0 }, 5.9)).toBe(9);
  });

  it('never leaves a request waiting without any container', () => {
    const arrivals = fc.array(fc.double({ min: 0, max: 10, noNaN: true }), { maxLength: 20 });
    const given = fc.record({
      scaleOutHeadroom: fc.double({ min: 1, max: 100, noNaN: true }),
      scaleOutWindowSeconds: fc.double({ min: 0, max: 3600, noNaN: true }),
      requestsPerContainer: fc.integer({ min: 1, max: 1000 }),
    });
    const runSeconds = fc.double({ min: 0, max: 86_400, noNaN: true });
    fc.assert(
      fc.property(fc.constantFrom(...SCALE_OUT_POLICIES), arrivals, given, runSeconds, (made, gaps, values, run) => {
        const policy = made.forFunction(resolveParameters(values), run);
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          policy.arrives(now);
          expect(policy.wanted({ waiting: 1, started: 0 }, now)).toBeGreaterThanOrEqual(1);
        }
        expect(policy.wanted({ waiting: 1, started: 0 }, now + 1e6)).toBeGreaterThanOrEqual(1);
      }),
    );
  });
});

describe('scheduled events', () => {
  it('come by time, then in the order of the arrivals that they belong to, then by kind', () => {
    const event = fc.record({
      time: fc.integer({ min: 0, max: 5 }),
      kind: fc.constantFrom(EventKind.arrived, EventKind.started, EventKind.ended),
      id: fc.nat(20),
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 60 }), (all) => {
        // An event belongs to the row with half its number.
        const rowOf = (id: number) => id >> 1;
        const events = new Events((one) => rowOf(idOf(one)));
        for (const { kind, id, time } of all) events.schedule(kind, id, time);
        const sorted = [...all].sort(
          (a, b) => a.time - b.time || rowOf(a.id) - rowOf(b.id) || a.kind - b.kind || a.id - b.id,
        );
        for (const { time, kind, id } of sorted) {
          expect(events.nextTime).toBe(time);
          const next = events.pop();
          expect([kindOf(next), idOf(next)]).toEqual([kind, id]);
        }
        expect(events.nextTime).toBe(Number.POSITIVE_INFINITY);
      }),
    );
  });

  it('that are scheduled for now come after those that are due now', () => {
    const events = new Events(idOf);
    for (const id of [3, 4, 5]) events.schedule(EventKind.started, id, 7);
    expect(idOf(events.pop())).toBe(3);
    events.schedule(EventKind.ended, 0, 7);
    expect([events.pop(), events.pop(), events.pop()].map(idOf)).toEqual([4, 5, 0]);
    expect(events.nextTime).toBe(Number.POSITIVE_INFINITY);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NOWHERE, STATE } from '../../../../webview/watch/model/codes';
import { Playback } from '../../../../webview/watch/model/playback';
import { runs } from '../../../depth';
import { growingTree, type MadeEvent, madeTimeline } from './timelines';

describe('a timeline at a moment', () => {
  it('has the structure of the events so far', () => {
    const playback = new Playback(growingTree(7));
    playback.goTo(0.035);
    expect([...playback.upstream]).toEqual([-1, 0, 0, 1, NOWHERE, NOWHERE, NOWHERE]);
    playback.goTo(1);
    expect([...playback.upstream]).toEqual([-1, 0, 0, 1, 1, 2, 2]);
    expect([...playback.slot]).toEqual([0, 0, 1, 0, 1, 0, 1]);
    playback.goTo(0.015);
    expect([...playback.upstream]).toEqual([-1, 0, NOWHERE, NOWHERE, NOWHERE, NOWHERE, NOWHERE]);
  });

  it('counts what happens at that very time as having happened', () => {
    const playback = new Playback(
      madeTimeline({ vms: [{}], events: [{ time: 1, kind: 'insert', vm: 0, other: -1 }], to: 2 }),
    );
    expect(playback.upstream[0]).toBe(NOWHERE);
    playback.goTo(1);
    expect(playback.upstream[0]).toBe(-1);
  });

  it('interpolates progress, and jumps where two points have one time', () => {
    const progress = [
      [1, 0],
      [2, 0.5],
      [2, 0.7],
      [4, 1],
    ] as const;
    const states = [[0, 'waiting'] as const, [1, 'fetching'] as const];
    const playback = new Playback(madeTimeline({ vms: [{ states, progress }], to: 5 }));
    const shareAt = (time: number) => {
      playback.goTo(time);
      return playback.share[0];
    };
    expect(shareAt(0.5)).toBe(0);
    expect(shareAt(1.5)).toBeCloseTo(0.25);
    expect(shareAt(2)).toBeCloseTo(0.7);
    expect(shareAt(3)).toBeCloseTo(0.85);
    expect(shareAt(4.5)).toBe(1);
    expect(shareAt(1.9)).toBeCloseTo(0.45);
  });

  it('has no blocks, or all of them, without points', () => {
    const playback = new Playback(
      madeTimeline({ vms: [{ states: [[0, 'waiting']] }, { states: [[0, 'ready']] }], to: 1 }),
    );
    expect([...playback.share]).toEqual([0, 1]);
    expect(playback.arrived).toBe(0.5);
  });

  it('knows who sends now, and how fast', () => {
    const flows = [
      { from: -1, start: 1, end: 2, rate: 10 },
      { from: 0, start: 3, end: 4, rate: 20 },
    ];
    const playback = new Playback(madeTimeline({ vms: [{}, { flows }], to: 5 }));
    const at = (time: number) => {
      playback.goTo(time);
      return [playback.source[1], playback.rate[1]];
    };
    expect(at(0.5)).toEqual([NOWHERE, 0]);
    expect(at(1)).toEqual([-1, 10]);
    expect(at(2)).toEqual([NOWHERE, 0]);
    expect(at(3.5)).toEqual([0, 20]);
    expect(at(1.5)).toEqual([-1, 10]);
  });

  it('counts the VMs in each state', () => {
    const playback = new Playback(growingTree(100));
    playback.goTo(2.5);
    expect(playback.tally[STATE.ready]).toBe(51);
    expect(playback.tally[STATE.fetching]).toBe(49);
    playback.goTo(99);
    expect(playback.tally[STATE.ready]).toBe(100);
    expect(playback.time).toBe(4);
  });
});

it('however it gets to a moment, it finds the same as from the beginning', () => {
  const moments = fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(fc.integer(), moments, (seed, times) => {
      const events = randomEvents(seed, 5000);
      const timeline = madeTimeline({ vms: Array.from({ length: 10 }, () => ({})), events, to: 18_000 });
      const travelled = new Playback(timeline);
      for (const moment of times) {
        travelled.goTo(moment);
        expect([...travelled.upstream]).toEqual(structureAt(events, moment));
      }
    }),
    { numRuns: runs(50) },
  );
});

function randomEvents(seed: number, count: number): readonly MadeEvent[] {
  let state = seed | 0;
  const below = (limit: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    return (state >>> 16) % limit;
  };
  let time = 0;
  return Array.from({ length: count }, () => {
    time += below(4);
    const kind = (['insert', 'remove', 'reparent', 'ready'] as const)[below(4)];
    return { time, kind, vm: below(10), other: below(11) - 1, slot: below(4) };
  });
}

function structureAt(events: readonly MadeEvent[], moment: number): number[] {
  const upstream = new Array<number>(10).fill(NOWHERE);
  for (const { time, kind, vm, other = NOWHERE } of events) {
    if (time > moment) break;
    if (kind === 'insert' || kind === 'reparent') upstream[vm] = other;
    if (kind === 'remove') upstream[vm] = NOWHERE;
  }
  return upstream;
}

import { describe, expect, it } from 'vitest';
import type { DelayCause } from '../../../../src/protocol/queries';
import { clockText } from '../../../../webview/watch/clockText';
import { Camera } from '../../../../webview/watch/draw/camera';
import { EventList } from '../../../../webview/watch/model/eventList';
import { joinedSteps } from '../../../../webview/watch/model/joinedSteps';
import { Playback } from '../../../../webview/watch/model/playback';
import { StripAxis } from '../../../../webview/watch/model/stripAxis';
import { EvenScale, gapsOf, scaleOfRuns } from '../../../../webview/watch/model/timeScale';
import { slowestStart, startAt, startsOn } from '../../../../webview/watch/panel/starts';
import { stageNow, stretchesOf } from '../../../../webview/watch/panel/stretches';
import type { Watching } from '../../../../webview/watch/watching';
import { growingTree, madeTimeline } from './timelines';

describe('the axis of time', () => {
  const scale = new EvenScale(0, 1000, [{ from: 10, to: 900 }]);

  it('cuts idle stretches short', () => {
    expect(scale.placeOf(0)).toBe(0);
    expect(scale.placeOf(10)).toBeCloseTo(0.98 * (10 / 110));
    expect(scale.placeOf(900) - scale.placeOf(10)).toBeCloseTo(0.02);
    expect(scale.placeOf(1000)).toBe(1);
  });

  it('goes back and forth', () => {
    for (const time of [0, 5, 10, 500, 900, 950, 1000]) expect(scale.timeAt(scale.placeOf(time))).toBeCloseTo(time);
  });

  it('skips to the end of an idle stretch', () => {
    expect(scale.afterGap(9)).toBe(9);
    expect(scale.afterGap(11)).toBe(900);
    expect(scale.afterGap(901)).toBe(901);
  });

  it('leaves what is short beside the busy time', () => {
    const timeline = madeTimeline({
      vms: [{}],
      to: 100,
      idle: [
        [1, 1.1],
        [50, 90],
      ],
    });
    expect(gapsOf(timeline)).toEqual([{ from: 50, to: 90 }]);
    expect(gapsOf(timeline, 70)).toEqual([{ from: 70, to: 90 }]);
  });

  it('of runs that take very different times is bent', () => {
    const bent = scaleOfRuns(0, 10, [8, 1800], []);
    expect(bent.to).toBe(1800);
    expect(bent.placeOf(8)).toBeGreaterThan(0.15);
    for (const time of [0, 1, 8, 300, 1800]) expect(bent.timeAt(bent.placeOf(time))).toBeCloseTo(time);
    expect(scaleOfRuns(0, 10, [8, 12], [])).toBeInstanceOf(EvenScale);
  });

  it('of no length is at its beginning', () => {
    expect(new EvenScale(3, 3, []).placeOf(3)).toBe(0);
  });
});

describe('the axis below the drawing', () => {
  const until = (end: number) => ({ x: Float64Array.of(end) });

  it('is linear for curves that end at about one time', () => {
    const axis = new StripAxis([until(8), until(18)]);
    expect(axis.isLogarithmic).toBe(false);
    expect(axis.placeOf(9)).toBe(0.5);
    expect(axis.ticks).toEqual([0, 5, 10, 15]);
  });

  it('has whole hours for a day', () => {
    expect(new StripAxis([until(86_000)]).ticks.slice(0, 3)).toEqual([0, 21_600, 43_200]);
  });

  it('shows curves that end at very different times side by side', () => {
    const axis = new StripAxis([until(7), until(270), until(1900)]);
    expect(axis.placeOf(0)).toBe(0);
    expect(axis.placeOf(7)).toBeGreaterThan(0.15);
    expect(axis.placeOf(270)).toBeLessThan(0.75);
    expect(axis.placeOf(1900)).toBe(1);
    expect(axis.ticks[0]).toBe(0);
    expect(axis.ticks.length).toBeGreaterThan(4);
  });
});

describe('the list of events', () => {
  const playback = new Playback(
    madeTimeline({
      vms: Array.from({ length: 6 }, () => ({})),
      to: 10,
      events: [
        { time: 1, kind: 'insert', vm: 0, other: -1 },
        { time: 2, kind: 'insert', vm: 1, other: 0 },
        { time: 3, kind: 'fetch', vm: 1, other: 0 },
        { time: 4, kind: 'failed', vm: 0 },
        { time: 5, kind: 'remove', vm: 0, other: 1 },
        { time: 5, kind: 'reparent', vm: 2, other: 1, slot: 0 },
        { time: 5, kind: 'fetch', vm: 2, other: 1 },
        { time: 5, kind: 'reparent', vm: 3, other: 1, slot: 1 },
        { time: 5, kind: 'reparent', vm: 4, other: 3, slot: 0 },
        { time: 6, kind: 'rotate', vm: 1, other: 3 },
      ],
    }),
  );
  const texts = (list: EventList) => Array.from({ length: list.length }, (_, at) => list.at(at).text);

  it('words events, and joins re-parentings to one VM', () => {
    expect(texts(new EventList(playback, 'main', -1))).toEqual([
      'VM 100 joins below the registry',
      'VM 101 joins below VM 100',
      'VM 100 fails',
      'VM 100 leaves; VM 101 takes its place',
      'VM 102, 103 re-parented to VM 101',
      'VM 104 re-parented to VM 103',
      'Rotation at VM 101: VM 103 takes its place',
    ]);
  });

  it('can be limited to what is rare, or to a VM', () => {
    expect(texts(new EventList(playback, 'rare', -1))).toHaveLength(4);
    expect(texts(new EventList(playback, 'vm', 1))).toEqual([
      'VM 101 joins below VM 100',
      'VM 101 fetches from VM 100',
      'Rotation at VM 101: VM 103 takes its place',
    ]);
  });

  it('leads to the next and the previous time at which something happens', () => {
    const list = new EventList(playback, 'main', -1);
    expect(list.neighbour(2, 1)).toBe(4);
    expect(list.neighbour(5, 1)).toBe(6);
    expect(list.neighbour(6, 1)).toBeNull();
    expect(list.neighbour(5.5, -1)).toBe(5);
    expect(list.neighbour(5, -1)).toBe(4);
    expect(list.neighbour(1, -1)).toBeNull();
    expect(list.happened(5)).toBe(6);
  });

  it('of a thousand VMs that join one after another has as many entries', () => {
    expect(new EventList(new Playback(growingTree(1000)), 'main', -1).length).toBe(1000);
  });

  it('of a thousand VMs that join at once has one', () => {
    const list = new EventList(new Playback(growingTree(1000, 0)), 'main', -1);
    expect(list.length).toBe(1);
    expect(list.at(0).text).toBe('1,000 VMs join');
  });
});

describe('the starts on a VM', () => {
  const starts = [
    { row: 1, arrival: 10, started: 12 },
    { row: 2, arrival: 50, started: 58 },
  ];

  it('are looked at when they are under way, or were last', () => {
    expect(startAt(starts, 5)?.row).toBe(1);
    expect(startAt(starts, 11)?.row).toBe(1);
    expect(startAt(starts, 51)?.row).toBe(2);
    expect(startAt(starts, 99)?.row).toBe(2);
    expect(startAt([], 5)).toBeUndefined();
  });

  it('are found by VM, and the slowest among all', () => {
    const timeline = {
      ...growingTree(3),
      starts: {
        row: Uint32Array.of(7, 1, 2),
        vm: Int32Array.of(0, 2, 2),
        arrival: Float64Array.of(0, 10, 50),
        started: Float64Array.of(1, 12, 58),
      },
    };
    const watching = { timeline } as Watching;
    expect(startsOn(watching, 2)).toEqual(starts);
    expect(startsOn(watching, 1)).toEqual([]);
    expect(slowestStart(watching)).toEqual({ vm: 2, start: starts[1] });
  });
});

describe('the bar of a VM', () => {
  const [image, inspect] = ['image load', 'inspect'];
  const made = madeTimeline({
    vms: [
      {
        states: [
          [0, 'absent'],
          [1, 'waiting'],
          [4, 'fetching'],
          [8, 'ready'],
        ],
      },
    ],
    to: 100,
  });
  const timeline = {
    ...made,
    stages: {
      first: Uint32Array.of(0, 2),
      stage: Uint8Array.of(0, 1),
      from: Float64Array.of(1, 2.5),
      to: Float64Array.of(2, 3),
      names: [image, inspect],
    },
  };
  const playback = new Playback(timeline);

  it('has its stages before the first block apart, and ends soon after it is ready', () => {
    playback.goTo(5);
    expect(stretchesOf({ timeline, playback }, 0).map(({ name, from, to }) => [name, from, to])).toEqual([
      [image, 1, 2],
      ['waiting', 2, 2.5],
      [inspect, 2.5, 3],
      ['waiting', 3, 4],
      ['fetching', 4, 8],
      ['ready', 8, 8.7],
    ]);
  });

  it('names the stage of the moment', () => {
    playback.goTo(2.7);
    expect(stageNow({ timeline, playback }, 0)).toBe(inspect);
    playback.goTo(5);
    expect(stageNow({ timeline, playback }, 0)).toBeNull();
  });
});

it('small steps of a critical path that follow each other are joined, and take as long together', () => {
  const step = (cause: DelayCause, seconds: number, from: number) => ({
    cause,
    vm: 1,
    text: `${cause} ${from}`,
    seconds,
    from,
    to: from + seconds,
  });
  const steps = [
    step('preparation', 0.1, 0),
    step('preparation', 1, 0.1),
    step('hop', 0.1, 1.1),
    step('hop', 0.1, 1.2),
    step('start', 4, 1.3),
  ];
  const shown = joinedSteps(steps, 5.3);
  expect(shown.map(({ text }) => text)).toEqual([
    'preparation 0',
    'preparation 0.1',
    '2 hops from VM to VM',
    'start 1.3',
  ]);
  expect(shown[2]).toMatchObject({ from: 1.1, to: 1.3 });
  expect(shown.reduce((sum, { seconds }) => sum + seconds, 0)).toBeCloseTo(5.3);
});

describe('the camera', () => {
  const camera = () => {
    const made = new Camera(0.5, () => 64);
    made.resize({ width: 1000, height: 600 });
    return made;
  };

  it('keeps what is under the pointer when it zooms', () => {
    const one = camera();
    one.zoomAt(4, 400, 300);
    one.settle();
    expect(one.zoom).toBe(4);
    expect(one.zoomY).toBe(2);
    expect(400 * one.zoom + one.x).toBeCloseTo(400);
    expect(300 * one.zoomY + one.y).toBeCloseTo(300);
  });

  it('keeps to its limits', () => {
    const one = camera();
    one.zoomAt(1000, 0, 0);
    one.panBy(500, 500);
    one.settle();
    expect([one.zoom, one.x, one.y]).toEqual([64, 0, 0]);
    one.zoomBy(1e-9);
    one.settle();
    expect([one.zoom, one.x, one.y]).toEqual([1, 0, 0]);
  });

  it('moves to where it is sent, and then stands still', () => {
    const one = camera();
    one.center(900, 500, 4);
    expect(one.shows(900, 500, 10)).toBe(true);
    expect(one.step(16)).toBe(true);
    expect(one.zoom).toBeGreaterThan(1);
    for (let frame = 0; frame < 100; frame++) one.step(16);
    expect(one.step(16)).toBe(false);
    expect(one.zoom).toBe(4);
  });
});

it('the clock is as exact as the run is long', () => {
  expect(clockText(3.4211, 7.85)).toBe('3.42 s');
  expect(clockText(727.36, 3000)).toBe('12:07.3');
  expect(clockText(3600 * 26 + 5.96, 200_000)).toBe('1 d 02:00:05.9');
});

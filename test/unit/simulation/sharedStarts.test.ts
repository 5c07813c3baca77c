import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ImageState, resolveParameters, SYSTEMS, simulate, type Workload } from '../../../src/simulation';
import { StartSpeeds, startSpeed } from '../../../src/simulation/cluster/startSpeed';
import { EventKind, Events, idOf, kindOf } from '../../../src/simulation/events';
import { StartWork } from '../../../src/simulation/startWork';
import { runs } from '../../depth';
import { endsOf, type StartingVm, type StartOnVm, speedByMeanValues } from '../../oracle/sharedStarts';

const between = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** When each start on one VM has done its work. `starts` are by the time at which they begin. */
function simulated(starts: readonly StartOnVm[], { servers, creationSeconds, waitShare }: StartingVm): number[] {
  const parameters = resolveParameters({ vms: 1, vcpus: servers, startCreationSeconds: creationSeconds });
  const events = new Events((event) => (kindOf(event) === EventKind.startWork ? idOf(event) : -1));
  const work = new StartWork(new Float64Array(starts.length).fill(Number.NaN), parameters, waitShare, events);
  const ends: number[] = starts.map(() => Number.NaN);
  let begun = 0;
  for (;;) {
    const from = starts[begun]?.from ?? Number.POSITIVE_INFINITY;
    const now = Math.min(from, events.nextTime);
    if (now === Number.POSITIVE_INFINITY) return ends;
    if (events.nextTime === now) {
      const event = events.pop();
      if (kindOf(event) === EventKind.shareDue) work.shareDue(idOf(event), now);
      else if (work.isDone(idOf(event), now)) ends[idOf(event)] = now;
    } else {
      work.begin(begun, 0, starts[begun++].seconds, now);
    }
    const { starts: sharing, speed } = work.sharing(0);
    expect(sharing * speed * (1 - waitShare)).toBeLessThanOrEqual(servers * (1 + 1e-9));
  }
}

const starts = (...list: [from: number, seconds: number][]) => list.map(([from, seconds]) => ({ from, seconds }));
const vm = (servers: number, creationSeconds = 0, waitShare = 0) => ({ servers, creationSeconds, waitShare });

describe('starts on one VM, computed by hand', () => {
  it.each<[string, StartOnVm[], StartingVm, number[]]>([
    ['one start takes its work', starts([2, 3]), vm(1), [5]],
    ['one start is created first, within its work', starts([2, 3]), vm(1, 0.5), [5]],
    ['a start that is all creation', starts([0, 0.3], [0, 0.3]), vm(2, 0.5), [0.3, 0.6]],
    // The first has 3 s left when the second comes; that one ends at 5 s, when the first has 1 s left.
    ['two starts on one vCPU', starts([0, 4], [1, 2]), vm(1), [6, 5]],
    ['two starts on two vCPUs', starts([0, 4], [1, 2]), vm(2), [4, 3]],
    // At 1 s the first two have 3 s left. All get on at 2/3 until the third ends at 4 s.
    ['three starts on two vCPUs', starts([0, 4], [0, 4], [1, 2]), vm(2), [5, 5, 4]],
    // Created at 0.5, 1 and 1.5 s. The first has 1.5 s left at 1 s, 1.25 s at 1.5 s.
    [
      'three starts that are created in turn, on one vCPU',
      starts([0, 2.5], [0, 2.5], [0, 2.5]),
      vm(1, 0.5),
      [5.25, 6.25, 6.5],
    ],
    ['two starts that are created in turn, on two vCPUs', starts([0, 2.5], [0.2, 2.5]), vm(2, 0.5), [2.5, 3]],
    // The first computes alone while the second is created, from 1 to 2 s.
    ['a start that works while another is created', starts([0, 4], [1, 2]), vm(1, 1), [5, 4]],
    // Half of the time is waiting. With 0, 1, 2 computing in the ratio 1 : 2 : 2, the vCPU is idle a fifth of the time.
    ['two starts that wait half of their time, on one vCPU', starts([0, 4], [0, 4]), vm(1, 0, 0.5), [5, 5]],
    // 0, 1, 2, 3 compute in the ratio 2 : 6 : 6 : 3; each gets on at 16/17.
    [
      'three starts that wait half of their time, on two vCPUs',
      starts([0, 16], [0, 16], [0, 16]),
      vm(2, 0, 0.5),
      [17, 17, 17],
    ],
    ['starts that only wait', starts([0, 4], [0, 4], [0, 4]), vm(1, 0, 1), [4, 4, 4]],
    ['one start on half a vCPU', starts([0, 4]), vm(0.5), [8]],
  ])('%s', (_, list, on, ends) => {
    simulated(list, on).forEach((end, i) => {
      expect(end).toBeCloseTo(ends[i], 9);
    });
    endsOf(list, on).forEach((end, i) => {
      expect(end).toBeCloseTo(ends[i], 9);
    });
  });
});

const anyVm = fc.record({
  servers: fc.oneof(fc.constantFrom(0.5, 1, 2, 3), between(0.2, 5)),
  creationSeconds: fc.oneof(fc.constant(0), between(0, 1)),
  waitShare: fc.oneof(fc.constantFrom(0, 0.42, 1), between(0, 1)),
});

describe('starts on one VM', () => {
  it('end when a simulation says that looks at all of them after every change', () => {
    const list = fc.array(fc.record({ from: fc.oneof(fc.nat(3), between(0, 12)), seconds: between(0, 6) }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(list, anyVm, (unsorted, on) => {
        const sorted = [...unsorted].sort((a, b) => a.from - b.from);
        const exact = endsOf(sorted, on);
        simulated(sorted, on).forEach((end, i) => {
          expect(Math.abs(end - exact[i])).toBeLessThan(1e-6);
        });
      }),
      { numRuns: runs(500), seed: 20210720 },
    );
  });

  it('never end earlier than alone, and together need no more than their work one after another', () => {
    fc.assert(
      fc.property(fc.array(between(0.1, 6), { minLength: 1, maxLength: 12 }), anyVm, (seconds, on) => {
        const list = seconds.map((one) => ({ from: 0, seconds: one }));
        const ends = simulated(list, on);
        ends.forEach((end, i) => {
          expect(end).toBeGreaterThan(seconds[i] - 1e-9);
        });
        const slowest = Math.min(1, on.servers);
        const total = seconds.reduce((sum, one) => sum + one, 0);
        expect(Math.max(...ends)).toBeLessThan(total / slowest + 1e-9);
      }),
      { numRuns: runs(300), seed: 20210721 },
    );
  });
});

describe('the speed of starts', () => {
  it('is that of mean value analysis', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), anyVm, (number, { servers, waitShare }) => {
        const exact = speedByMeanValues(number, servers, waitShare);
        expect(Math.abs(startSpeed(number, servers, waitShare) - exact)).toBeLessThan(1e-6);
        const speed = new StartSpeeds(servers, waitShare).of(number);
        expect(speed).toBeCloseTo(exact, 6);
        expect(speed).toBeLessThanOrEqual(1);
      }),
      { numRuns: runs(500), seed: 20210722 },
    );
  });

  it.each([
    [2000, 2, 0.42],
    [100_000, 700, 0.99],
    [3000, 1024, 0.001],
  ])('is finite with %i starts: all vCPUs are busy', (number, servers, waitShare) => {
    const busy = startSpeed(number, servers, waitShare) * number * (1 - waitShare);
    expect(busy).toBeCloseTo(servers, 6);
    const speeds = new StartSpeeds(servers, waitShare);
    expect(speeds.of(number)).toBeCloseTo(startSpeed(number, servers, waitShare), 12);
    expect(speeds.of(2 * number)).toBeCloseTo(startSpeed(2 * number, servers, waitShare), 12);
  });
});

/** Cold starts of different functions at once on one VM, which holds their images. */
function crowd(functions: number, startFactor = 1): Workload {
  return {
    name: 'crowd',
    arrival: new Float64Array(functions),
    functionId: Uint32Array.from({ length: functions }, (_, i) => i),
    functions: Array.from({ length: functions }, (_, i) => ({
      name: `f${i}`,
      runtime: '',
      imageMB: 110.7,
      memoryMB: 100,
      runSeconds: 2,
      startFactor,
    })),
    imageState: new Uint8Array(functions).fill(ImageState.found),
    recorded: null,
    assumptions: [],
  };
}

const ONE_VM = { vms: 1, stepSeconds: 0, startStepSeconds: 0 };

describe('a VM that fails while starts share it', () => {
  it.each(SYSTEMS.map(({ name }) => name))('starts all of them anew once it is replaced (%s)', async (system) => {
    const run = { workload: crowd(5), system, parameters: resolveParameters(ONE_VM), seed: 1 };
    const whole = await simulate(run);
    const failed = await simulate({ ...run, failures: [{ vm: 0, time: 1.5 }] });
    // The ping at 2 s notices it.
    failed.provisioning.forEach((seconds, i) => {
      expect(seconds).toBeCloseTo(2 + whole.provisioning[i], 9);
    });
    expect(failed.totals.failedVms).toBe(1);
  });
});

describe('starts of a whole-image system on one VM', () => {
  it('are created in turn and share the vCPUs', async () => {
    const parameters = resolveParameters({ ...ONE_VM, startCreationSeconds: 0.3 });
    const { provisioning } = await simulate({ workload: crowd(4), system: 'baseline', parameters, seed: 1 });
    const exact = endsOf(new Array(4).fill({ from: 0, seconds: 2.3 }), vm(2, 0.3));
    provisioning.forEach((seconds, i) => {
      expect(seconds).toBeCloseTo(exact[i], 9);
    });
  });
});

describe('starts of a lazy system on one VM', () => {
  it('are slowed only while they compute', async () => {
    const parameters = resolveParameters({ ...ONE_VM, startCreationSeconds: 0.3, startWaitShare: 0.4 });
    const { provisioning } = await simulate({ workload: crowd(4), system: 'faasnet', parameters, seed: 1 });
    const [alone] = (await simulate({ workload: crowd(1), system: 'faasnet', parameters, seed: 1 })).provisioning;
    const exact = endsOf(new Array(4).fill({ from: 0, seconds: alone }), vm(2, 0.3, 0.4));
    provisioning.forEach((seconds, i) => {
      expect(seconds).toBeCloseTo(exact[i], 9);
    });
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  burstWorkload,
  type Run,
  resolveParameters,
  SYSTEMS,
  simulate,
  timelineOf,
  watchFunction,
} from '../../../src/simulation';
import { Simulation } from '../../../src/simulation/simulation';
import { FunctionWatch } from '../../../src/simulation/watch/functionWatch';
import { runs } from '../../depth';
import { megabytes, peakRate } from './observed';
import { anyRun } from './randomRuns';
import { flowsOf, rebuilt, shareAt, stateAt, timelinesOf } from './timelines';

/** Relative. */
const ROUNDING = 1e-6;
/** Relative: rates of reads are means over parts in which they differ by so much. */
const MEANS = 0.06;

const systemOf = ({ system }: Run) => SYSTEMS.find(({ name }) => name === system)!;

/** Runs until a share of the events of the run have happened. */
function stoppedAt(run: Run, share: number, events: number): Simulation {
  const simulation = new Simulation(run, systemOf(run), resolveParameters(run.parameters));
  while (simulation.events < share * events && !simulation.advance(1));
  return simulation;
}

describe('the timeline of a run', () => {
  const anywhere = { run: anyRun({ failures: true }), share: fc.double({ min: 0, max: 1, noNaN: true }) };

  it('rebuilds the function trees as the FT manager has them at any moment', async () => {
    await fc.assert(
      fc.asyncProperty(anyRun({ failures: true }), anywhere.share, async (any, share) => {
        const run = { ...any, system: 'faasnet' };
        const { events } = await simulate(run);
        const simulation = stoppedAt(run, share, events);
        // Whatever else happens at this moment.
        const { now } = simulation.clock;
        for (let next = now; next === now; next = simulation.clock.now) {
          if (simulation.advance(1)) break;
        }
        if (simulation.clock.now === now) return;
        const before = new Simulation(run, systemOf(run), resolveParameters(run.parameters));
        while (before.events < simulation.events - 1) before.advance(1);
        const { replicas, trees } = before;
        for (const timeline of await timelinesOf(run)) {
          const places = rebuilt(timeline, now);
          const members = [...places.keys()].map((vm) => replicas.find(timeline.vms[vm], timeline.functionId));
          expect(members).not.toContain(-1);
          for (const [vm, { upstream, slot }] of places) {
            const replica = replicas.find(timeline.vms[vm], timeline.functionId);
            const above = trees.upstreamOf(replica);
            expect(upstream < 0 ? upstream : timeline.vms[upstream]).toBe(above < 0 ? above : replicas.vm[above]);
            expect(slot).toBe(trees.slotOf(replica));
          }
          let held = 0;
          for (let vm = 0; vm < run.parameters.vms; vm++) if (replicas.find(vm, timeline.functionId) >= 0) held++;
          expect(places.size).toBe(held);
        }
      }),
      { numRuns: runs(300), seed: 11 },
    );
  });

  it('has every VM that fetches from another below it, in every tree', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere.run, anywhere.share, async (any, share) => {
        const run = { ...any, system: share < 0.5 ? 'faasnet' : 'dadi-p2p' };
        for (const timeline of await timelinesOf(run)) {
          const { flows, events, vms } = timeline;
          const changes = new Set(events.time);
          for (let vm = 0; vm < vms.length; vm++) {
            for (let i = flows.first[vm]; i < flows.first[vm + 1]; i++) {
              const time = (flows.start[i] + flows.end[i]) / 2;
              if (!changes.has(time)) expect(rebuilt(timeline, time).get(vm)?.upstream).toBe(flows.from[i]);
            }
          }
        }
      }),
      { numRuns: runs(300), seed: 12 },
    );
  });

  it('has flows that bring exactly the bytes of the run, and exceed no NIC', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere.run, async (run) => {
        const { registryBytes, peerBytes, totals } = await simulate(run);
        const flows = (await timelinesOf(run)).flatMap(flowsOf);
        const fromRegistry = flows.filter(({ source }) => source === -1);
        const fromVms = flows.filter(({ source }) => source !== -1);
        // The registry may still send to the extra VM when the run has ended.
        const toPool = fromRegistry.filter(({ receiver }) => receiver >= 0);
        expect(megabytes(toPool)).toBeCloseTo((registryBytes - totals.seedBytes) / 1e6, 4);
        const seeded = megabytes(fromRegistry) - megabytes(toPool);
        expect(seeded).toBeLessThanOrEqual(totals.seedBytes / 1e6 + ROUNDING);
        if (seeded === 0) expect(totals.seedBytes).toBe(0);
        expect(megabytes(fromVms)).toBeCloseTo(peerBytes / 1e6, 4);
        // A bound lets no VM send more than it can on average, but says not when.
        if (run.system === 'optimal') return;
        const { vms, nicMBps } = run.parameters;
        for (let vm = 0; vm < vms; vm++) {
          const into = flows.filter(({ receiver }) => receiver === vm);
          const reads = into.some(({ source }) => source === -1);
          expect(peakRate(into)).toBeLessThanOrEqual(nicMBps * (1 + (reads ? MEANS : ROUNDING)));
          const out = flows.filter(({ source }) => source === vm);
          expect(peakRate(out)).toBeLessThanOrEqual(nicMBps * (1 + ROUNDING));
        }
        expect(peakRate(toPool)).toBeLessThanOrEqual(run.parameters.registryMBps * (1 + MEANS));
      }),
      { numRuns: runs(400), seed: 13 },
    );
  });

  it('names every start, when its VM is ready and has all its blocks', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere.run, async (run) => {
        const { provisioning, vm, warm, totals } = await simulate(run);
        const timelines = await timelinesOf(run);
        const rows: number[] = [];
        for (const timeline of timelines) {
          const { starts } = timeline;
          starts.row.forEach((row, i) => {
            expect(run.workload.functionId[row]).toBe(timeline.functionId);
            rows.push(row);
            // A container that runs hardly any time may leave its VM to another one at the same moment.
            if (run.workload.functions[timeline.functionId].runSeconds < 1e-3) return;
            expect(stateAt(timeline, starts.vm[i], starts.started[i])).toBe('ready');
            expect(shareAt(timeline, starts.vm[i], starts.started[i]) ?? 1).toBeCloseTo(1, 9);
            if (run.workload.requests && totals.failedVms > 0) return;
            expect(starts.arrival[i] + provisioning[row]).toBeCloseTo(starts.started[i], 9);
            expect(timeline.vms[starts.vm[i]]).toBe(vm[row]);
          });
        }
        if (totals.failedVms > 0) return;
        const cold = [...provisioning.keys()].filter((row) => warm?.[row] !== 1);
        expect(rows.sort((a, b) => a - b)).toEqual(cold);
      }),
      { numRuns: runs(300), seed: 14 },
    );
  });

  it('is recorded without a change of the run', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere.run, async (run) => {
        const parameters = resolveParameters(run.parameters);
        const system = systemOf(run);
        const window = { functionId: 0, from: 0, to: Number.POSITIVE_INFINITY };
        const watched = new Simulation(run, system, parameters, new FunctionWatch(window, system, parameters, 1e6));
        while (!watched.advance(1000));
        expect(watched.result()).toEqual(await simulate(run));
      }),
      { numRuns: runs(300), seed: 17 },
    );
  });

  it('rests exactly while no VM has anything on its way, and is busiest when most have', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere.run, anywhere.share, async (run, share) => {
        for (const timeline of await timelinesOf(run)) {
          const { vms, idle, states, busiest, to } = timeline;
          const count = (time: number, of: readonly string[]) =>
            [...vms.keys()].filter((vm) => of.includes(stateAt(timeline, vm, time))).length;
          const isIdle = (time: number) => idle.from.some((from, i) => time >= from && time < idle.to[i]);
          const moments = [share * to, ...states.time].filter((time) => time < to);
          let most = 0;
          for (const time of moments) {
            expect(isIdle(time)).toBe(count(time, ['waiting', 'fetching', 'starting', 'failed']) === 0);
            most = Math.max(most, count(time, ['fetching', 'starting']));
          }
          expect(busiest[0]?.vms ?? 0).toBe(most);
          for (const moment of busiest) expect(count(moment.time, ['fetching', 'starting'])).toBe(moment.vms);
        }
      }),
      { numRuns: runs(200), seed: 16 },
    );
  });

  it('is the same in parts', async () => {
    await fc.assert(
      fc.asyncProperty(anywhere.run, anywhere.share, async (run, share) => {
        const { simulatedSeconds } = await simulate(run);
        const middle = share * simulatedSeconds;
        const whole = await timelinesOf(run);
        const later = await timelinesOf(run, middle);
        const earlier = await timelinesOf(run, 0, middle);
        whole.forEach((timeline, f) => {
          const [first, second] = [earlier[f], later[f]];
          const kinds = (one: typeof timeline) =>
            [...one.events.time].map((time, i) => ({
              time,
              kind: one.events.kinds[one.events.kind[i]],
              vm: one.vms[one.events.vm[i]],
              other: one.vms[one.events.other[i]] ?? one.events.other[i],
            }));
          expect(kinds(first)).toEqual(kinds(timeline).filter(({ time }) => time <= middle));
          expect(kinds(second)).toEqual(kinds(timeline).filter(({ time }) => time >= middle));
          const [one, both] = [megabytes(flowsOf(timeline)), [...flowsOf(first), ...flowsOf(second)]];
          expect(megabytes(both)).toBeCloseTo(one, 6);
          second.vms.forEach((vm, i) => {
            const at = timeline.vms.indexOf(vm);
            const time = middle + 1e-9;
            expect(stateAt(second, i, time)).toBe(stateAt(timeline, at, time));
          });
        });
      }),
      { numRuns: runs(200), seed: 15 },
    );
  });
});

describe('the timeline of a burst', () => {
  const parameters = resolveParameters({ vms: 100 });
  const workload = burstWorkload({ containers: 60 }, parameters);
  const of = async (system: string) => (await timelinesOf({ workload, system, parameters, seed: 1 }))[0];

  it.each([
    ['faasnet', 'tree', -1],
    ['dadi-p2p', 'tree', -2],
    ['on-demand', 'star', -1],
    ['baseline', 'star', -1],
    ['kraken', 'mesh', -2],
    ['optimal', 'unordered', -1],
  ])('of %s is a %s', async (system, topology, top) => {
    const timeline = await of(system);
    expect(timeline).toMatchObject({ topology, top, from: 0 });
    expect(timeline.vms).toHaveLength(60);
    expect(timeline.starts.row).toHaveLength(60);
  });

  it('has the stages of each VM as the run has them of its start', async () => {
    const run = { workload, system: 'faasnet', parameters, seed: 1 };
    const [{ stages, starts }, result] = [await of('faasnet'), await simulate(run)];
    expect(stages.names).toEqual(['manifest', 'image load', 'inspect']);
    starts.row.forEach((row, i) => {
      const [from, end] = [stages.first[starts.vm[i]], stages.first[starts.vm[i] + 1]];
      expect([...stages.stage.subarray(from, end)]).toEqual([0, 1, 2]);
      for (let at = from; at < end; at++) {
        expect(stages.to[at] - stages.from[at]).toBeCloseTo(result.stages[1 + stages.stage[at]].seconds[row], 6);
      }
    });
  });

  it('of more than can be sent at once ends early, and goes on from there', async () => {
    const run = { workload, system: 'faasnet', parameters, seed: 1 };
    const { simulatedSeconds } = await simulate(run);
    const window = (from: number) => ({ functionId: 0, from, to: simulatedSeconds });
    const part = async (from: number) => {
      const recording = await watchFunction(run, window(from), undefined, 100);
      return timelineOf(recording, from, simulatedSeconds, simulatedSeconds);
    };
    const whole = await of('faasnet');
    let rows = 0;
    let parts = 0;
    for (let from = 0; from < simulatedSeconds; parts++) {
      const next = await part(from);
      expect(rebuilt(next, next.to)).toEqual(rebuilt(whole, next.to));
      expect(next.to).toBeGreaterThan(from);
      rows += [...next.starts.started].filter((time) => time > from).length;
      from = next.to;
    }
    expect(parts).toBeGreaterThan(1);
    expect(rows).toBe(60);
  });

  it('opens while blocks flow, and rests until the VMs are given up', async () => {
    const timeline = await of('faasnet');
    const [{ time, vms }] = timeline.busiest;
    expect(vms).toBeGreaterThan(50);
    const shares = [...timeline.vms.keys()].map((vm) => shareAt(timeline, vm, time) ?? 0);
    const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
    expect(mean).toBeGreaterThan(0.2);
    expect(mean).toBeLessThan(0.8);
    const last = Math.max(...timeline.starts.started);
    expect(timeline.idle.from[0]).toBe(last);
    expect(timeline.idle.to.at(-1)).toBe(timeline.to);
  });
});

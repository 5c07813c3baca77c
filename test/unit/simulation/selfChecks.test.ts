import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { burstWorkload, type Run, resolveParameters, SYSTEMS } from '../../../src/simulation';
import { Simulation } from '../../../src/simulation/simulation';
import { runs } from '../../depth';
import { anyRun } from './randomRuns';
import { BrokenRun, SelfChecks, simulateChecked } from './selfChecks';

describe('a run checked after every step', () => {
  it('never contradicts itself, even as VMs fail', () => {
    let failed = 0;
    const count = runs(2000);
    fc.assert(
      fc.property(anyRun({ failures: true }), (run) => {
        failed += simulateChecked(run).totals.failedVms;
      }),
      { numRuns: count, seed: 7, endOnFailure: true },
    );
    expect(failed).toBeGreaterThan(count / 2);
  }, 600_000);
});

describe('the checks', () => {
  const parameters = resolveParameters({ vms: 20 });
  const workload = burstWorkload({ containers: 10 }, parameters);

  /** A burst of FaaSNet while blocks flow. */
  function underWay(): { simulation: Simulation; checks: SelfChecks } {
    const run: Run = { workload, system: 'faasnet', parameters, seed: 1 };
    const simulation = new Simulation(run, SYSTEMS.find(({ name }) => name === 'faasnet')!, parameters);
    while (simulation.clock.now < 2.5) simulation.advance(1);
    return { simulation, checks: new SelfChecks(simulation, run) };
  }

  it('accept a burst', () => {
    expect(() => underWay().checks.look()).not.toThrow();
  });

  it.each<[string, (simulation: Simulation) => void]>([
    ['a VM that is in the pool twice', ({ pool }) => pool.returned.push(19, 19)],
    ['a VM in use that is in the pool', ({ pool }) => pool.returned.push(0)],
    ['a VM with negative free memory', ({ pool }) => pool.freeMB.fill(-1, 0, 1)],
    ['used memory without a replica', ({ pool }) => pool.freeMB.fill(0, 0, 1)],
    ['fewer active VMs than hold functions', ({ pool }) => pool.active--],
    ['a container without a start', ({ pool }) => pool.containersOn[0]++],
    ['a failed VM that goes on sending', ({ pool }) => pool.fail(0)],
    ['a flow faster than its cap', ({ network }) => network.links.rate.fill(1e6)],
  ])('find %s', (_, breakIt) => {
    const { simulation, checks } = underWay();
    breakIt(simulation);
    expect(() => checks.look()).toThrow(BrokenRun);
  });
});

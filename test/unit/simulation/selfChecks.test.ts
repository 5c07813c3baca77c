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

  /** Requests of which three are served and a container is idle. */
  function serving(): { simulation: Simulation; checks: SelfChecks } {
    const arrival = Float64Array.of(0, 0, 0, 0, 8, 8, 8);
    const requests = { ...workload, arrival, functionId: new Uint32Array(7), requests: true };
    const run: Run = { workload: requests, system: 'faasnet', parameters, seed: 1 };
    const simulation = new Simulation(run, SYSTEMS.find(({ name }) => name === 'faasnet')!, parameters);
    while (simulation.clock.now < 8 || containersOf(simulation).filter(({ rows }) => rows.length > 0).length < 3) {
      simulation.advance(1);
    }
    return { simulation, checks: new SelfChecks(simulation, run) };
  }

  const containersOf = ({ containers }: Simulation) => [...containers.serving!.requests.containers.values()];
  const busy = (simulation: Simulation) => containersOf(simulation).filter(({ rows }) => rows.length > 0);
  const idle = (simulation: Simulation) => containersOf(simulation).filter(({ rows }) => rows.length === 0);

  it('accept requests', () => {
    const { simulation, checks } = serving();
    expect(busy(simulation)).toHaveLength(3);
    expect(idle(simulation)).toHaveLength(1);
    expect(() => checks.look()).not.toThrow();
  });

  it.each<[string, (simulation: Simulation) => void]>([
    ['a container that serves two requests at once', (simulation) => busy(simulation)[0].rows.push(0)],
    [
      'a request that two containers serve',
      (simulation) => busy(simulation)[0].rows.splice(0, 1, busy(simulation)[1].rows[0]),
    ],
    [
      'a request on a failed VM',
      (simulation) => simulation.pool.fail(simulation.replicas.vm[busy(simulation)[0].replica]),
    ],
    [
      'an idle container on a failed VM',
      (simulation) => simulation.pool.fail(simulation.replicas.vm[idle(simulation)[0].replica]),
    ],
    [
      'a container that is idle and not listed as free',
      (simulation) => Object.assign(idle(simulation)[0], { listed: false }),
    ],
    [
      'a container that serves nothing and is not idle',
      (simulation) => Object.assign(idle(simulation)[0], { idleSince: Number.NaN }),
    ],
    ['a request that is answered twice', ({ containers }) => containers.progress.finished++],
  ])('of requests find %s', (_, breakIt) => {
    const { simulation, checks } = serving();
    breakIt(simulation);
    expect(() => checks.look()).toThrow(BrokenRun);
  });
});

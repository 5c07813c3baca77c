import { describe, expect, it } from 'vitest';
import {
  FunctionsOfRun,
  type RunResult,
  readyCurve,
  resolveParameters,
  simulate,
  vmFunctions,
  type Workload,
} from '../../../src/simulation';

const parameters = resolveParameters({ vms: 10 });
const functions = ['orders', 'Payments', 'unused'].map((name) => {
  return { name, runtime: 'python', imageMB: 195, memoryMB: 512, runSeconds: 2 };
});
/** Two bursts of `orders`, of which the second is larger, and one start of `Payments`. */
const workload: Workload = {
  name: 'two bursts',
  arrival: Float64Array.of(0, 0, 10, 2000, 2000, 2000.5),
  functionId: Uint32Array.of(0, 0, 1, 0, 0, 0),
  functions,
  recorded: null,
  assumptions: [],
};

const result = await simulate({ workload, system: 'faasnet', parameters, seed: 1 });
const startedAt = (row: number, { provisioning }: RunResult = result) => workload.arrival[row] + provisioning[row];

describe('the functions of a run', () => {
  const list = new FunctionsOfRun(workload, result);

  it('are those with a start, most starts first', () => {
    const { total, functions: found } = list.matching('', 10);
    expect(total).toBe(2);
    expect(found.map(({ name, starts }) => [name, starts])).toEqual([
      ['orders', 5],
      ['Payments', 1],
    ]);
  });

  it('are found by a part of their name in any case, as many as asked for', () => {
    expect(list.matching('PAY', 10).functions.map(({ functionId }) => functionId)).toEqual([1]);
    expect(list.matching('', 1)).toMatchObject({ total: 2, functions: [{ name: 'orders' }] });
  });

  it('say when they start, and which stretch is the busiest', () => {
    const [orders] = list.matching('orders', 1).functions;
    const ends = [3, 4, 5].map((row) => startedAt(row));
    expect(orders).toMatchObject({ from: 0, to: Math.max(...ends) });
    expect(orders.busiest).toEqual({ from: 1999.5, to: Math.max(...ends) + 0.5, starts: 3 });
  });
});

describe('the curve of VMs ready', () => {
  it('rises with each start, on the clock of the run', () => {
    const { x, y, decimated } = readyCurve(workload, result, 0, 100);
    const ends = [0, 1, 3, 4, 5].map((row) => startedAt(row)).sort((a, b) => a - b);
    expect([...x]).toEqual(ends);
    expect([...y]).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
    expect(decimated).toBe(false);
  });

  it('has no more points than can be drawn, and none for a function that the run lacks', () => {
    expect(readyCurve(workload, result, 0, 2).x).toHaveLength(2);
    expect(readyCurve(workload, result, -1, 100).x).toHaveLength(0);
  });
});

describe('what started on a VM', () => {
  it('is counted by function', () => {
    const all = Array.from({ length: 10 }, (_, vm) => vmFunctions(workload, result, vm, 10)).flatMap(
      ({ functions: some }) => some,
    );
    const starts = (id: number) =>
      all.filter(({ functionId }) => functionId === id).reduce((sum, one) => sum + one.starts, 0);
    expect([starts(0), starts(1), starts(2)]).toEqual([5, 1, 0]);
    const [{ from, to }] = vmFunctions(workload, result, result.vm[2], 10).functions.filter(
      ({ functionId }) => functionId === 1,
    );
    expect([from, to]).toEqual([10, startedAt(2)]);
  });
});

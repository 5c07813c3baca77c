import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARAMETERS } from '../../../src/simulation';
import {
  AXIS_KINDS,
  contentOf,
  parseSweep,
  planned,
  type Sweep,
  sweepText,
  unitAt,
  unitCount,
  unitsOfShard,
} from '../../../src/sweep';
import { runs } from '../../depth';

const BURST = { kind: 'burst', containers: 10, functions: 1, imageMB: null, memoryMB: null };

function fileText(rest: object): string {
  return JSON.stringify({ format: 'faasnet-sweep', version: 1, workload: BURST, ...rest });
}

function sweep(axes: unknown, rest: object = {}): Sweep {
  return parseSweep(fileText({ axes, ...rest }), 'x.ftsweep.json');
}

const valuesOf = (axis: object) => sweep([{ name: 'imageMB', ...axis }]).axes[0].values;

describe('an axis', () => {
  it('is a list or a range', () => {
    expect(valuesOf({ values: [5, 1, 3, 5] })).toEqual([5, 1, 3]);
    expect(valuesOf({ from: 0.1, to: 0.5, step: 0.1 })).toEqual([0.1, 0.2, 0.3, 0.4, 0.5]);
    expect(valuesOf({ from: 1, to: 10, step: 4 })).toEqual([1, 5, 9]);
    expect(valuesOf({ from: 10, to: 20, count: 3 })).toEqual([10, 15, 20]);
    expect(valuesOf({ from: 1, to: 1000, count: 4, scale: 'log' })).toEqual([1, 10, 100, 1000]);
    expect(valuesOf({ values: { from: 7, to: 7, count: 1 } })).toEqual([7]);
  });

  it('has whole numbers where the quantity is whole, each once', () => {
    expect(sweep([{ name: 'containers', from: 1, to: 8, count: 8, scale: 'log' }]).axes[0].values).toEqual([
      1, 2, 3, 4, 6, 8,
    ]);
  });

  it.each([
    [[{ name: 'imageMb', values: [1] }], 'There is no axis "imageMb".', 'The nearest name is "imageMB".'],
    [[{ name: 'imageMB', values: ['1'] }], 'The axis imageMB has the value "1"; expected', ''],
    [[{ name: 'imageMB', values: [] }], 'has 0 values; expected 1 to 100000', ''],
    [
      [
        { name: 'imageMB', values: [1] },
        { name: 'imageMB', values: [2] },
      ],
      'the axis imageMB is there twice',
      '',
    ],
    [[{ name: 'leadInSeconds', values: [1] }], 'no effect on a workload of the kind "burst"', ''],
    [[{ name: 'system', values: ['faas'] }], 'The axis system has the value "faas"; expected faasnet, ', ''],
    [[{ name: 'imageMB', from: 0, to: 9, count: 3, scale: 'log' }], 'expected numbers above 0', ''],
    [[{ name: 'imageMB', from: 1, to: 9, step: 0 }], 'in steps of 0', ''],
    [[{ name: 'imageMB', from: 1, to: 9 }], 'expected a list, or an object with from, to and step', ''],
    [[{ name: 'set', values: ['nicMBp=1'] }], 'There is no parameter "nicMBp".', 'The nearest name is "nicMBps".'],
    [[{ name: 'set', values: ['nicMBps 1'] }], 'The axis set has the value "nicMBps 1"; expected texts such as', ''],
    [
      [{ name: 'set', values: ['nicMBps=1 nicMBps=2'] }],
      'The axis set has the value "nicMBps=1 nicMBps=2", with nicMBps',
      '',
    ],
    [[{ name: 'containers', values: [null] }], 'The axis containers has the value null; expected', ''],
    [{}, 'axes is an object; expected a list', ''],
  ])('that is wrong is named: %j', (axes, message, advice) => {
    const refused = () => sweep(axes);
    expect(refused).toThrow(message);
    if (advice) expect(refused).toThrow(expect.objectContaining({ advice }));
  });

  it('sets several parameters together, or none', () => {
    const all = sweep([{ name: 'set', values: [null, 'nicMBps=1,000 vms=7'] }], { workload: { ...BURST, imageMB: 9 } });
    expect([0, 1].map((unit) => unitAt(all, unit).run.parameters)).toMatchObject([
      { vms: 1000 },
      { vms: 7, nicMBps: 1000 },
    ]);
    expect(unitAt(all, 1).values).toEqual({ set: 'nicMBps=1,000 vms=7', system: 'faasnet' });
  });

  it('exists for every parameter', () => {
    const names = AXIS_KINDS.map(({ name }) => name);
    for (const { name } of PARAMETERS) expect(names).toContain(name);
  });
});

describe('a sweep file', () => {
  it('is written as people write it, and read again as it was', () => {
    const failures = [{ vm: 1, time: 2 }];
    const run = sweep([], { parameters: { vms: 7 }, failures, seeds: 3, systems: ['kraken'] }).base;
    const axes = [{ name: 'imageMB', from: 1, to: 9, step: 4 }];
    const text = sweepText(run, axes);
    expect(text.split('\n').slice(3, 6)).toEqual([
      '  "workload": { "kind": "burst", "containers": 10, "functions": 1, "imageMB": null, "memoryMB": null },',
      '  "systems": ["kraken"],',
      '  "parameters": { "vms": 7 },',
    ]);
    expect(text.endsWith('  "axes": [\n    { "name": "imageMB", "from": 1, "to": 9, "step": 4 }\n  ]\n}\n')).toBe(true);
    const again = parseSweep(text);
    expect(again.base).toEqual(run);
    expect(again.axes[0].values).toEqual([1, 5, 9]);
    expect(parseSweep(sweepText(run, [])).base).toEqual(run);
  });

  it('is as docs/sweeps.md shows it', () => {
    const [, example] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/sweeps.md', 'utf8'))!;
    expect(unitCount(parseSweep(example))).toBe(144);
  });

  it('may leave out what has a default', () => {
    const { workload } = parseSweep(fileText({ workload: { kind: 'burst', containers: 10 } })).base;
    expect(workload).toEqual(BURST);
  });

  it('leaves out what has a default', () => {
    const { base, axes, replicas } = sweep([]);
    expect([base.seed, replicas, axes]).toEqual([1, 1, [{ name: 'system', values: ['faasnet'] }]]);
    expect(Object.keys(base.parameters)).toHaveLength(PARAMETERS.length);
  });

  it.each([
    ['{', 'is not JSON'],
    ['[]', 'holds an empty list; expected an object'],
    [JSON.stringify({ format: 'faasnet-run' }), 'its format is "faasnet-run", not "faasnet-sweep"'],
    [fileText({ version: 2 }), 'version is 2; expected 1'],
    [fileText({ workload: { kind: 'burst' } }), 'In x.ftsweep.json, workload.containers is missing'],
    [fileText({ parameters: { vms: -1 } }), 'vms is -1'],
    [fileText({ axes: [{ name: 'seed', values: [1] }] }), 'There is no axis "seed"'],
    [
      fileText({
        axes: [
          { name: 'set', values: [null, 'vms=5 nicMBps=9'] },
          { name: 'nicMBps', values: [1] },
        ],
      }),
      'The axis set changes nicMBps, which has an axis of its own.',
    ],
    [fileText({ axes: [{ name: 'scaleOut', values: [0, 1] }] }), 'The axis scaleOut has no effect on a workload of'],
    [fileText({ axes: [{ name: 'kraken.turnSeconds', values: [1] }] }), 'kraken.turnSeconds has no effect on faasnet.'],
    [fileText({ workload: { kind: 'burst' } }), 'workload.containers is missing'],
    [fileText({ failures: [{ vm: 1, time: 1, tme: 3 }] }), 'failures.tme is no entry'],
    [fileText({ axes: [{ name: 'vms', values: [1], step: 2 }] }), 'expected a list, or an object with from'],
  ])('that is wrong is refused with what was found: %s', (text, message) => {
    expect(() => parseSweep(text, 'x.ftsweep.json')).toThrow(message);
  });

  it.each([
    [{ sistems: [] }, 'In x.ftsweep.json, sistems is no entry of a sweep file.', 'The nearest name is "systems".'],
    [{ anything: 3 }, 'anything is no entry', 'Its entries are $schema, format, version, workload,'],
    [{ workload: { ...BURST, imageMb: 3 } }, 'workload.imageMb is no entry', 'The nearest name is "imageMB".'],
    [{ workload: { ...BURST, csv: '' } }, 'workload.csv is no entry', 'Its entries are kind, containers,'],
    [{ trace: { name: 'a.csv', sha: '' } }, 'trace.sha is no entry', 'Its entries are name, sha256.'],
  ])('with an entry that nothing would read is refused: %j', (entries, message, advice) => {
    expect(() => parseSweep(fileText(entries), 'x.ftsweep.json')).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message),
        advice: expect.stringContaining(advice),
      }),
    );
  });

  it('has at most a million units', () => {
    const axes = ['imageMB', 'memoryMB', 'vms'].map((name) => ({ name, from: 1, to: 101, step: 1 }));
    expect(() => sweep(axes)).toThrow('The sweep has 1030301 units; at most 1000000 are possible.');
  });

  it('never throws anything but an error with advice, whatever it holds', () => {
    const json = fc.json().map((text) => JSON.parse(text) as unknown);
    fc.assert(
      fc.property(json, json, (axes, workload) => {
        try {
          sweep(axes, { workload });
        } catch (error) {
          expect(error).toMatchObject({ advice: expect.any(String) });
        }
      }),
      { numRuns: runs(500) },
    );
  });
});

const AXES = [
  { name: 'containers', values: [1, 20, 300] },
  { name: 'system', values: ['kraken', 'faasnet'] },
  { name: 'imageMB', values: [5, 6, 7, 8] },
];

describe('units', () => {
  it('are all combinations, each once, in the order of a counter', () => {
    const all = sweep(AXES, { seeds: 2, seed: 9 });
    expect(unitCount(all)).toBe(48);
    const seen = Array.from({ length: 48 }, (_, number) => unitAt(all, number));
    expect(new Set(seen.map((unit) => JSON.stringify([unit.values, unit.replica]))).size).toBe(48);
    expect(seen[0].values).toEqual({ containers: 1, system: 'kraken', imageMB: 5 });
    expect(seen[1]).toMatchObject({ values: seen[0].values, replica: 1 });
    expect(seen[47].values).toEqual({ containers: 300, system: 'faasnet', imageMB: 8 });
    for (const { run, replica, values } of seen) {
      expect([run.seed, run.seeds, run.systems]).toEqual([9 + replica, 1, [values.system]]);
      expect(run.parameters.imageMB).toBe(values.imageMB);
      expect(run.workload).toMatchObject({ containers: values.containers });
    }
  });

  it('change a size that the workload gives, not the parameter behind it', () => {
    const given = sweep([{ name: 'imageMB', values: [5] }], { workload: { ...BURST, imageMB: 100 } });
    expect(unitAt(given, 0).run.workload).toMatchObject({ imageMB: 5 });
  });

  it('belong to exactly one shard each', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 9 }), (units, shards) => {
        const parts = Array.from({ length: shards }, (_, shard) => unitsOfShard(units, shard, shards)).flat();
        expect(parts.sort((a, b) => a - b)).toEqual(Array.from({ length: units }, (_, number) => number));
      }),
    );
  });

  it('have the same content exactly if nothing that matters differs', () => {
    const text = (rest: object, model = '1') => contentOf(unitAt(sweep(AXES, rest), 5), model);
    expect(text({})).toBe(text({ parameters: { vms: PARAMETERS.find(({ name }) => name === 'vms')?.defaultValue } }));
    const others = [
      text({ seed: 2 }),
      text({ parameters: { vms: 7 } }),
      text({ failures: [{ vm: 1, time: 2 }] }),
      text({}, '2'),
    ];
    expect(new Set([text({}), ...others]).size).toBe(5);
    const hash = (content: string) => content;
    expect(planned(sweep(AXES), '1', null, hash).keys[5]).toBe(text({}));
  });
});

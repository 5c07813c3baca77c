import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import { kubernetesJob, parseSweep, quoted, slurmScript, sweepSchema, taskCount } from '../../../src/sweep';

describe('a batch script of Slurm', () => {
  const array = {
    tasks: 8,
    cpusPerTask: 2,
    command: ['node', "it's here/cli.js", 'sweep'],
    logFolder: '/a b',
    options: [],
  };

  it('starts the program once for each task, whatever its path', () => {
    const lines = slurmScript({ ...array, options: ['--partition=short', '--comment=a\nrm -rf'] }).split('\n');
    expect(lines.slice(0, 3)).toEqual(['#!/bin/sh', '#SBATCH --job-name=faasnet-sweep', '#SBATCH --array=0-7']);
    expect(lines).toContain('#SBATCH --output="/a b/%A_%a.log"');
    expect(lines).toContain('#SBATCH --partition=short');
    expect(lines).toContain('#SBATCH --comment=a rm -rf');
    expect(lines.at(-2)).toBe("exec node 'it'\\''s here/cli.js' sweep");
  });

  it('quotes every word that a shell would change', () => {
    expect(['a.b/c-d=1', '', '$x', 'a b', '*'].map(quoted)).toEqual(['a.b/c-d=1', "''", "'$x'", "'a b'", "'*'"]);
  });

  it('has so many tasks that each takes some minutes', () => {
    expect([taskCount(1000, 10, 2), taskCount(1000, 3600, 2), taskCount(3, 3600, 1), taskCount(1e6, 1e9, 1)]).toEqual([
      1, 10, 3, 1000,
    ]);
  });
});

describe('a job of Kubernetes', () => {
  it('gives each index its part, and starts again only what is worth it', () => {
    const options = { name: 'x', tasks: 5, parallelism: 2, image: 'i', claim: 'c', manifest: 'x.ftplan.json', cpus: 4 };
    const { spec } = JSON.parse(kubernetesJob(options));
    expect(spec).toMatchObject({ completionMode: 'Indexed', completions: 5, parallelism: 2, backoffLimitPerIndex: 3 });
    expect(spec.podFailurePolicy.rules[0]).toMatchObject({ action: 'FailIndex', onExitCodes: { values: [2, 4] } });
    expect(spec.template.spec.restartPolicy).toBe('Never');
    expect(spec.template.spec.containers[0].args).toEqual(['sweep', 'run', '/sweep/x.ftplan.json', '--shards', '5']);
  });
});

describe('the schema of sweep files', () => {
  const { $schema: _, ...schema } = sweepSchema();
  const validate = new Ajv({ strict: false }).compile(JSON.parse(JSON.stringify(schema)));
  const example = () => JSON.parse(readFileSync('sweeps/crossover.ftsweep.json', 'utf8'));

  it('is the one that ships', () => {
    expect(JSON.parse(readFileSync('schemas/ftsweep.schema.json', 'utf8'))).toEqual(
      JSON.parse(JSON.stringify(sweepSchema())),
    );
  });

  it('accepts what the program accepts', () => {
    expect(validate(example())).toBe(true);
    parseSweep(JSON.stringify(example()));
  });

  it.each([
    { ...example(), axes: [{ name: 'no-such', values: [1] }] },
    { ...example(), axes: [{ name: 'imageMB', values: ['1'] }] },
    { ...example(), parameters: { vms: 0.5 } },
    { ...example(), systems: [] },
    { ...example(), workload: { kind: 'burst' } },
  ])('refuses what the program refuses', (wrong) => {
    expect(validate(wrong)).toBe(false);
    expect(() => parseSweep(JSON.stringify(wrong))).toThrow();
  });
});

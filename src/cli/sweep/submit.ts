import { availableParallelism } from 'node:os';
import path from 'node:path';
import { kubernetesJob, type Manifest, slurmScript, taskCount } from '../../sweep';
import { counted } from '../../text';
import { type Arguments, defineCommand, type OptionSpecs, somePositionals } from '../command';
import { UsageError } from '../errors';
import { openTrace } from '../openTrace';
import type { Terminal } from '../terminal';
import { TRACE_OPTIONS, traceSettings } from '../traceOptions';
import { estimate } from './estimate';
import { RESULTS_OPTION, readManifest, resultsFolder } from './files';
import { followed, submitted } from './slurm';
import { traceOf } from './workloads';

const OPTIONS = {
  slurm: { help: 'submit an array job to Slurm, follow it, and merge at the end' },
  kubernetes: { help: 'an Indexed Job of Kubernetes; only with --print' },
  print: { help: 'print the job instead of submitting it' },
  tasks: { value: 'N', help: 'tasks of the array (default: so many that each takes about three minutes)' },
  cpus: { value: 'N', help: 'cores of each task (default: those of this machine)' },
  option: {
    value: 'OPTION',
    multiple: true,
    help: 'further option of sbatch, such as --option=--partition=short; may be repeated',
  },
  'no-follow': { help: 'return once the job is submitted' },
  image: {
    value: 'IMAGE',
    help: 'container image of the command line, made with the Dockerfile (default faasnet-trace-lab)',
  },
  claim: { value: 'NAME', help: 'claim of the volume that holds the manifest (default faasnet-sweep)' },
  ...RESULTS_OPTION,
  ...TRACE_OPTIONS,
} as const satisfies OptionSpecs;

type Given = Arguments<typeof OPTIONS>;

const COUNT = { min: 1, max: 100_000, integer: true, unit: '', defaultValue: 1 } as const;

export const sweepSubmit = defineCommand({
  name: 'sweep submit',
  summary: 'Runs a sweep as an array of tasks, on Slurm or on Kubernetes.',
  usage: [
    'MANIFEST [TRACE…] --slurm [--tasks N] [--cpus N] [--option OPTION]… [--print] [--no-follow] [--results FOLDER]',
    'MANIFEST --kubernetes --print --tasks N [--cpus N] [--image IMAGE] [--claim NAME]',
  ],
  notes: [
    '',
    'On Slurm the manifest, the trace and this program must be at the same paths on all nodes. A second start completes what is missing.',
    'On Kubernetes: kubectl apply -f - takes what is printed. The manifest, and the trace beside it, are at the top of the volume.',
  ],
  options: OPTIONS,
  async run(given, terminal) {
    const [file, ...traces] = somePositionals(given, { name: 'sweep submit' }, 'A manifest');
    if (given.flag('slurm') === given.flag('kubernetes')) {
      throw new UsageError('One of --slurm and --kubernetes is needed.', 'See: faasnet sweep submit --help');
    }
    const manifest = await readManifest(file, terminal);
    const cpus = given.limited('cpus', COUNT) ?? availableParallelism();
    const tasks = given.limited('tasks', COUNT) ?? (await usualTasks(given, file, traces, manifest, cpus, terminal));
    if (given.flag('kubernetes')) return printKubernetes(given, file, tasks, cpus, terminal);
    const results = path.resolve(resultsFolder(file, given.text('results')));
    const script = slurmScript({
      tasks,
      cpusPerTask: cpus,
      command: [
        process.execPath,
        process.argv[1],
        'sweep',
        'run',
        path.resolve(file),
        ...traces.map((trace) => path.resolve(trace)),
        '--results',
        results,
      ],
      logFolder: results,
      options: given.texts('option'),
    });
    if (given.flag('print')) return terminal.printPieces([script]);
    const job = await submitted(script, results);
    await terminal.printLines([
      `job ${job}: ${counted(tasks, 'task')} for ${counted(manifest.keys.length, 'unit')}`,
      `results: ${results}`,
    ]);
    if (!given.flag('no-follow')) await followed(job, { file, manifest, results }, terminal);
  },
});

/** Throws `UsageError` on Kubernetes, where this machine's speed tells nothing. */
async function usualTasks(
  given: Given,
  file: string,
  traces: readonly string[],
  manifest: Manifest,
  cpus: number,
  terminal: Terminal,
): Promise<number> {
  if (given.flag('kubernetes')) throw new UsageError('--tasks is needed with --kubernetes.', 'Such as --tasks 32.');
  const files = traceOf(manifest.base, file, traces);
  const trace = files && (await openTrace(files, traceSettings(given), terminal));
  const { seconds } = await estimate(manifest, trace, terminal);
  return taskCount(manifest.keys.length, seconds * availableParallelism(), cpus);
}

async function printKubernetes(
  given: Given,
  file: string,
  tasks: number,
  cpus: number,
  terminal: Terminal,
): Promise<void> {
  if (!given.flag('print'))
    throw new UsageError('--kubernetes is needed together with --print.', 'Give what it prints to kubectl apply -f -.');
  const job = kubernetesJob({
    name: 'faasnet-sweep',
    tasks,
    parallelism: tasks,
    image: given.text('image') ?? 'faasnet-trace-lab',
    claim: given.text('claim') ?? 'faasnet-sweep',
    manifest: path.basename(file),
    cpus,
  });
  await terminal.printPieces([job]);
}

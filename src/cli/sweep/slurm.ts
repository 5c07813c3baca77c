import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { AdvisedError } from '../../errors';
import type { Manifest } from '../../sweep';
import { count, counted } from '../../text';
import type { Terminal } from '../terminal';
import { Results } from './files';
import { mergeInto } from './merge';

const run = promisify(execFile);

/** How often Slurm is asked about a job. */
const ASK_MS = 2000;

/** Slurm, or one of its commands, does not do what is asked. */
class SlurmError extends AdvisedError {
  override readonly name = 'SlurmError';
  constructor(command: string, cause: NodeJS.ErrnoException & { readonly stderr?: string }) {
    const reason = cause.code === 'ENOENT' ? 'there is no such program here' : (cause.stderr || cause.message).trim();
    super(
      `${command}: ${reason}.`.replace('..', '.'),
      'SlurmError',
      'Run this where Slurm is, or print the job with --print.',
    );
  }
}

async function slurm(command: string, args: readonly string[], input = ''): Promise<string> {
  try {
    const started = run(command, args);
    started.child.stdin?.on('error', () => {});
    started.child.stdin?.end(input);
    return (await started).stdout;
  } catch (error) {
    throw new SlurmError(command, error as NodeJS.ErrnoException);
  }
}

/** Submits a batch script. Answers the job's id. */
export async function submitted(script: string, logFolder: string): Promise<string> {
  await mkdir(logFolder, { recursive: true });
  const answer = await slurm('sbatch', ['--parsable'], script);
  return answer.trim().split(';')[0];
}

/** Waits until no task of the job is left, then merges. Throws `UsageError` if units are missing. */
export async function followed(
  job: string,
  { file, manifest, results }: { readonly file: string; readonly manifest: Manifest; readonly results: string },
  terminal: Terminal,
): Promise<void> {
  const found = new Results(results);
  for (let left = await tasksLeft(job); left > 0; left = await tasksLeft(job)) {
    const { done } = await found.finished();
    terminal.progress(
      `job ${job}: ${counted(left, 'task')} left, ${count(done.size)} of ${counted(manifest.keys.length, 'unit')} done`,
    );
    await setTimeout(ASK_MS);
  }
  terminal.clearProgress();
  await mergeInto({ file, manifest, results: found, force: true, partial: false }, terminal);
}

/** Tasks that are waiting or under way. A job that has ended is soon forgotten, which squeue reports as an error. */
async function tasksLeft(job: string): Promise<number> {
  try {
    const listed = await slurm('squeue', ['--noheader', '--array', '--jobs', job, '--format=%T']);
    return listed.split('\n').filter((line) => line !== '').length;
  } catch (error) {
    if (error instanceof SlurmError && error.message.includes('Invalid job id')) return 0;
    throw error;
  }
}

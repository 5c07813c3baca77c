/** An array of tasks on Slurm. */
export interface SlurmArray {
  readonly tasks: number;
  readonly cpusPerTask: number;
  /** Program and arguments of each task, which finds its own part. */
  readonly command: readonly string[];
  /** Where tasks print: a file for each. */
  readonly logFolder: string;
  /** Further options of sbatch, one each, such as `--partition=short`. */
  readonly options: readonly string[];
}

/** The batch script of an array job, for `sbatch`. */
export function slurmScript({ tasks, cpusPerTask, command, logFolder, options }: SlurmArray): string {
  const directives = [
    '--job-name=faasnet-sweep',
    `--array=0-${tasks - 1}`,
    `--cpus-per-task=${cpusPerTask}`,
    `--output=${spaced(`${logFolder}/%A_%a.log`)}`,
    ...options,
  ];
  return [
    '#!/bin/sh',
    ...directives.map((directive) => `#SBATCH ${directive.replaceAll(/[\r\n]/g, ' ')}`),
    `exec ${command.map(quoted).join(' ')}`,
    '',
  ].join('\n');
}

/** A value of an option of sbatch. */
function spaced(value: string): string {
  return /\s/.test(value) ? `"${value}"` : value;
}

/** A word of a shell command. */
export function quoted(word: string): string {
  return /^[\w./:=@%+-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

/** How many tasks a sweep has if each takes some minutes: starting one takes seconds. */
export function taskCount(units: number, coreSeconds: number, cpusPerTask: number): number {
  const tasks = Math.ceil(coreSeconds / (TASK_SECONDS * cpusPerTask));
  return Math.max(1, Math.min(tasks, units, MOST_TASKS));
}

const TASK_SECONDS = 180;
/** Slurm's own default limit of an array, `MaxArraySize`, is 1001. */
const MOST_TASKS = 1000;

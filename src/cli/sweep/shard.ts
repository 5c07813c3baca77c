import { UsageError } from '../errors';

/** One of several parts of a sweep, from 0. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** What job schedulers call the number of a task of an array, and how many tasks it has. */
const SCHEDULERS = [
  { index: 'SLURM_ARRAY_TASK_ID', first: 'SLURM_ARRAY_TASK_MIN', of: 'SLURM_ARRAY_TASK_COUNT' },
  { index: 'AWS_BATCH_JOB_ARRAY_INDEX', first: null, of: 'AWS_BATCH_JOB_ARRAY_SIZE' },
  { index: 'JOB_COMPLETION_INDEX', first: null, of: null },
] as const;

/**
 * The shard of `--shard I/N`, I from 1 to N; else of the scheduler's variables; else the whole sweep. Throws
 * `UsageError`.
 * @param shards number of shards, where the scheduler does not tell it
 */
export function shardOf(given: string | null, shards: number | null, variables: NodeJS.ProcessEnv): Shard {
  if (given !== null) return parsed(given);
  for (const { index, first, of } of SCHEDULERS) {
    const number = whole(variables[index]);
    if (number === null) continue;
    const count = shards ?? (of === null ? null : whole(variables[of]));
    const at = number - ((first === null ? null : whole(variables[first])) ?? 0);
    if (count === null) {
      throw new UsageError(
        `${index} is set, and nothing tells the number of tasks.`,
        'Add --shards N, or --shard I/N.',
      );
    }
    if (at < count) return { index: at, of: count };
    throw new UsageError(
      `${index} is ${number}, and there are ${count} tasks.`,
      'Check --shards, or name --shard I/N.',
    );
  }
  return { index: 0, of: 1 };
}

function parsed(text: string): Shard {
  const [, index, of] = /^(\d{1,9})\/(\d{1,9})$/.exec(text) ?? [];
  const shard = { index: Number(index) - 1, of: Number(of) };
  if (shard.index >= 0 && shard.index < shard.of) return shard;
  throw new UsageError(`--shard takes I/N with I from 1 to N, not "${text}".`, 'Such as --shard 1/8.');
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : null;
}

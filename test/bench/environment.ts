import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** When, on what and of what something was measured. */
export interface Environment {
  /** UTC, to the minute. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  /** Processes that wanted a processor in the minute before, on average: other work, if taken before the measuring. */
  readonly load: number;
  /** Of the sources, with `+` where they have been changed since; null outside a repository. */
  readonly commit: string | null;
}

export function environment(): Environment {
  const memory = Math.round(totalmem() / 2 ** 30);
  return {
    date: `${new Date().toISOString().slice(0, 16).replace('T', ' ')} UTC`,
    machine: `${cpus()[0].model.trim()}, ${availableParallelism()} cores, ${memory} GiB, ${platform()} ${release()}`,
    node: process.version,
    load: loadavg()[0],
    commit: commit(),
  };
}

function commit(): string | null {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    return git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain') === '' ? '' : '+');
  } catch {
    return null;
  }
}

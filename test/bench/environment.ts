import { execFileSync } from 'node:child_process';
import { availableParallelism, cpus, loadavg, platform, release, totalmem } from 'node:os';

/** When, where and on which sources something was measured. */
export interface Environment {
  /** UTC, to the minute. */
  readonly date: string;
  readonly machine: string;
  readonly node: string;
  /** Load average of the last minute. Taken before measuring, it is other work. */
  readonly load: number;
  /** Commit of the sources, with `+` if they differ from it; null outside a repository. */
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

import { SEED_COUNT } from '../numeric';
import { type RunFile, resolveParameters } from '../simulation';
import { type AxisValue, axisKind } from './axes';
import type { Sweep } from './sweepFile';

/** One simulation of a sweep. */
export interface Unit {
  /** From 0: its digits, in the mixed radix of the axes and the replicas, are the positions of its values. */
  readonly number: number;
  /** By axis. */
  readonly values: Readonly<Record<string, AxisValue>>;
  readonly replica: number;
  /** The run, with one system and one seed. */
  readonly run: RunFile;
}

/**
 * The unit with this number. Its seed is that of its replica, so it depends on nothing but the number: no split changes
 * a result, and all combinations meet the same random numbers, which makes their differences sharper.
 */
export function unitAt({ base, axes, replicas }: Sweep, number: number): Unit {
  const replica = number % replicas;
  let rest = Math.floor(number / replicas);
  const positions: number[] = [];
  for (let at = axes.length - 1; at >= 0; at--) {
    const { length } = axes[at].values;
    positions[at] = rest % length;
    rest = Math.floor(rest / length);
  }
  let run: RunFile = { ...base, seed: (base.seed + replica) % SEED_COUNT, seeds: 1 };
  const values: Record<string, AxisValue> = {};
  for (const [at, { name, values: all }] of axes.entries()) {
    values[name] = all[positions[at]];
    run = axisKind(name).apply(run, values[name]) ?? run;
  }
  return { number, values, replica, run };
}

/**
 * All that determines a unit's result, as text: two units with the same text have the same result.
 * @param model version of the program, because a later one may simulate otherwise
 */
export function contentOf({ run }: Pick<Unit, 'run'>, model: string): string {
  const { workload, systems, failures, seed, trace } = run;
  const sha256 = trace?.sha256 ?? null;
  return canonical({ model, workload, systems, failures, seed, sha256, parameters: resolveParameters(run.parameters) });
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}

/** Units of one of `shards` parts, ascending. Every part has some of each region of the sweep. */
export function unitsOfShard(units: number, shard: number, shards: number): number[] {
  const own: number[] = [];
  for (let number = shard; number < units; number += shards) own.push(number);
  return own;
}

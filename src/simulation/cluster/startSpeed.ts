import type { Parameters } from '../types';

/** Relative. */
const NEARLY = 1 - 1e-12;
/** Weights beyond this are scaled down, so that sums stay finite. */
const LARGE = 1e200;

/**
 * How fast each of several starts gets on that share a VM, relative to one with vCPUs of its own.
 *
 * A start waits and computes by turns, many times over. Customers that do so at `servers` vCPUs are the machine
 * repairman model (A. L. Scherr, *An Analysis of Time-Shared Computer Systems*, 1967): a birth–death process in the
 * number that computes, which has a closed solution. Without waiting it is processor sharing: min(1, servers / starts).
 *
 * @param servers starts that can compute at full speed at the same time; not always whole
 * @param waitShare share of a start that is waiting, if it has a vCPU of its own
 */
export function startSpeed(starts: number, servers: number, waitShare: number): number {
  if (starts <= servers || waitShare === 1) return 1;
  if (waitShare === 0) return servers / starts;
  // Not normalised: the probability that so many compute, its sum, and the sum of the speeds at which they do. From the
  // most down, because the ratio is a division by the time that is waited, which may be close to 0.
  let weight = 1;
  let weights = 0;
  let speeds = 0;
  for (let computing = starts; computing > 0; computing--) {
    const speed = Math.min(computing, servers) / (1 - waitShare);
    weights += weight;
    speeds += weight * speed;
    weight *= (speed * waitShare) / (starts - computing + 1);
    if (weight < LARGE && weights < LARGE && speeds < LARGE) continue;
    weight /= LARGE;
    weights /= LARGE;
    speeds /= LARGE;
  }
  weights += weight;
  // Rounding could take it beyond 1.
  return Math.min(1, speeds / weights / starts);
}

/** Starts that can compute at full speed on a VM at the same time. */
export function startServers({ vcpus, startVcpus }: Parameters): number {
  return startVcpus > 0 ? vcpus / startVcpus : Number.POSITIVE_INFINITY;
}

/** `startSpeed` for many numbers of starts, each computed once. */
export class StartSpeeds {
  /** By number of starts. */
  readonly #known: number[] = [];
  /** From so many starts on, no vCPU is ever idle. */
  #saturatedFrom = Number.POSITIVE_INFINITY;

  constructor(
    private readonly servers: number,
    private readonly waitShare: number,
  ) {}

  /** Takes time in proportion to `starts` for a number that is new. */
  of(starts: number): number {
    if (starts <= this.servers || this.waitShare === 1) return 1;
    const most = this.servers / ((1 - this.waitShare) * starts);
    if (starts >= this.#saturatedFrom) return Math.min(1, most);
    this.#known[starts] ??= startSpeed(starts, this.servers, this.waitShare);
    if (this.#known[starts] > most * NEARLY) this.#saturatedFrom = starts;
    return this.#known[starts];
  }
}

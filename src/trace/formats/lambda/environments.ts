import { TOO_LATE } from '../../timeUnit';
import { copyOf } from './copy';
import { partsOfStream } from './logNames';

/** What a log tells of an execution environment, which has one log stream. '' for what it does not tell. */
export interface Environment {
  functionName: string;
  version: string;
  runtime: string;
  region: string;
}

/** The record with which an environment begins: INIT_START, RESTORE_START or their counterparts in JSON. */
export interface EnvironmentStart extends Readonly<Environment> {
  readonly isRestore: boolean;
}

interface UnnamedStart {
  /** Epoch seconds, or NaN. */
  readonly time: number;
  readonly start: EnvironmentStart;
}

/** By how many seconds a cold start that is found by its time may differ from the start of its environment. */
const TOLERANCE = 1;
/** The same, where a nearer start can hardly follow. */
export const CLOSE = 0.005;
/** Starts without stream and time are forgotten beyond this number. */
const MOST_UNTIMED = 1000;

/** Which environment a report belongs to: by its log stream, or where the file has no streams by its time. */
export class Environments {
  readonly #byStream = new Map<string, Environment>();
  #last: Environment | null = null;
  #lastStream = '';
  /** Starts without a stream, by the second in which they happened. */
  readonly #bySecond = new Map<number, UnnamedStart[]>();
  readonly #untimed: UnnamedStart[] = [];

  of(stream: string): Environment {
    if (this.#last !== null && stream === this.#lastStream) return this.#last;
    let environment = this.#byStream.get(stream);
    if (environment === undefined) {
      const key = copyOf(stream);
      environment = { ...partsOfStream(key), runtime: '', region: '' };
      this.#byStream.set(key, environment);
    }
    this.#last = environment;
    this.#lastStream = stream;
    return environment;
  }

  /** Adds what the start of an environment tells. */
  start(stream: string, time: number, start: EnvironmentStart): void {
    if (stream === '') {
      this.#addUnnamed({ time, start });
      return;
    }
    const environment = this.of(stream);
    environment.functionName ||= start.functionName;
    environment.version ||= start.version;
    environment.runtime ||= start.runtime;
    environment.region ||= start.region;
  }

  #addUnnamed(unnamed: UnnamedStart): void {
    if (Number.isNaN(unnamed.time)) {
      this.#untimed.push(unnamed);
      if (this.#untimed.length > MOST_UNTIMED) this.#untimed.shift();
      return;
    }
    const second = Math.floor(unnamed.time);
    const others = this.#bySecond.get(second);
    if (others === undefined) this.#bySecond.set(second, [unnamed]);
    else others.push(unnamed);
  }

  /**
   * The start to which a cold start without a stream belongs; no other cold start gets it. null if the file leaves open
   * which.
   * @param time epoch seconds at which the cold start began, or NaN
   * @param functionName '' if unknown
   * @param tolerance by how many seconds the two may differ
   */
  takeUnnamed(time: number, isRestore: boolean, functionName: string, tolerance = TOLERANCE): EnvironmentStart | null {
    const isPossible = ({ start }: UnnamedStart) =>
      start.isRestore === isRestore &&
      (start.functionName === functionName || start.functionName === '' || functionName === '');
    return Number.isNaN(time) ? this.#takeUntimed(isPossible) : this.#takeNearest(time, tolerance, isPossible);
  }

  #takeNearest(time: number, tolerance: number, isPossible: (start: UnnamedStart) => boolean): EnvironmentStart | null {
    // Counting by seconds would not get on from a larger number.
    if (!(time >= 0 && time < TOO_LATE)) return null;
    const distance = (unnamed: UnnamedStart) => Math.abs(unnamed.time - time);
    let nearest: UnnamedStart | null = null;
    for (let second = Math.floor(time - tolerance); second <= Math.floor(time + tolerance); second++) {
      for (const unnamed of this.#bySecond.get(second) ?? []) {
        if (isPossible(unnamed) && !(nearest !== null && distance(nearest) <= distance(unnamed))) nearest = unnamed;
      }
    }
    if (nearest === null || distance(nearest) > tolerance) return null;
    remove(this.#bySecond.get(Math.floor(nearest.time))!, nearest);
    return nearest.start;
  }

  /** The oldest, unless it differs from others that are as possible. */
  #takeUntimed(isPossible: (start: UnnamedStart) => boolean): EnvironmentStart | null {
    const possible = this.#untimed.filter(isPossible);
    if (possible.length === 0) return null;
    const [{ start }] = possible;
    remove(this.#untimed, possible[0]);
    const isSame = ({ start: other }: UnnamedStart) =>
      other.runtime === start.runtime && other.functionName === start.functionName;
    return possible.every(isSame) ? start : null;
  }
}

function remove<T>(list: T[], item: T): void {
  list.splice(list.indexOf(item), 1);
}

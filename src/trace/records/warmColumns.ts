import { sharedArray } from '../schema';
import type { WarmRows } from '../table';

const FEW = 1 << 8;

/** Warm invocations in shared memory that grows by copying. */
export class WarmColumns {
  rows = 0;
  #time = sharedArray('time', FEW);
  #functionId = sharedArray('name', FEW);

  /** @param time in seconds */
  push(time: number, functionId: number): void {
    if (this.rows === this.#time.length) this.#resize(2 * this.rows);
    this.#time[this.rows] = time;
    this.#functionId[this.rows++] = functionId;
  }

  finish(): WarmRows {
    this.#resize(this.rows);
    return { rows: this.rows, time: this.#time, functionId: this.#functionId };
  }

  #resize(length: number): void {
    const [time, functionId] = [sharedArray('time', length), sharedArray('name', length)];
    time.set(this.#time.subarray(0, this.rows));
    functionId.set(this.#functionId.subarray(0, this.rows));
    this.#time = time;
    this.#functionId = functionId;
  }
}

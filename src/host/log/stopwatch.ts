/** Runs from its creation. */
export class Stopwatch {
  readonly #started = performance.now();

  get seconds(): number {
    return (performance.now() - this.#started) / 1000;
  }
}

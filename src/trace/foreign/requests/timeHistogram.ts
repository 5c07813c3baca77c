/** Cells at first. */
const FEWEST_CELLS = 1 << 12;
/** A month has 2,678,400 seconds. */
const MOST_CELLS = 1 << 22;
/** Widths of a cell in seconds, each a multiple of the one before. The last holds all times of a size below 10^11. */
const WIDTHS = [1, 60, 3600, 86_400];

/** Counts by time, in any order: cells are a second wide unless the times span more than 48 days. */
export class TimeHistogram {
  #width = WIDTHS[0];
  /** Number of the first cell, counted from time 0. */
  #first = 0;
  #cells = new Float64Array(FEWEST_CELLS);
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  /** @param time seconds, of a size below 10^11 */
  add(time: number, count: number) {
    if (this.#low > this.#high) this.#first = Math.floor(time / this.#width) - FEWEST_CELLS / 2;
    this.#low = Math.min(this.#low, time);
    this.#high = Math.max(this.#high, time);
    let cell = Math.floor(time / this.#width) - this.#first;
    if (cell < 0 || cell >= this.#cells.length) {
      this.#fit();
      cell = Math.floor(time / this.#width) - this.#first;
    }
    this.#cells[cell] += count;
  }

  /** Centres the cells on the times seen: twice as many as those need, or wider ones if they need too many. */
  #fit() {
    const span = this.#high - this.#low;
    const width =
      WIDTHS.find((width) => width >= this.#width && span / width < MOST_CELLS - 2) ?? WIDTHS[WIDTHS.length - 1];
    const needed = 2 ** Math.ceil(Math.log2(2 * (span / width + 2)));
    const cells = new Float64Array(Math.min(MOST_CELLS, Math.max(FEWEST_CELLS, needed)));
    const first = Math.floor((this.#low + span / 2) / width) - cells.length / 2;
    const perCell = width / this.#width;
    for (let cell = 0; cell < this.#cells.length; cell++) {
      const count = this.#cells[cell];
      if (count > 0) cells[Math.floor((this.#first + cell) / perCell) - first] += count;
    }
    this.#cells = cells;
    this.#width = width;
    this.#first = first;
  }

  /**
   * The counts of steps from the first time to the last.
   * @param stepSeconds width of a step, a whole number; rounded up to whole cells
   */
  counts(stepSeconds: number): {
    readonly start: number;
    readonly stepSeconds: number;
    readonly counts: Float64Array;
  } {
    if (this.#low > this.#high) return { start: 0, stepSeconds, counts: new Float64Array(1) };
    const cellsPerStep = Math.max(1, Math.ceil(stepSeconds / this.#width));
    const [firstCell, lastCell] = [this.#low, this.#high].map((time) => Math.floor(time / this.#width));
    const firstStep = Math.floor(firstCell / cellsPerStep);
    const counts = new Float64Array(Math.floor(lastCell / cellsPerStep) - firstStep + 1);
    for (let cell = firstCell; cell <= lastCell; cell++) {
      counts[Math.floor(cell / cellsPerStep) - firstStep] += this.#cells[cell - this.#first];
    }
    const step = cellsPerStep * this.#width;
    return { start: firstStep * step, stepSeconds: step, counts };
  }
}

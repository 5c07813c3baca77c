import { parseDecimal } from '../../numbers';
import { TOO_LATE } from '../../timeUnit';
import { type CountTaker, fieldStart, scanCounts } from './countCells';
import type { CountedRequests, FunctionColumns, RequestCounter } from './requestTable';
import { TimeHistogram } from './timeHistogram';

const DAY_SECONDS = 86_400;
/** Times that are kept to find duplicates: a month of minutes is 44,640. */
const MOST_TIMES_KEPT = 3_000_000;

/** Counts a table with a row for each step of time. */
export class FunctionColumnCounter implements RequestCounter, CountTaker {
  #names: readonly string[] | null = null;
  #wanted = new Uint8Array();
  #requests = new Float64Array();
  #ofRow = 0;
  #rows = 0;
  #badCells = 0;
  #duplicateRows = 0;
  #fractions = 0;
  #last = Number.NaN;
  /** How often rows are so many seconds apart. */
  readonly #steps = new Map<number, number>();
  readonly #seen = new Set<number>();
  readonly #histogram = new TimeHistogram();

  constructor(
    private readonly table: FunctionColumns,
    private readonly isWanted: (name: string) => boolean,
  ) {}

  line(line: string) {
    if (this.#names === null) {
      this.#names = line.split(',').slice(this.table.firstFunction);
      this.#wanted = Uint8Array.from(this.#names, (name) => (this.isWanted(name) ? 1 : 0));
      this.#requests = new Float64Array(this.#names.length);
      return;
    }
    const from = fieldStart(line, this.table.firstFunction);
    const time = from < 0 ? Number.NaN : this.#timeOf(line.slice(0, from).split(','));
    if (!(time >= 0 && time < TOO_LATE)) {
      this.#badCells++;
      return;
    }
    if (this.#seen.has(time)) {
      this.#duplicateRows++;
      return;
    }
    if (this.#seen.size < MOST_TIMES_KEPT) this.#seen.add(time);
    this.#rows++;
    const step = time - this.#last;
    this.#last = time;
    if (step > 0) this.#steps.set(step, (this.#steps.get(step) ?? 0) + 1);
    this.#ofRow = 0;
    scanCounts(line, from, this);
    this.#histogram.add(time, this.#ofRow);
  }

  /** NaN for what is no time. */
  #timeOf(fields: readonly string[]): number {
    const time = parseDecimal(fields[this.table.timeColumn]);
    const day = parseDecimal(fields[this.table.dayColumn]);
    // The time counts from the start of the data set, or else of the day.
    return day > 0 && time < day * DAY_SECONDS ? time + day * DAY_SECONDS : time;
  }

  count(cell: number, count: number) {
    if (cell >= this.#requests.length) {
      this.#badCells++;
      return;
    }
    if (!Number.isInteger(count)) this.#fractions++;
    this.#requests[cell] += count;
    if (this.#wanted[cell] === 1) this.#ofRow += count;
  }

  bad() {
    this.#badCells++;
  }

  end(): CountedRequests {
    const [step] = [...this.#steps].reduce((most, next) => (next[1] > most[1] ? next : most), [60, 0]);
    const functions = new Map<string, number>();
    this.#names?.forEach((name, index) => {
      functions.set(name, (functions.get(name) ?? 0) + this.#requests[index]);
    });
    return {
      ...this.#histogram.counts(step),
      functions,
      rows: this.#rows,
      badCells: this.#badCells,
      duplicateRows: this.#duplicateRows,
      fractions: this.#fractions,
    };
  }
}

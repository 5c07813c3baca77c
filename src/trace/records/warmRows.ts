import { Columns } from '../columns';
import type { WarmInvocation } from '../formats';
import type { NameTable } from '../names';
import { COLUMNS, type Column } from '../schema';
import { TimeScale } from '../timeUnit';
import { IdSet, MOST_FETCHED } from './idSet';

const SCHEMA: readonly Column[] = COLUMNS;
const WARM = SCHEMA.filter(({ key }) => key === 'time' || key === 'function');

/** Collects warm invocations without those that repeat an earlier one. */
export class WarmRows {
  readonly #functions: NameTable;
  readonly #columns = new Columns(WARM, new TimeScale('seconds'));
  readonly #ids = new IdSet();
  readonly #row = new Float64Array(WARM.length);
  #duplicates = 0;
  readonly #batch: WarmInvocation[] = [];
  #lastFunction: string | null = null;

  constructor(functions: NameTable) {
    this.#functions = functions;
  }

  /** A valid invocation. Its columns are read later. */
  add(row: WarmInvocation): void {
    if (this.#batch.push(row) === MOST_FETCHED) this.#settle();
  }

  get columns(): Columns {
    this.#settle();
    return this.#columns;
  }

  get duplicates(): number {
    this.#settle();
    return this.#duplicates;
  }

  #settle(): void {
    this.#ids.fetch(this.#batch);
    for (const row of this.#batch) {
      if (row.id !== undefined && row.id !== '' && !this.#ids.add(row.id)) this.#duplicates++;
      else this.#push(row);
    }
    this.#batch.length = 0;
  }

  #push({ time, line, function: name }: WarmInvocation): void {
    this.#row[0] = time;
    // Most are of the same function as the one before.
    if (name !== this.#lastFunction) {
      this.#row[1] = this.#functions.find(name) ?? this.#functions.add(name);
      this.#lastFunction = name;
    }
    this.#columns.push(this.#row, line);
  }
}

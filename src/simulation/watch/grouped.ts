/** Rows of numbers by VM, in columns: those of VM `i` are first[i] to first[i + 1] − 1. */
export class Grouped<Column extends string> {
  readonly columns: Readonly<Record<Column, number[]>>;
  readonly #first: number[] = [0];
  readonly #one: number[];

  constructor(names: readonly Column[]) {
    this.columns = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Column, number[]>;
    this.#one = this.columns[names[0]];
  }

  /** The VM has no more rows; those that follow are of the next. */
  endGroup(): void {
    this.#first.push(this.#one.length);
  }

  get first(): Uint32Array {
    return Uint32Array.from(this.#first);
  }
}

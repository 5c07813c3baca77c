import { TraceError } from './traceError';

/** UTF-16 code units; function names and runtimes of real platforms stay far below. */
export const MAX_NAME_LENGTH = 1024;

/** The different values of one column, numbered from 0 in order of their first row. */
export class NameTable {
  readonly names: string[] = [];
  readonly #ids = new Map<string, number>();

  /** @param capacity the most different names there may be; @param what the column's values in the plural, for the error */
  constructor(
    readonly capacity: number,
    readonly what: string,
  ) {}

  /** The name's number, or undefined for a name not seen before. */
  find(name: string): number | undefined {
    return this.#ids.get(name);
  }

  /** Numbers a name not seen before. Throws a TraceError when there are more than `capacity`. */
  add(name: string): number {
    const id = this.names.length;
    if (id === this.capacity) {
      throw new TraceError(
        'tooManyNames',
        `The file has more than ${this.capacity.toLocaleString('en-US')} different ${this.what}.`,
        'Check that the columns have the right names, or split the file into smaller ones.',
      );
    }
    this.names.push(name);
    this.#ids.set(name, id);
    return id;
  }
}

import type { ChoiceProblem, ColumnRole, RememberedTable, RowProblem, Suggestion, TableChoices } from '../trace';

/** What crosses for the page *How should this file be read?* Types only. */

export type { ChoiceProblem, ColumnChoice, ColumnRole, Delimiter, Suggestion, TableChoices } from '../trace';

/** The beginning of a table, and how to read it. */
export interface TableProposal {
  /** The first record: names of columns, or values of a table without a header. */
  readonly first: readonly string[];
  /** At most 20 records after it. Long cells are cut. */
  readonly rows: readonly (readonly string[])[];
  readonly choices: TableChoices;
  /** Why, by column; '' where there is nothing to say. */
  readonly reasons: readonly string[];
  /** What each column has in a role that it is given. */
  readonly suggestions: readonly Suggestion[];
  readonly units: Readonly<Record<ColumnRole, readonly string[]>>;
  /** Whether a person chose it before, for a table with this header. */
  readonly isRemembered: boolean;
}

/** What comes of choices for the beginning of a file. */
export type MappingOutcome =
  | { readonly kind: 'incomplete'; readonly problems: readonly ChoiceProblem[] }
  /** No row can be read. */
  | {
      readonly kind: 'unreadable';
      readonly message: string;
      readonly advice: string;
      readonly problems: readonly RowProblem[];
    }
  | ReadBeginning;

export interface ReadBeginning {
  readonly kind: 'read';
  /** What to remember. */
  readonly table: RememberedTable;
  /** The mapping as an argument of `--map`. */
  readonly map: string;
  /** Bytes of the file that were read, and whether they are all. */
  readonly bytes: number;
  readonly isWhole: boolean;
  readonly rows: number;
  readonly warmRows: number;
  readonly badRows: number;
  readonly functions: number;
  /** Seconds, as of an `Overview`. */
  readonly from: number;
  readonly to: number;
  readonly relativeTime: boolean;
  readonly p50: number;
  readonly p99: number;
  /** The first few. */
  readonly problems: readonly RowProblem[];
  /** Values that cannot be read, in rows that are kept without them. */
  readonly unreadableValues: number;
}

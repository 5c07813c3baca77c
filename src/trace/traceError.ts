import type { LineAccount, RowProblem } from './table';

export type TraceErrorCode =
  | 'empty'
  | 'encoding'
  | 'binary'
  | 'delimiter'
  | 'header'
  | 'missingColumn'
  | 'duplicateColumn'
  | 'noRows'
  | 'tooManyNames'
  | 'tooLarge';

/** What had been seen of the file when it was given up. */
export interface TraceErrorDetails {
  readonly account?: LineAccount;
  readonly problems?: readonly RowProblem[];
}

/** A file that cannot be read as a trace. `message` says what was found, `advice` what to do about it. */
export class TraceError extends Error {
  override readonly name = 'TraceError';
  /** Where the lines went, null where reading ended before that could be told. */
  readonly account: LineAccount | null;
  readonly problems: readonly RowProblem[];

  constructor(
    readonly code: TraceErrorCode,
    message: string,
    readonly advice: string,
    { account, problems }: TraceErrorDetails = {},
  ) {
    super(message);
    this.account = account ?? null;
    this.problems = problems ?? [];
  }
}

import { AdvisedError } from '../errors';
import type { LineAccount, RowProblem } from './table';

export type TraceErrorCode =
  | 'empty'
  | 'encoding'
  | 'binary'
  | 'delimiter'
  | 'header'
  | 'format'
  | 'missingColumn'
  | 'duplicateColumn'
  | 'foreign'
  | 'noRows'
  /** Several files that are not one trace. */
  | 'mixed'
  | 'tooManyNames'
  | 'tooLarge';

/** What was read of the file before the error. */
export interface TraceErrorDetails {
  readonly account?: LineAccount;
  readonly problems?: readonly RowProblem[];
  /** Id of the foreign file that it is. */
  readonly foreign?: string;
}

/** A file that cannot be read as a trace. `message` says what was found, `advice` what to do about it. */
export class TraceError extends AdvisedError {
  declare readonly code: TraceErrorCode;
  override readonly name = 'TraceError';
  /** null if reading ended before all records were counted. */
  readonly account: LineAccount | null;
  readonly problems: readonly RowProblem[];

  constructor(
    code: TraceErrorCode,
    message: string,
    advice: string,
    { account, problems, foreign }: TraceErrorDetails = {},
  ) {
    super(message, code, advice, undefined, foreign);
    this.account = account ?? null;
    this.problems = problems ?? [];
  }
}

import { AdvisedError, type ErrorText, errorText } from '../errors';
import { TraceError } from '../trace';

/** Exit code for an invalid command line; all other failures have 1. */
const USAGE_EXIT_CODE = 2;

/** Invalid command line. The message says what was found, the advice what to write instead. */
export class UsageError extends AdvisedError {
  override readonly name = 'UsageError';
  constructor(message: string, advice: string) {
    super(message, 'usage', advice);
  }
}

/** An error as printed, as text or JSON. */
export interface ErrorReport extends ErrorText {
  /** Counts of the lines of an unreadable trace, as far as it was read. */
  readonly account?: unknown;
  readonly problems?: unknown;
}

export function reportOf(error: unknown): ErrorReport {
  const { account, problems } = error instanceof TraceError ? error : { account: null, problems: [] };
  return {
    ...errorText(error),
    ...(account ? { account } : {}),
    ...(problems.length > 0 ? { problems } : {}),
  };
}

export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError ? USAGE_EXIT_CODE : 1;
}

import { AdvisedError, type ErrorText, errorText } from '../errors';
import { SweepError } from '../sweep';
import { counted } from '../text';
import { TraceError } from '../trace';

/** Exit codes for an invalid command line and for a sweep that would fail again; all other failures have 1. */
const USAGE_EXIT_CODE = 2;
const PERMANENT_EXIT_CODE = 4;

/** Invalid command line. The message says what was found, the advice what to write instead. */
export class UsageError extends AdvisedError {
  override readonly name = 'UsageError';
  constructor(message: string, advice: string) {
    super(message, 'usage', advice);
  }
}

/** Units of a sweep cannot run: another start would not help. */
export class UnitsFailedError extends AdvisedError {
  override readonly name = 'UnitsFailedError';
  constructor(failed: number) {
    super(`${counted(failed, 'unit')} cannot run.`, 'unitsFailed', 'See: faasnet sweep status MANIFEST');
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
  if (error instanceof UsageError) return USAGE_EXIT_CODE;
  return error instanceof SweepError || error instanceof UnitsFailedError ? PERMANENT_EXIT_CODE : 1;
}

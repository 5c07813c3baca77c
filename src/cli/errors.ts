import { AdvisedError, type ErrorText, errorText } from '../errors';
import { TraceError } from '../trace';

/** Exit code for a command line that cannot be understood; 1 is for everything else that fails. */
const USAGE_EXIT_CODE = 2;

/** A command line that asks for what there is not: the message says what was found, the advice what to write instead. */
export class UsageError extends AdvisedError {
  override readonly name = 'UsageError';
  constructor(message: string, advice: string) {
    super(message, 'usage', advice);
  }
}

const WRITE_FAILURES: Readonly<Record<string, string>> = {
  ENOENT: 'its folder is not there',
  ENOTDIR: 'its folder is not there',
  EISDIR: 'it is a folder',
  EACCES: 'there is no permission to',
  EPERM: 'there is no permission to',
  EROFS: 'the disk can only be read',
  ENOSPC: 'the disk is full',
};

/** A file that cannot be written. */
export class WriteError extends AdvisedError {
  override readonly name = 'WriteError';
  constructor(file: string, cause: NodeJS.ErrnoException) {
    const reason = WRITE_FAILURES[cause.code ?? ''] ?? cause.message;
    super(`${file} can't be written: ${reason}.`, 'WriteError', 'Name another file with --out.', { cause });
  }
}

/** What is told of an error, on a terminal or as JSON. */
export interface ErrorReport extends ErrorText {
  /** Where the lines of an unreadable trace went, as far as that is known. */
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

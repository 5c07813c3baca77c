/** Exit code for a command line that cannot be understood; 1 is for everything else that fails. */
const USAGE_EXIT_CODE = 2;

/** A command line that asks for what there is not: the message says what was found, the advice what to write instead. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
  constructor(
    message: string,
    readonly advice: string,
  ) {
    super(message);
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
export class WriteError extends Error {
  override readonly name = 'WriteError';
  readonly advice = 'Name another file with --out.';
  constructor(file: string, cause: NodeJS.ErrnoException) {
    super(`${file} can't be written: ${WRITE_FAILURES[cause.code ?? ''] ?? cause.message}.`, { cause });
  }
}

/** What is told of an error, on a terminal or as JSON. */
export interface ErrorReport {
  readonly message: string;
  /** '' where there is nothing to advise. */
  readonly advice: string;
  /** Kind of error for programs: `usage`, a reader's code such as `missingColumn`, or the error's class. */
  readonly code: string;
  /** Where the lines of an unreadable trace went, as far as that is known. */
  readonly account?: unknown;
  readonly problems?: unknown;
}

export function reportOf(error: unknown): ErrorReport {
  if (!(error instanceof Error)) return { message: String(error), advice: '', code: 'Error' };
  const { advice, code, account, problems } = error as Partial<ErrorReport>;
  return {
    message: error.message,
    advice: advice ?? '',
    code: error instanceof UsageError ? 'usage' : typeof code === 'string' ? code : error.name,
    ...(account ? { account } : {}),
    ...(Array.isArray(problems) && problems.length > 0 ? { problems } : {}),
  };
}

export function exitCodeOf(error: unknown): number {
  return error instanceof UsageError ? USAGE_EXIT_CODE : 1;
}

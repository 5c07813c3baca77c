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
  constructor(
    message: string,
    advice: string,
    /** The part [from, to) of a text that is wrong; null for none. */
    readonly place: WrongPart | null = null,
  ) {
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

export interface WrongPart {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** Characters of a text that are printed before and after its wrong part. */
const CONTEXT = 60;

/** The text with carets below its wrong part, as two lines. */
function pointed({ text, from, to }: WrongPart): readonly string[] {
  const start = Math.max(0, from - CONTEXT);
  const end = Math.min(text.length, from + CONTEXT);
  const line = `${start > 0 ? '…' : ''}${text.slice(start, end)}${end < text.length ? '…' : ''}`;
  const indent = from - start + (start > 0 ? 1 : 0);
  const carets = Math.max(1, Math.min(to, end) - from);
  return [`  ${line}`, `  ${' '.repeat(indent)}${'^'.repeat(carets)}`];
}

/** An error as lines for a terminal. */
export function errorLines(error: unknown): readonly string[] {
  const { message, advice } = errorText(error);
  const place = error instanceof UsageError && error.place ? pointed(error.place) : [];
  return [`faasnet: ${message}`, ...place, ...(advice === '' ? [] : [advice])];
}

/** An error as printed, as text or JSON. */
export interface ErrorReport extends ErrorText {
  /** Counts of the lines of an unreadable trace, as far as it was read. */
  readonly account?: unknown;
  readonly problems?: unknown;
  /** The part of the filter that is wrong. */
  readonly place?: WrongPart;
}

export function reportOf(error: unknown): ErrorReport {
  const { account, problems } = error instanceof TraceError ? error : { account: null, problems: [] };
  return {
    ...errorText(error),
    ...(account ? { account } : {}),
    ...(problems.length > 0 ? { problems } : {}),
    ...(error instanceof UsageError && error.place ? { place: placeOf(error.place) } : {}),
  };
}

function placeOf({ text, from, to }: WrongPart): WrongPart {
  return { text, from, to };
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof UsageError) return USAGE_EXIT_CODE;
  return error instanceof SweepError || error instanceof UnitsFailedError ? PERMANENT_EXIT_CODE : 1;
}

/** Base class of every error that the product words for its reader. */

/** An error for the person who caused it: `message` says what was found, `advice` what to do about it. */
export class AdvisedError extends Error {
  constructor(
    message: string,
    /** Kind of error for programs; it crosses to the page and into `--json`. */
    readonly code: string,
    /** '' where there is nothing to advise. */
    readonly advice = '',
    options?: ErrorOptions,
    /** What the error is about, for programs: the id of a foreign file. '' for nothing. */
    readonly subject = '',
  ) {
    super(message, options);
  }
}

/** What of an error its reader gets. */
export interface ErrorText {
  readonly message: string;
  readonly advice: string;
  readonly code: string;
  /** Absent for nothing. */
  readonly subject?: string;
}

/** A value that was found, for a message: numbers and short texts as they are, all else by its kind. */
export function valueText(value: unknown): string {
  if (value === undefined) return 'missing';
  if (typeof value === 'string') return JSON.stringify(value.length > 80 ? `${value.slice(0, 80)}…` : value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  if (typeof value === 'function' || typeof value === 'symbol') return `a ${typeof value}`;
  if (typeof value === 'number' && Number.isNaN(value)) return 'not a number';
  return Object.is(value, -0) ? '-0' : String(value);
}

/** V8's and WebAssembly's words where memory for an array cannot be had. */
const OUT_OF_MEMORY = /allocation failed|could not allocate|invalid (typed )?array length|out of memory|memory\.grow/i;

const NO_MEMORY: ErrorText = {
  message: 'There is not enough memory for this.',
  advice: 'Close other traces and programs, or remove runs, then try again.',
  code: 'outOfMemory',
};

/** The text of any thrown value; `code` is the class name if the error has no code. */
export function errorText(thrown: unknown): ErrorText {
  if (!(thrown instanceof Error)) return { message: String(thrown), advice: '', code: 'Error' };
  const { message, name } = thrown;
  if (thrown instanceof AdvisedError) {
    const { advice, code, subject } = thrown;
    return { message, advice, code, ...(subject === '' ? {} : { subject }) };
  }
  if (thrown instanceof RangeError && OUT_OF_MEMORY.test(message)) return NO_MEMORY;
  return { message: message || name, advice: '', code: name };
}

/** Message and advice as one line. */
export function errorSentence(thrown: unknown): string {
  const { message, advice } = errorText(thrown);
  return advice === '' ? message : `${message} ${advice}`;
}

import { type ErrorText, errorText } from '../src/errors';

/** What went wrong and what to do about it, worded for the reader. */
export type Failure = Pick<ErrorText, 'message' | 'advice'>;

/** What to show the reader about anything that was thrown. */
export function failureOf(thrown: unknown): Failure {
  const { message, advice } = errorText(thrown);
  return { message: message || 'The request failed.', advice };
}

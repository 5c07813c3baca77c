/** What went wrong and what to do about it, worded for the reader. */
export interface Failure {
  readonly message: string;
  readonly advice: string;
}

/** Whatever was thrown, in words that can be shown. */
export function failureOf(thrown: unknown): Failure {
  if (!(thrown instanceof Error)) return { message: String(thrown), advice: '' };
  const { advice } = thrown as { advice?: unknown };
  return { message: thrown.message || 'The request failed.', advice: typeof advice === 'string' ? advice : '' };
}

import type { ComponentChildren } from 'preact';
import type { Failure } from '../failure';
import type { Query } from '../state/query';
import { Button, ProgressRing } from '../toolkit';

interface AnswerProps<T> {
  readonly query: Query<T>;
  /** The activity, such as "Reading the functions". */
  readonly what: string;
  readonly children: (value: T) => ComponentChildren;
  /** Shown until the first answer. */
  readonly meanwhile?: ComponentChildren;
}

/** Shows an answer, that it is awaited, or why it failed, with a button to try again. */
export function Answer<T>({ query, what, children, meanwhile }: AnswerProps<T>) {
  const { value, loading, failure } = query.answer.value;
  return (
    <div class={loading && value !== null ? 'answer stale' : 'answer'} aria-busy={loading}>
      {failure && <FailureNote failure={failure} what={what} onRetry={query.retry} />}
      {value !== null ? children(value) : loading && (meanwhile || <Waiting what={what} />)}
    </div>
  );
}

export function Waiting({ what }: { readonly what: string }) {
  return (
    <div class="waiting">
      <ProgressRing />
      <span>{what}…</span>
    </div>
  );
}

interface FailureNoteProps {
  readonly failure: Failure;
  readonly what: string;
  readonly onRetry?: () => void;
  /** More buttons. */
  readonly children?: ComponentChildren;
}

export function FailureNote({ failure, what, onRetry, children }: FailureNoteProps) {
  return (
    <div class="note failure" role="alert">
      <p>
        <strong>{what} failed.</strong> <bdi>{failure.message}</bdi>
        {failure.advice !== '' && <span class="advice"> {failure.advice}</span>}
      </p>
      {children}
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}

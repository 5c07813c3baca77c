import type { ComponentChildren } from 'preact';
import type { Failure } from '../failure';
import type { Query } from '../state/query';
import { Button, ProgressRing } from '../toolkit';

interface AnswerProps<T> {
  readonly query: Query<T>;
  /** What is asked for, as in "Reading the functions". */
  readonly what: string;
  readonly children: (value: T) => ComponentChildren;
  /** Stands in for the answer until the first one is there. */
  readonly meanwhile?: ComponentChildren;
}

/** Shows an answer when it is there, that it is awaited, or why there is none and a way to ask again. */
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
}

export function FailureNote({ failure, what, onRetry }: FailureNoteProps) {
  return (
    <div class="note failure" role="alert">
      <p>
        <strong>{what}: that did not work.</strong> <bdi>{failure.message}</bdi>
        {failure.advice !== '' && <span class="advice"> {failure.advice}</span>}
      </p>
      {onRetry && <Button onClick={onRetry}>Try again</Button>}
    </div>
  );
}

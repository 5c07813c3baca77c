import { effect, type ReadonlySignal, signal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { type Failure, failureOf } from '../failure';

/** State of an answer. The last value stays on the page while a newer one is awaited, and after a failure. */
export interface Loadable<T> {
  readonly value: T | null;
  readonly loading: boolean;
  readonly failure: Failure | null;
}

export interface Query<T> {
  readonly answer: ReadonlySignal<Loadable<T>>;
  retry(): void;
}

interface StartableQuery<T> extends Query<T> {
  /** Asks now and whenever a signal that the request reads changes. Answers to older requests are ignored. */
  start(): () => void;
}

/**
 * A request to the host that follows the signals it reads.
 * @param ask returns null if there is nothing to ask now; the value is then dropped
 */
export function createQuery<T>(ask: (signal: AbortSignal) => Promise<T> | null): StartableQuery<T> {
  const answer = signal<Loadable<T>>({ value: null, loading: false, failure: null });
  const attempt = signal(0);
  const start = () =>
    effect(() => {
      attempt.value;
      const abort = new AbortController();
      const asked = ask(abort.signal);
      if (asked === null) {
        answer.value = { value: null, loading: false, failure: null };
        return;
      }
      answer.value = { value: answer.peek().value, loading: true, failure: null };
      asked.then(
        (value) => {
          if (!abort.signal.aborted) answer.value = { value, loading: false, failure: null };
        },
        (thrown) => {
          if (abort.signal.aborted) return;
          answer.value = { value: answer.peek().value, loading: false, failure: failureOf(thrown) };
        },
      );
      return () => abort.abort();
    });
  return {
    answer,
    start,
    retry: () => {
      attempt.value = attempt.peek() + 1;
    },
  };
}

/**
 * `createQuery` for the life of a component. Asks again when one of `inputs` changes: everything but signals that the
 * request reads. The previous answer stays until the new one is there. If it would mislead, give the component a key.
 */
export function useQuery<T>(
  ask: (signal: AbortSignal) => Promise<T> | null,
  inputs: readonly unknown[] = [],
): Query<T> {
  const latest = useRef(ask);
  latest.current = ask;
  const query = useMemo(() => createQuery<T>((abort) => latest.current(abort)), []);
  const started = useRef(false);
  useEffect(() => query.start(), [query]);
  useEffect(() => {
    if (started.current) query.retry();
    started.current = true;
  }, inputs);
  return query;
}

import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { RequestError } from '../../../src/protocol/rpc';
import { createQuery } from '../../../webview/state/query';

/** A host whose answers the test gives. */
function slowHost() {
  const waiting: PromiseWithResolvers<string>[] = [];
  const signals: AbortSignal[] = [];
  return {
    waiting,
    signals,
    ask: (abort: AbortSignal) => {
      const answer = Promise.withResolvers<string>();
      waiting.push(answer);
      signals.push(abort);
      return answer.promise;
    },
  };
}

const untilAnswered = () => new Promise((resolve) => setImmediate(resolve));

describe('a query', () => {
  it('asks again when a signal that it reads changes, and ignores the older answer', async () => {
    const host = slowHost();
    const range = signal(1);
    const query = createQuery((abort) => {
      range.value;
      return host.ask(abort);
    });
    query.start();
    range.value = 2;
    expect(host.signals[0].aborted).toBe(true);
    host.waiting[1].resolve('new');
    await untilAnswered();
    host.waiting[0].resolve('old');
    await untilAnswered();
    expect(query.answer.value).toEqual({ value: 'new', loading: false, failure: null });
  });

  it('keeps its value while it waits and after a failure, and can be retried', async () => {
    const host = slowHost();
    const query = createQuery(host.ask);
    query.start();
    host.waiting[0].resolve('first');
    await untilAnswered();
    query.retry();
    expect(query.answer.value).toEqual({ value: 'first', loading: true, failure: null });
    host.waiting[1].reject(new RequestError('The worker stopped.', 'Read the trace again.'));
    await untilAnswered();
    const failure = { message: 'The worker stopped.', advice: 'Read the trace again.' };
    expect(query.answer.value).toEqual({ value: 'first', loading: false, failure });
    query.retry();
    host.waiting[2].resolve('second');
    await untilAnswered();
    expect(query.answer.value.value).toBe('second');
  });

  it('sends no request when it is stopped or has nothing to ask', async () => {
    const host = slowHost();
    const wanted = signal(true);
    const query = createQuery((abort) => (wanted.value ? host.ask(abort) : null));
    const stop = query.start();
    host.waiting[0].resolve('answer');
    await untilAnswered();
    wanted.value = false;
    expect(query.answer.value.value).toBeNull();
    stop();
    wanted.value = true;
    expect(host.waiting).toHaveLength(1);
  });
});

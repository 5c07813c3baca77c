import { MessageChannel, type MessagePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { AdvisedError } from '../../../src/errors';
import { Channel, type Guards, type Handlers, type Port, RequestError, serve } from '../../../src/protocol/rpc';

interface Sums {
  add(request: { readonly a: number; readonly b: number }): { readonly sum: number };
  squares(request: { readonly upTo: number }): Float64Array;
  never(request: Record<string, never>): Record<string, never>;
  fail(request: { readonly how: 'advice' | 'plain' }): Record<string, never>;
}
interface SumEvents {
  ticked: { readonly count: number };
}

const open: MessagePort[] = [];
afterEach(() => {
  for (const port of open.splice(0)) port.close();
});

function pipe(): { asker: Port; answerer: Port } {
  const { port1, port2 } = new MessageChannel();
  open.push(port1, port2);
  return { asker: portOf(port1), answerer: portOf(port2) };
}

function portOf(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    listen: (listener) => {
      port.on('message', listener);
      return () => port.off('message', listener);
    },
  };
}

/** Handlers that record what happens to them. */
function sums(): { handlers: Handlers<Sums>; aborted: Promise<void> } {
  let onAborted = () => {};
  const aborted = new Promise<void>((resolve) => {
    onAborted = resolve;
  });
  const handlers: Handlers<Sums> = {
    add: ({ a, b }) => ({ sum: a + b }),
    squares: ({ upTo }) => Float64Array.from({ length: upTo }, (_, i) => (i === 3 ? Number.NaN : i * i)),
    never: (_, signal) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          onAborted();
          reject(signal.reason);
        });
      }),
    fail: ({ how }) => {
      throw how === 'advice'
        ? new AdvisedError('That number is too big.', 'tooBig', 'Give it a smaller number.')
        : new TypeError('broken');
    },
  };
  return { handlers, aborted };
}

function started(guards?: Guards<Sums>) {
  const { asker, answerer } = pipe();
  const { handlers, aborted } = sums();
  return {
    asker,
    aborted,
    publisher: serve<Sums, SumEvents>(answerer, handlers, guards),
    channel: new Channel<Sums, SumEvents>(asker),
  };
}

const rejection = (promise: Promise<unknown>): Promise<RequestError> =>
  promise.then(
    () => expect.fail('was answered'),
    (error) => error as RequestError,
  );

describe('rpc', () => {
  it('answers requests and transfers typed arrays', async () => {
    const { channel } = started();
    expect(await channel.request('add', { a: 2, b: 3 })).toEqual({ sum: 5 });
    const squares = await channel.request('squares', { upTo: 5 });
    expect(squares).toEqual(Float64Array.of(0, 1, 4, Number.NaN, 16));
  });

  it('keeps the message, the advice and the code of an error', async () => {
    const { channel } = started();
    const advised = await rejection(channel.request('fail', { how: 'advice' }));
    expect(advised).toBeInstanceOf(RequestError);
    expect(advised).toMatchObject({
      message: 'That number is too big.',
      advice: 'Give it a smaller number.',
      code: 'tooBig',
    });
    const plain = await rejection(channel.request('fail', { how: 'plain' }));
    expect(plain).toMatchObject({ message: 'broken', advice: '', code: 'failed' });
  });

  it('passes cancellation on to the handler', async () => {
    const { channel, aborted } = started();
    const abort = new AbortController();
    const answer = rejection(channel.request('never', {}, { signal: abort.signal }));
    await channel.request('add', { a: 0, b: 0 });
    abort.abort();
    expect(await answer).toMatchObject({ code: 'cancelled' });
    await aborted;
  });

  it('does not answer a request whose signal was aborted before', async () => {
    const { channel } = started();
    const answer = channel.request('never', {}, { signal: AbortSignal.abort() });
    expect(await rejection(answer)).toMatchObject({ code: 'cancelled' });
  });

  it('rejects after the timeout and aborts the handler', async () => {
    const { channel, aborted } = started();
    expect(await rejection(channel.request('never', {}, { timeoutMs: 5 }))).toMatchObject({ code: 'timeout' });
    await aborted;
  });

  it('rejects pending and later requests when it is closed', async () => {
    const { channel } = started();
    const underWay = rejection(channel.request('never', {}));
    channel.close(new RequestError('The worker stopped.', 'Read the trace again.', 'closed'));
    expect(await underWay).toMatchObject({ message: 'The worker stopped.', advice: 'Read the trace again.' });
    expect(await rejection(channel.request('add', { a: 1, b: 1 }))).toMatchObject({ code: 'closed' });
  });

  it('aborts running handlers when the answering end closes', async () => {
    const { channel, publisher, aborted } = started();
    const answer = rejection(channel.request('never', {}));
    await channel.request('add', { a: 0, b: 0 });
    publisher.close();
    await aborted;
    channel.close();
    expect((await answer).code).toBe('closed');
  });

  it('delivers events until the listener is removed', async () => {
    const { channel, publisher } = started();
    const counts: number[] = [];
    const stop = channel.on('ticked', ({ count }) => counts.push(count));
    publisher.emit('ticked', { count: 1 });
    publisher.emit('ticked', { count: 2 });
    await channel.request('add', { a: 0, b: 0 });
    stop();
    publisher.emit('ticked', { count: 3 });
    await channel.request('add', { a: 0, b: 0 });
    expect(counts).toEqual([1, 2]);
  });
});

describe('an end that is not trusted', () => {
  const guards: Guards<Sums> = {
    add: (value) => {
      const { a, b } = value as { a: unknown; b: unknown };
      if (typeof a !== 'number' || typeof b !== 'number') throw new RequestError('a and b are numbers', '', 'refused');
      return { a, b };
    },
    squares: (value) => value as { upTo: number },
    never: () => ({}),
    fail: () => ({ how: 'plain' }),
  };

  it('sends requests to handlers only through the guard', async () => {
    const { channel } = started(guards);
    expect(await channel.request('add', { a: 1, b: 1 })).toEqual({ sum: 2 });
    const wrong = channel.request('add', { a: '1', b: 1 } as never);
    expect(await rejection(wrong)).toMatchObject({ message: 'a and b are numbers', code: 'refused' });
  });

  it.each(['toString', '__proto__', 'constructor', 'no such thing'])('is refused the method %s', async (method) => {
    const { channel } = started(guards);
    const answer = channel.request(method as 'add', { a: 1, b: 1 });
    expect(await rejection(answer)).toMatchObject({ code: 'refused', message: `There is no request "${method}".` });
  });

  it('breaks nothing with invalid messages', async () => {
    const { channel, asker } = started(guards);
    const garbage = [
      null,
      7,
      'text',
      [],
      {},
      { jsonrpc: '2.0' },
      { jsonrpc: '2.0', id: {}, method: 'add', params: {} },
      { jsonrpc: '2.0', id: 90, method: 'add' },
      { jsonrpc: '2.0', id: 91, method: 'add', params: [1, 2] },
      { jsonrpc: '2.0', id: 92, method: {}, params: {} },
      { jsonrpc: '2.0', method: '$/cancelRequest', params: {} },
      { jsonrpc: '2.0', method: '$/cancelRequest' },
      { jsonrpc: '2.0', id: 93, result: 'an answer to nothing' },
    ];
    for (const message of garbage) asker.post(message);
    expect(await channel.request('add', { a: 20, b: 22 })).toEqual({ sum: 42 });
  });
});

import {
  AbstractMessageReader,
  AbstractMessageWriter,
  CancellationTokenSource,
  createMessageConnection,
  type DataCallback,
  type Disposable,
  ErrorCodes,
  type Message,
  type MessageConnection,
  NullLogger,
  ParameterStructures,
  ResponseError,
} from 'vscode-jsonrpc';
import { AdvisedError, errorText } from '../errors';
import { installRuntime } from './rpcRuntime';

installRuntime();

/**
 * Requests one way, events the other way, over anything that transfers structured clones. Used between page and host,
 * and between host and worker: `Channel` asks, `serve` answers.
 */

/** One end of a pipe: a webview, `acquireVsCodeApi()`, a worker or its parent port, wrapped. */
export interface Port {
  post(message: unknown): void;
  /** Calls the listener with every message until the returned function is called. */
  listen(listener: (message: unknown) => void): () => void;
}

/** Methods that take one plain object; the types of requests and answers are derived from them. */
export type Methods<Requests> = { [N in keyof Requests]: (request: never) => unknown };
export type RequestOf<Requests, N extends keyof Requests> = Requests[N] extends (request: infer Q) => unknown
  ? Q
  : never;
export type AnswerOf<Requests, N extends keyof Requests> = Requests[N] extends (...request: never[]) => infer A
  ? A
  : never;

export type Handlers<Requests> = {
  [N in keyof Requests]: (
    request: RequestOf<Requests, N>,
    signal: AbortSignal,
  ) => AnswerOf<Requests, N> | Promise<AnswerOf<Requests, N>>;
};

/** Each guard returns a message as a valid request, or throws a `RequestError` that names what is wrong. */
export type Guards<Requests> = { [N in keyof Requests]: (value: unknown) => RequestOf<Requests, N> };

/** Codes that the channel itself gives. An `AdvisedError` of a handler keeps the code it was thrown with. */
export type RequestErrorCode = 'refused' | 'failed' | 'cancelled' | 'timeout' | 'closed';

/** Why a request has no answer, worded for the user. */
export class RequestError extends AdvisedError {
  override readonly name = 'RequestError';
  constructor(message: string, advice = '', code: RequestErrorCode | (string & {}) = 'failed', subject = '') {
    super(message, code, advice, undefined, subject);
  }
}

/** The end that sends requests. */
export class Channel<Requests extends Methods<Requests>, Events> {
  readonly #connection: MessageConnection;
  #closed: RequestError | null = null;
  readonly #pending = new Set<(reason: RequestError) => void>();

  constructor(port: Port) {
    this.#connection = connect(port);
    this.#connection.listen();
  }

  /**
   * Rejects with a `RequestError`: the other end's error, or that the request was cancelled, took longer than
   * `timeoutMs` (no limit unless given), or that the channel was closed.
   */
  async request<N extends keyof Requests & string>(
    name: N,
    request: RequestOf<Requests, N>,
    options: { readonly signal?: AbortSignal; readonly timeoutMs?: number } = {},
  ): Promise<AnswerOf<Requests, N>> {
    if (this.#closed) throw this.#closed;
    const cancellation = new CancellationTokenSource();
    let giveUp: (reason: RequestError) => void = () => {};
    const givenUp = new Promise<never>((_, reject) => {
      giveUp = (reason) => {
        cancellation.cancel();
        reject(reason);
      };
    });
    const onAbort = () => giveUp(new RequestError(`The request ${name} was cancelled.`, '', 'cancelled'));
    const { signal, timeoutMs } = options;
    const onTimeout = () => giveUp(new RequestError(`No answer to ${name} within ${timeoutMs} ms.`, '', 'timeout'));
    const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#pending.add(giveUp);
    try {
      const { byName } = ParameterStructures;
      const answer = this.#connection.sendRequest<AnswerOf<Requests, N>>(name, byName, request, cancellation.token);
      if (signal?.aborted) onAbort();
      return await Promise.race([answer, givenUp]);
    } catch (error) {
      throw toRequestError(error);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
      this.#pending.delete(giveUp);
      cancellation.dispose();
    }
  }

  /** Returns the function that stops listening. */
  on<E extends keyof Events & string>(name: E, listener: (event: Events[E]) => void): () => void {
    const subscription = this.#connection.onNotification(name, listener);
    return () => subscription.dispose();
  }

  /** Requests under way and later ones reject with `reason`. */
  close(reason = new RequestError('The connection was closed.', '', 'closed')): void {
    if (this.#closed) return;
    this.#closed = reason;
    for (const giveUp of [...this.#pending]) giveUp(reason);
    this.#connection.dispose();
  }
}

/** Sends events from the answering end. */
export interface Publisher<Events> {
  emit<E extends keyof Events & string>(name: E, event: Events[E]): void;
  close(): void;
}

/**
 * Answers requests with `handlers`, whose `signal` is aborted when the request is cancelled or the channel closes. With
 * `guards`, for requests that are not trusted, a handler gets the guard's result. Unknown methods are refused.
 */
export function serve<Requests extends Methods<Requests>, Events>(
  port: Port,
  handlers: Handlers<Requests>,
  guards?: Guards<Requests>,
): Publisher<Events> {
  const connection = connect(port);
  const underWay = new Set<AbortController>();
  connection.onRequest(async (method, params, token) => {
    const abort = new AbortController();
    underWay.add(abort);
    const subscription = token.onCancellationRequested(() => abort.abort());
    try {
      if (token.isCancellationRequested) throw new RequestError('The request was cancelled.', '', 'cancelled');
      if (!Object.hasOwn(handlers, method)) throw new RequestError(`There is no request "${method}".`, '', 'refused');
      const name = method as keyof Requests;
      const request = guards ? guards[name](params) : (params as RequestOf<Requests, typeof name>);
      return await handlers[name](request, abort.signal);
    } catch (error) {
      return toResponseError(error);
    } finally {
      subscription.dispose();
      underWay.delete(abort);
    }
  });
  connection.listen();
  let open = true;
  return {
    emit: (name, event) => {
      if (open) void connection.sendNotification(name, ParameterStructures.byName, event);
    },
    close: () => {
      open = false;
      for (const abort of underWay) abort.abort();
      connection.dispose();
    },
  };
}

function connect(port: Port): MessageConnection {
  return createMessageConnection(new PortReader(port), new PortWriter(port), NullLogger);
}

class PortReader extends AbstractMessageReader {
  constructor(readonly port: Port) {
    super();
  }
  listen(callback: DataCallback): Disposable {
    const stop = this.port.listen((message) => {
      if (isMessage(message)) callback(message);
    });
    return { dispose: stop };
  }
}

class PortWriter extends AbstractMessageWriter {
  constructor(readonly port: Port) {
    super();
  }
  async write(message: Message): Promise<void> {
    this.port.post(message);
  }
  end(): void {}
}

/** The library expects JSON-RPC, but a page may send anything: other messages are dropped. */
function isMessage(value: unknown): value is Message {
  if (typeof value !== 'object' || value === null) return false;
  const { jsonrpc, id, method, params } = value as Record<string, unknown>;
  if (jsonrpc !== '2.0') return false;
  if (id !== undefined && typeof id !== 'number' && typeof id !== 'string') return false;
  if (method === undefined) return id !== undefined;
  if (typeof method !== 'string' || typeof params !== 'object' || params === null) return false;
  return (
    id !== undefined ||
    method !== '$/cancelRequest' ||
    ['number', 'string'].includes(typeof (params as { id?: unknown }).id)
  );
}

interface ErrorData {
  readonly advice: string;
  readonly code: string;
  readonly subject?: string;
}

/** Message, advice, code and subject of an error cross to the other end; its stack and other fields do not. */
function toResponseError(error: unknown): ResponseError<ErrorData> {
  const { message, advice, code, subject } = errorText(error);
  const unworded = code === 'AbortError' ? 'cancelled' : 'failed';
  const data: ErrorData = { advice, code: error instanceof AdvisedError ? code : unworded, subject };
  return new ResponseError(ErrorCodes.UnknownErrorCode, message, data);
}

function toRequestError(error: unknown): RequestError {
  if (error instanceof RequestError) return error;
  const { message, data } = error as Partial<ResponseError<Partial<ErrorData>>>;
  return new RequestError(message ?? String(error), data?.advice ?? '', data?.code ?? 'failed', data?.subject);
}

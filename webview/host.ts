import type { DashboardEvents, DashboardRequestName, DashboardRequests } from '../src/protocol/dashboard';
import { type AnswerOf, Channel, type RequestOf } from '../src/protocol/rpc';
import type { VsCodeApi } from './vscodeApi';

/** The extension host as the page sees it: requests and events. */
export interface Host {
  /** Rejects with a `RequestError` when the host answers with an error or `signal` aborts. */
  ask<N extends DashboardRequestName>(
    name: N,
    request: RequestOf<DashboardRequests, N>,
    signal?: AbortSignal,
  ): Promise<AnswerOf<DashboardRequests, N>>;
  /** Calls `handler` for every event of that name. */
  on<E extends keyof DashboardEvents>(event: E, handler: (value: DashboardEvents[E]) => void): void;
}

export function connectHost(api: VsCodeApi): Host {
  const channel = new Channel<DashboardRequests, DashboardEvents>({
    post: (message) => api.postMessage(message),
    listen: (listener) => {
      const onMessage = (event: MessageEvent) => listener(event.data);
      window.addEventListener('message', onMessage);
      return () => window.removeEventListener('message', onMessage);
    },
  });
  return {
    ask: (name, request, signal) => channel.request(name, request, { signal }),
    on: (event, handler) => {
      channel.on(event, handler);
    },
  };
}

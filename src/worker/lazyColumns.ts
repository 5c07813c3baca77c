import { MessageChannel, MessagePort, receiveMessageOnPort, type Transferable } from 'node:worker_threads';
import type { SharedColumns } from '../protocol/worker';

/** A port whose one message is the columns; they stay in it until `LazyColumns` reads them. */
export function portWith(columns: SharedColumns): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(columns);
  return port2;
}

/** Ports to transfer along with an answer of the worker. */
export function transferOf(message: unknown): Transferable[] {
  const { result } = message as { readonly result?: { readonly columns?: unknown } };
  return result?.columns instanceof MessagePort ? [result.columns] : [];
}

/**
 * Receives the columns on first access. Before that, their memory is freed when the worker ends. After it, only when
 * this thread's garbage is collected, which shared memory does not hasten.
 */
export class LazyColumns {
  readonly #port: MessagePort;
  #columns: SharedColumns | null = null;
  #isReleased = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  get table(): SharedColumns['table'] {
    return this.#received.table;
  }

  get index(): SharedColumns['index'] {
    return this.#received.index;
  }

  /** Lets the columns go. Access after this throws, unless they have been received before. */
  release(): void {
    this.#isReleased = true;
    this.#port.close();
  }

  get #received(): SharedColumns {
    if (this.#columns) return this.#columns;
    const received = this.#isReleased ? undefined : receiveMessageOnPort(this.#port);
    if (!received) throw new Error('The columns of this trace have been released.');
    this.#columns = received.message as SharedColumns;
    this.#port.close();
    return this.#columns;
  }
}

import { MessageChannel, MessagePort, receiveMessageOnPort, type Transferable } from 'node:worker_threads';
import type { SharedColumns } from '../protocol/worker';

/** A port that holds the columns for whoever takes them. */
export function portWith(columns: SharedColumns): MessagePort {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(columns);
  return port2;
}

/** What has to be given away with an answer of the worker. */
export function transferOf(message: unknown): Transferable[] {
  const { result } = message as { readonly result?: { readonly columns?: unknown } };
  return result?.columns instanceof MessagePort ? [result.columns] : [];
}

/**
 * Columns that this thread holds on to only once they have been needed. From then on their memory is free no sooner than its garbage has
 * been collected, which memory that threads share does not hasten; until then, as soon as the worker has ended.
 */
export class HeldColumns {
  readonly #port: MessagePort;
  #columns: SharedColumns | null = null;
  #isReleased = false;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  get table(): SharedColumns['table'] {
    return this.#taken.table;
  }

  get index(): SharedColumns['index'] {
    return this.#taken.index;
  }

  /** To be called when nobody will need them any more. */
  release(): void {
    this.#isReleased = true;
    this.#port.close();
  }

  get #taken(): SharedColumns {
    if (this.#columns) return this.#columns;
    const received = this.#isReleased ? undefined : receiveMessageOnPort(this.#port);
    if (!received) throw new Error('The columns of this trace have been released.');
    this.#columns = received.message as SharedColumns;
    this.#port.close();
    return this.#columns;
  }
}

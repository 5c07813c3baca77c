import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import {
  createMessageConnection,
  type MessageConnection,
  SocketMessageReader,
  SocketMessageWriter,
} from 'vscode-jsonrpc/node';
import type { CompanionRequests } from './requests';

/** Waits for the companion to connect, and sends it requests. */
export class CompanionLink {
  #connection: MessageConnection | null = null;

  private constructor(private readonly server: Server) {}

  static async listen(): Promise<CompanionLink> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CompanionLink(server);
  }

  get port(): number {
    const address = this.server.address();
    if (address === null || typeof address === 'string')
      throw new Error('The companion cannot connect: there is no port.');
    return address.port;
  }

  /** Resolves once the companion has connected. */
  async connected(): Promise<void> {
    const [socket] = (await once(this.server, 'connection')) as [Socket];
    this.#connection = createMessageConnection(new SocketMessageReader(socket), new SocketMessageWriter(socket));
    this.#connection.listen();
  }

  async ask<N extends keyof CompanionRequests>(
    name: N,
    request: Parameters<CompanionRequests[N]>[0],
  ): Promise<ReturnType<CompanionRequests[N]>> {
    if (!this.#connection) throw new Error('The companion has not connected.');
    return this.#connection.sendRequest(name, request);
  }

  close(): void {
    this.#connection?.end();
    this.#connection?.dispose();
    this.server.close();
  }
}

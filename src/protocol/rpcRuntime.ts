import { RAL } from 'vscode-jsonrpc';

/**
 * What the JSON-RPC library needs of its runtime. `vscode-jsonrpc/node` would load Node's crypto, network and process
 * modules for its streams, which takes 10 ms in every thread; our messages are objects and pass through no stream.
 */
const runtime: Parameters<typeof RAL.install>[0] = {
  console,
  timer: {
    setTimeout: (callback, ms, ...args) => disposable(setTimeout(callback, ms, ...args), clearTimeout),
    setInterval: (callback, ms, ...args) => disposable(setInterval(callback, ms, ...args), clearInterval),
    setImmediate: (callback, ...args) => {
      let isWanted = true;
      queueMicrotask(() => isWanted && callback(...args));
      return { dispose: () => (isWanted = false) };
    },
  },
  crypto: { randomUUID: () => globalThis.crypto.randomUUID() },
  messageBuffer: { create: withoutStreams },
  applicationJson: {
    encoder: { name: 'application/json', encode: withoutStreams },
    decoder: { name: 'application/json', decode: withoutStreams },
  },
};

function disposable<Timer>(timer: Timer, clear: (timer: Timer) => void): { dispose(): void } {
  return { dispose: () => clear(timer) };
}

function withoutStreams(): never {
  throw new Error('Streams of messages need vscode-jsonrpc/node.');
}

/** Gives the library its timers, unless an entry has imported `vscode-jsonrpc/node`, which does more. */
export function installRuntime(): void {
  try {
    RAL();
  } catch {
    RAL.install(runtime);
  }
}

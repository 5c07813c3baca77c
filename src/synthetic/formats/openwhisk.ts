import { hex } from './made';
import type { SyntheticFormat, SyntheticStart } from './syntheticFormat';

const NAMESPACE = 'synthetic-guest';
const KINDS: Readonly<Record<string, string>> = {
  nodejs: 'nodejs:20',
  python: 'python:3.11',
  php: 'php:8.1',
  java: 'java:8',
};

/** An array of activations, as `wsk` prints it: a cold one and a warm one for each start. */
export const openwhisk: SyntheticFormat = {
  id: 'openwhisk',
  head: '[\n',
  between: ',\n',
  tail: '\n]\n',
  writer: (random) => {
    const activation = (
      { functionName, runtime, memoryMB }: SyntheticStart,
      start: number,
      times: readonly { readonly key: string; readonly value: number }[],
    ) => {
      const duration = 1 + Math.floor(800 * random());
      return JSON.stringify(
        {
          activationId: hex(random, 32),
          annotations: [
            { key: 'path', value: `${NAMESPACE}/${functionName}` },
            { key: 'kind', value: KINDS[runtime] ?? 'blackbox' },
            { key: 'timeout', value: false },
            { key: 'limits', value: { concurrency: 1, logs: 10, memory: memoryMB, timeout: 60_000 } },
            ...times,
          ],
          duration,
          end: start + duration,
          logs: [],
          name: functionName,
          namespace: NAMESPACE,
          publish: false,
          response: { result: {}, size: 2, status: 'success', success: true },
          start,
          subject: NAMESPACE,
          version: '0.0.1',
        },
        null,
        4,
      );
    };
    return (start) => {
      const at = start.time * 1000;
      const waitTime = { key: 'waitTime', value: Math.floor(1000 * random()) };
      const initTime = { key: 'initTime', value: start.latencyMs };
      const warm = { key: 'waitTime', value: Math.floor(20 * random()) };
      return `${activation(start, at, [waitTime, initTime])},\n${activation(start, at + 60_000, [warm])}`;
    };
  },
};

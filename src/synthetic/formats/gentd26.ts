import type { SyntheticFormat } from './syntheticFormat';

/** Model loads of Alibaba's GenAI trace: times, milliseconds, and containers in place of functions. */
export const gentd26: SyntheticFormat = {
  id: 'gentd26',
  head: 'timestamp_anon,value,container_ip\n',
  writer:
    () =>
    ({ time, latencyMs, functionName }) =>
      `${time.toFixed(1)},${latencyMs.toFixed(1)},${functionName}\n`,
};

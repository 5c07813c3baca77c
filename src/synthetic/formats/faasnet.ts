import type { SyntheticFormat } from './syntheticFormat';

/** The released trace, with its index column; latencies in milliseconds. */
export const faasnet: SyntheticFormat = {
  id: 'faasnet',
  head: ',__time__,functionName,latency,runtime,memoryMB\n',
  writer:
    () =>
    ({ row, time, functionName, latencyMs, runtime, memoryMB }) =>
      `${row},${time},${functionName},${latencyMs},${runtime},${memoryMB}\n`,
};

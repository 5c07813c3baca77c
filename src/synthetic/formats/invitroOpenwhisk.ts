import { hex } from './made';
import type { SyntheticFormat } from './syntheticFormat';

const HEADER =
  'phase,instance,invocationID,startTime,requestedDuration,grpcConnEstablish,responseTime,actualDuration,connectionTimeout,functionTimeout,actualMemoryUsage,memoryAllocationTimeout,timeToSubmitMs,userCodeExecutionMs,timeToGetResponseMs,activationID,startType,httpStatusCode,waitTime,initTime';

/** InVitro's results on OpenWhisk, in microseconds: a cold and a hot invocation for each start. */
export const invitroOpenwhisk: SyntheticFormat = {
  id: 'invitro-openwhisk',
  head: `${HEADER}\n`,
  writer: (random) => {
    const line = (name: string, number: number, startMs: number, memoryMB: number, initMs: number) => {
      const duration = 1000 * (1 + Math.floor(800 * random()));
      const response = duration + 1000 * initMs + 5000;
      const kind = initMs > 0 ? 'cold' : 'hot';
      return `2,${name},min0.inv${number},${startMs * 1000},${duration},2000,${response},${duration},false,false,${memoryMB},false,0,0,0,${hex(random, 32)},${kind},200,${Math.floor(9000 * random())},${initMs * 1000}\n`;
    };
    return ({ row, functionName, time, latencyMs, memoryMB }) =>
      line(functionName, 2 * row, time * 1000, memoryMB, latencyMs) +
      line(functionName, 2 * row + 1, time * 1000 + 60_000, memoryMB, 0);
  },
};

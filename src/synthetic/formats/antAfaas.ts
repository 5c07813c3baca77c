import { hex, isoTime } from './made';
import type { SyntheticFormat } from './syntheticFormat';

const HEADER =
  'day,time,clustername,funcname,requestid,podid,mem,totalcost,podallocationcost,deploycodecost,createinstancecost';
const BYTES_PER_MB = 1_048_576;

/** Ant Group's cold-start table: milliseconds and bytes. */
export const antAfaas: SyntheticFormat = {
  id: 'ant-afaas',
  head: `${HEADER}\n`,
  writer: (random) => {
    const clusters = Array.from({ length: 4 }, () => hex(random, 32));
    return ({ time, functionName, latencyMs, memoryMB }) => {
      const date = isoTime(time * 1000)
        .replace('T', ' ')
        .slice(0, -1);
      const allocation = Math.floor(latencyMs * 0.1 * random());
      const code = Math.floor(latencyMs * 0.3 * random());
      const ids = [clusters[Math.floor(4 * random())], functionName, hex(random, 32), hex(random, 32)].join();
      const costs = [latencyMs, allocation, code, latencyMs - allocation - code].join();
      return `${date.slice(0, 10).replaceAll('-', '')},${date},${ids},${memoryMB * BYTES_PER_MB},${costs}\n`;
    };
  },
};

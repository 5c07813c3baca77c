import { hex, numberOf } from './made';
import type { SyntheticFormat } from './syntheticFormat';

const HEADER =
  'day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost,deployCodeCost,deployDependencyCost,schedulingCost,podID';
const DAY_SECONDS = 86_400;
/** Millicores of a pool's pods, by their memory in MB. */
const MILLICORES: Readonly<Record<number, number>> = { 128: 300, 256: 400, 512: 600, 1024: 1000, 2048: 2000 };

/** Huawei's cold-start table of 2025. Times are seconds since the first start; stages have their published shares. */
export const huawei2025: SyntheticFormat = {
  id: 'huawei-2025',
  head: `${HEADER}\n`,
  writer: (random) => {
    let first: number | null = null;
    return ({ row, time, functionName, latencyMs, memoryMB }) => {
      first ??= time;
      const seconds = time - first;
      const allocation = Math.round(latencyMs * 0.2 * random());
      const code = Math.round(latencyMs * 0.45 * random());
      // Half of the functions have no dependencies.
      const dependencies = numberOf(functionName, 2) === 0 ? 0 : Math.round(latencyMs * 0.34 * random());
      const scheduling = latencyMs - allocation - code - dependencies;
      const costs = [latencyMs, allocation, code, dependencies, scheduling].map((ms) => (ms / 1000).toFixed(6));
      const millicores = MILLICORES[memoryMB] ?? 3000;
      const pod = `pool${20 + numberOf(`${memoryMB}`, 16)}-${millicores}-${memoryMB}-${String(row).padStart(10, '0')}`;
      const [cluster, user] = [1 + numberOf(functionName, 4), numberOf(functionName, 1000)];
      const day = Math.floor(seconds / DAY_SECONDS);
      return `${day},${seconds.toFixed(3)},${cluster},${functionName},${user},${hex(random, 64)},${costs.join()},${pod}\n`;
    };
  },
};

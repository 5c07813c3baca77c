import { ImageState, simulate } from '../../../src/simulation';
import { bytesSource, readTrace, type TraceFile } from '../../../src/trace';
import type { Truth } from './truth';

const DAY_SECONDS = 86_400;

/** The trace as the product's own format writes it: latencies in milliseconds. */
export function exportedTrace({ workload, result }: Truth): Promise<TraceFile> {
  const { arrival, functionId, functions } = workload;
  const rows = Array.from(arrival, (time, i) => {
    const { name, runtime, memoryMB } = functions[functionId[i]];
    const at = (1_620_489_000 + time).toFixed(3);
    return `${at},${name},${(1000 * result.provisioning[i]).toFixed(3)},${runtime},${memoryMB}\n`;
  });
  return read(['__time__,functionName,latency,runtime,memoryMB\n', ...rows]);
}

/** The trace in the shape of Huawei's cold-start table of 2025, whose stages tell the image from the start. */
export async function exportedStages(truth: Truth, system = 'baseline'): Promise<TraceFile> {
  const { workload, result, parameters } = truth;
  const imageState = new Uint8Array(workload.arrival.length).fill(ImageState.found);
  // The same random numbers give the same starts.
  const alone = await simulate({ workload: { ...workload, imageState }, system, parameters, seed: result.seed });
  const rows = Array.from(workload.arrival, (time, i) => {
    const { name, memoryMB } = workload.functions[workload.functionId[i]];
    const total = result.provisioning[i];
    const scheduling = result.stages[0].seconds[i];
    const start = Math.min(alone.provisioning[i] - alone.stages[0].seconds[i], total - scheduling);
    const fetch = Math.max(0, total - scheduling - start);
    const costs = [total, start, 0.7 * fetch, 0.3 * fetch, scheduling].map((seconds) => seconds.toFixed(6));
    const day = Math.floor(time / DAY_SECONDS);
    return `${day},${time.toFixed(3)},1,${name},7,r${i},${costs.join()},pool22-300-${memoryMB}-${i}\n`;
  });
  const header = 'day,time,clusterName,funcName,userID,requestID,totalCost_cold_start,podAllocationCost';
  return read([`${header},deployCodeCost,deployDependencyCost,schedulingCost,podID\n`, ...rows]);
}

function read(lines: readonly string[]): Promise<TraceFile> {
  return readTrace(bytesSource([Buffer.from(lines.join(''))]));
}

import path from 'node:path';
import type { Simulator } from '../simulation';
import { SimulationPool } from '../worker';

/** Calls `work` with a simulator that uses all cores, and ends its threads afterwards. */
export async function withAllCores<T>(work: (simulator: Simulator) => Promise<T>): Promise<T> {
  const pool = new SimulationPool(path.join(__dirname, 'simulationThread.js'));
  try {
    return await work(pool);
  } finally {
    pool.close();
  }
}

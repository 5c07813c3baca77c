import { chooseSweep, runSweep as run, showResults, submitSweep as submit } from '../sweeps';
import type { Services } from './services';
import type { PlaceArgument } from './target';

/** Runs a sweep on this machine, and shows its results. */
export async function runSweep(services: Services, { uri }: PlaceArgument): Promise<void> {
  const file = await run(services, uri);
  if (file) await showResults(services, file);
}

export function submitSweep(services: Services, { uri }: PlaceArgument): Promise<void> {
  return submit(services, uri);
}

export async function showSweepResults(services: Services, { uri }: PlaceArgument): Promise<void> {
  const file = await chooseSweep(uri);
  if (file) await showResults(services, file);
}

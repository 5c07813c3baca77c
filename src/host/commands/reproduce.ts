import type { ReproducedFigure } from '../../protocol/figures';
import { REPRODUCTION_SEEDS } from '../../reference';
import { reproduceRequest } from '../dashboard';
import { simulationDefaults } from '../settings';
import type { Services } from './services';
import type { PlaceArgument } from './target';

export interface ReproduceArgument extends PlaceArgument {
  /** Numbers of figures, such as '14a'. */
  readonly figures?: readonly string[];
  readonly seed?: number;
  /** How many seeds, from `seed` up. */
  readonly seeds?: number;
}

/**
 * Shows the figures of the paper, in the active dashboard or in one without a trace. Resolves with those of `figures` as
 * simulated; where none are named, the page's reader decides what is.
 */
export async function reproduceFigures(
  { dashboards, sessions }: Services,
  {
    figures = [],
    seed = simulationDefaults(null).seed,
    seeds = REPRODUCTION_SEEDS.defaultValue,
  }: Partial<ReproduceArgument>,
): Promise<readonly ReproducedFigure[]> {
  const uri = dashboards.active?.uri ?? null;
  const requests = figures.map((figure) => reproduceRequest({ figure, seed, seeds }));
  const lease = sessions.acquire(uri);
  try {
    await dashboards.show(uri, { kind: 'figures' });
    const reproduced: ReproducedFigure[] = [];
    for (const request of requests) reproduced.push(await lease.session.request('reproduce', request));
    return reproduced;
  } finally {
    lease.dispose();
  }
}

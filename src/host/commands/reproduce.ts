import type { ReproducedFigure } from '../../protocol/figures';
import { checked, reproduceRequest } from '../../protocol/requests';
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
 * Shows the figures of the paper, in the active dashboard or in one without a trace. Simulates those of `figures`, none
 * unless named, and resolves with them.
 */
export async function reproduceFigures(
  { dashboards, sessions }: Services,
  { figures = [], seed = simulationDefaults(null).seed, seeds }: Partial<ReproduceArgument>,
): Promise<readonly ReproducedFigure[]> {
  const uri = dashboards.active?.uri ?? null;
  const lease = sessions.acquire(uri);
  try {
    const { session } = lease;
    const seedCount = seeds ?? (figures.length > 0 ? (await session.request('figures', {})).seeds.defaultValue : 1);
    const requests = figures.map((figure) => checked(reproduceRequest, { figure, seed, seeds: seedCount }));
    await dashboards.show(uri, { kind: 'figures' });
    const reproduced: ReproducedFigure[] = [];
    for (const request of requests) reproduced.push(await session.request('reproduce', request));
    return reproduced;
  } finally {
    lease.dispose();
  }
}

import { blockSizes as blockSizesKB, images, measureOf } from '../figures/figure20';
import { burst } from '../setUps';
import { drawn, type Experiment, type PlannedRun } from './experiment';

interface BlockSizeRun extends PlannedRun {
  readonly image: string;
  readonly blockKB: number;
}

const BYTES_PER_MB = 1e6;

/** Figure 20: the uncompressed bytes that one cold start of each image reads from the registry with each block size. */
export const blockSizes: Experiment<BlockSizeRun> = {
  plan: (systems) =>
    systems
      .filter((system) => system === 'faasnet')
      .flatMap((system) =>
        images.flatMap(({ name, imageMB }) =>
          blockSizesKB.map((blockKB) => ({
            system,
            image: name,
            blockKB,
            setUp: { blockKB },
            workload: { ...burst(1), imageMB },
          })),
        ),
      ),
  measure: (runs) =>
    drawn(
      runs.map(({ plan, result }) => {
        const fetchedMB = (result.registryBytes / BYTES_PER_MB) * result.parameters.compressionRatio;
        const points = [{ x: plan.blockKB, y: fetchedMB }];
        return { system: plan.system, measure: measureOf(plan.image), unit: 'MB', points };
      }),
    ),
};

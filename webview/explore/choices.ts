import type { Stacking } from '../../src/protocol/queries';

/** What the reader can choose on the Explore tab. The page imports no code of `src/explore`, only its types. */

export const STACKINGS = ['runtime', 'stage', 'selection'] as const satisfies readonly Stacking[];

/** What the colour of a cell shows: its cold starts, or their share of its column. */
export const HEAT_MODES = ['count', 'share'] as const;
export type HeatMode = (typeof HEAT_MODES)[number];

/** Quantiles that can be drawn over the heat map. */
export const PERCENTILES = [0.5, 0.9, 0.95, 0.99] as const;

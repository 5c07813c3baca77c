import type { QueryAnswer } from '../../src/protocol/queries';

/** The systems, parameters and presets that the form offers. */
export type Model = QueryAnswer<'systems'>;

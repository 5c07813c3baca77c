import { LIMITS } from '../../simulation';
import { empty, shape, text, within } from './checks';

/** Also checks what commands are called with. */
export const reproduceRequest = shape({
  /** Number of the figure: '14a', '15', … */
  figure: text(),
  seed: within(LIMITS.seed),
  /** Number of seeds, from `seed` up. */
  seeds: within(LIMITS.seeds),
});

/** Requests about the paper's figures. */
export const FIGURE_REQUESTS = {
  figures: empty,
  reproduce: reproduceRequest,
};

import { maxValue, minValue, nullable, pipe } from 'valibot';
import { STACKINGS } from '../../explore';
import { LONGEST_FILTER } from '../../filter';
import { finite, integer, listOf, oneOf, pixels, range, shape, text } from './checks';

const MOST_ROWS = 1000;
const MOST_LINES = 5;

const share = pipe(finite, minValue(0, 'a share from 0 to 1'), maxValue(1, 'a share from 0 to 1'));

/** Requests of the Explore tab. */
export const EXPLORE_REQUESTS = {
  explore: shape({
    where: text(LONGEST_FILTER),
    active: nullable(text()),
    ...range,
    pixels,
    rows: integer(1, MOST_ROWS),
    stackBy: oneOf(STACKINGS),
    percentiles: listOf(share, MOST_LINES),
    target: nullable(finite),
    heatId: nullable(finite),
  }),
};

import * as v from 'valibot';
import { RANKINGS } from '../../comparison';
import { LONGEST_FILTER } from '../../filter';
import { boolean, empty, id, integer, oneOf, pixels, shape, text } from './checks';

const MOST_LEAST = 1_000_000;
const MOST_LISTED = 1000;
/** Of a key that the host has given. */
const KEY_LENGTH = 64;

const where = text(LONGEST_FILTER);

const side = v.variant(
  'kind',
  [
    /** What a filter selects of the trace, or with `isRest` what it does not select. */
    v.object({ kind: v.literal('where'), where, isRest: boolean }),
    /** What a filter selects of another trace, by the key of `chooseCompared`. */
    v.object({ kind: v.literal('file'), key: text(KEY_LENGTH), where }),
    /** What a run simulated, or what its trace recorded of the same cold starts. */
    v.object({ kind: v.literal('run'), runId: id, recorded: boolean }),
  ],
  'a part of the trace, another file or a run',
);

/** Requests of the Compare tab. The host answers them, because it alone knows other files. */
export const COMPARE_REQUESTS = {
  compare: shape({
    a: side,
    b: side,
    by: oneOf(RANKINGS),
    /** The fewest cold starts of a function on each side. */
    least: integer(1, MOST_LEAST),
    /** Most functions that are listed. */
    limit: integer(0, MOST_LISTED),
    pixels,
  }),
  /** Asks the reader for another trace. */
  chooseCompared: empty,
};

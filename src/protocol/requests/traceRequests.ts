import { custom, minValue, nullable, optional, pipe } from 'valibot';
import { LONGEST_FILTER } from '../../filter';
import { BURST_FACTOR, CDF_GROUPINGS, type FunctionSortKey, isFunctionSortKey, SERIES_METRICS } from '../../statistics';
import { boolean, finite, id, integer, oneOf, pixels, range, shape, text, within } from './checks';

/** Only the rows that this filter selects; all rows if absent or empty. The worker says what is wrong with it. */
export const ofPart = { where: optional(text(LONGEST_FILTER)) };
const seconds = pipe(finite, minValue(0.001, 'a number of seconds from 0.001'));
const selection = { functionId: nullable(id), ...range, ...ofPart };

/** Requests about the trace. */
export const TRACE_REQUESTS = {
  overview: shape(ofPart),
  series: shape({ metric: oneOf(SERIES_METRICS), ...selection, pixels }),
  latencyCdf: shape({ by: oneOf(CDF_GROUPINGS), ...selection, pixels }),
  stages: shape({ ...selection, pixels }),
  bursts: shape({ factor: within(BURST_FACTOR), binSeconds: nullable(seconds), target: nullable(seconds), ...ofPart }),
  functions: shape({
    sort: custom<FunctionSortKey>(isFunctionSortKey, 'a column of the table of functions'),
    descending: boolean,
    filter: text(),
    offset: id,
    limit: integer(0, 1000),
    ...ofPart,
  }),
  function: shape({ functionId: id, ...ofPart }),
  keepAlive: shape({ functionId: id, ...ofPart }),
  lines: shape({ ...selection, limit: integer(0, 100_000) }),
};

import { custom, nullable } from 'valibot';
import { CDF_GROUPINGS, type FunctionSortKey, isFunctionSortKey, SERIES_METRICS } from '../../statistics';
import { boolean, empty, id, integer, oneOf, pixels, range, shape, text } from './checks';

/** Requests about the trace. */
export const TRACE_REQUESTS = {
  overview: empty,
  series: shape({
    metric: oneOf(SERIES_METRICS),
    ...range,
    pixels,
    functionId: nullable(id),
  }),
  latencyCdf: shape({ by: oneOf(CDF_GROUPINGS), functionId: nullable(id), ...range, pixels }),
  functions: shape({
    sort: custom<FunctionSortKey>(isFunctionSortKey, 'a column of the table of functions'),
    descending: boolean,
    filter: text(),
    offset: id,
    limit: integer(0, 1000),
  }),
  function: shape({ functionId: id }),
  lines: shape({ functionId: nullable(id), ...range, limit: integer(0, 100_000) }),
};

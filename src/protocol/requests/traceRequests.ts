import { custom, nullable, optional } from 'valibot';
import { CDF_GROUPINGS, type FunctionSortKey, isFunctionSortKey, SERIES_METRICS } from '../../statistics';
import { boolean, id, integer, listOf, oneOf, pixels, range, shape, text } from './checks';

const MAX_LABELS = 20;
/** Longer names than this cannot be filtered on. */
const MAX_LABEL = 10_000;

/** Only rows with all of these labels; all rows if absent. */
const ofLabels = { labels: optional(listOf(shape({ key: text(), value: text(MAX_LABEL) }), MAX_LABELS)) };
const selection = { functionId: nullable(id), ...range, ...ofLabels };

/** Requests about the trace. */
export const TRACE_REQUESTS = {
  overview: shape(ofLabels),
  series: shape({ metric: oneOf(SERIES_METRICS), ...selection, pixels }),
  latencyCdf: shape({ by: oneOf(CDF_GROUPINGS), ...selection, pixels }),
  stages: shape({ ...selection, pixels }),
  labelGroups: shape(ofLabels),
  functions: shape({
    sort: custom<FunctionSortKey>(isFunctionSortKey, 'a column of the table of functions'),
    descending: boolean,
    filter: text(),
    offset: id,
    limit: integer(0, 1000),
    ...ofLabels,
  }),
  function: shape({ functionId: id, ...ofLabels }),
  lines: shape({ ...selection, limit: integer(0, 100_000) }),
};

export type * from './answers';
export { buildIndex, type LatencyColumns, type LatencyOrders, latencyOrders } from './buildIndex';
export { functionQuantiles } from './functionQuantiles';
export { FUNCTION_SORT_KEYS } from './functionSortKeys';
export {
  type FunctionFacts,
  functionFacts,
  functionSummary,
  functionsPage,
} from './functions';
export {
  factsOf,
  type HoverFacts,
  type HoverTable,
  type HoverTrace,
  hoverFacts,
  knownMemory,
  orderOf,
  type RowDescription,
  type RowOrder,
  type Standing,
} from './hover';
export { LABEL_KEYS, type LabelKey, type Labels, labelAt, labels } from './labels';
export { latencyCdf } from './latencyCdf';
export { type UnitInForce, unitInForce } from './latencyUnit';
export { linesOf, rowAtLine } from './lines';
export { type OverviewContext, overviewOf, type RuntimeStatistics, type TraceOverview } from './overview';
export { UnknownFunctionError } from './rows';
export { type RowsSummary, RunningSummary } from './runningSummary';
export { series } from './series';
export { CDF_GROUPINGS, SERIES_METRICS } from './seriesMetrics';
export type { TraceIndex } from './traceIndex';

export type * from './answers';
export { type Bins, niceBins } from './bins';
export { beginIndex, buildIndex, type LatencyColumns, type LatencyOrders, latencyOrders } from './buildIndex';
export { BURST_FACTOR, bursts } from './bursts';
export { busiestFunctions } from './busiestFunctions';
export { cdfOf } from './cdf';
export {
  type Described,
  describedColumns,
  describedRow,
  type LabelValue,
  type MeasureValue,
} from './described';
export { traceDoubts } from './doubts';
export { FilteredFunctions } from './filteredFunctions';
export { type FunctionFacts, functionFacts } from './functionFacts';
export { isFunctionSortKey } from './functionSortKeys';
export { functionSummary, functionsPage } from './functions';
export {
  factsOf,
  type HoverFacts,
  type HoverTable,
  type HoverTrace,
  hoverFacts,
  orderOf,
  type RowDescription,
  type RowOrder,
  type Standing,
  warmOf,
} from './hover';
export { keepAlive } from './keepAlive';
export { latencyCdf } from './latencyCdf';
export { type UnitInForce, unitInForce } from './latencyUnit';
export { linesOf, rowAtLine } from './lines';
export { type OverviewContext, overviewOf, type RuntimeStatistics, type TraceOverview } from './overview';
export { partOfTrace, type TracePart } from './partOfTrace';
export { rowsByAscending } from './radixSort';
export { type RowColumns, type RowFacts, rowColumns, rowFacts } from './rowFacts';
export { rowsByTime, UnknownFunctionError } from './rows';
export { type RowsSummary, RunningSummary } from './runningSummary';
export { peakWithin, series, spanOf } from './series';
export { CDF_GROUPINGS, SERIES_METRICS } from './seriesMetrics';
export { stageSummaries, stageTimes } from './stages';
export { tableOfRows } from './tableOfRows';
export type { TraceIndex } from './traceIndex';

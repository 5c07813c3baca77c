export { buildIndex } from './buildIndex';
export { functionQuantiles } from './functionQuantiles';
export {
  type FunctionFacts,
  functionFacts,
  functionSummary,
  functionsPage,
} from './functions';
export { type HoverFacts, type HoverTable, hoverFacts, type NameList, type Standing } from './hover';
export { latencyCdf } from './latencyCdf';
export { type UnitInForce, unitInForce } from './latencyUnit';
export { linesOf, rowAtLine } from './lines';
export { type OverviewContext, overviewOf, type RuntimeStatistics, type TraceOverview } from './overview';
export { quantile } from './quantile';
export { UnknownFunctionError } from './rows';
export { series } from './series';
export { SoFar, type SummarySoFar } from './soFar';
export type { TraceIndex } from './traceIndex';

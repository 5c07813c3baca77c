export { AXIS_KINDS, type AxisInfo, type AxisKind, type AxisValue } from './axes';
export { type Cell, type CrossoverMap, crossoverMap, measureNamed, variedAxes } from './crossover';
export { mapSvg } from './drawing/crossoverSvg';
export { heatSvg } from './drawing/heatSvg';
export { linesSvg } from './drawing/linesSvg';
export { axisText, labelOf, measureText, type Palette, valueText } from './drawing/svg';
export { SweepError } from './errors';
export { type Interval, LEAST_FOR_MEDIAN, meanInterval, overlap, quantileInterval } from './intervals';
export { sweepSchema } from './jsonSchema';
export { kubernetesJob } from './kubernetes';
export { type Manifest, manifestText, parseManifest, planned, requireSameTrace } from './manifest';
export { MEASURES, type Measure, type MeasureSummary, Merged, measureOf, type PointSummary } from './merge';
export { chosenPoints, distinctValues, shown } from './points';
export { AXIS_ENTRY, type AxisEntry } from './range';
export { quoted, slurmScript, taskCount } from './slurm';
export { parseSummary, type SweepSummary, summaryText } from './summary';
export {
  type Axis,
  hasTraceHash,
  MOST_UNITS,
  parseSweep,
  type Sweep,
  shownValues,
  sweepText,
  unitCount,
} from './sweepFile';
export { parseUnitResult, type UnitResult, unitResult, unitResultText } from './unitResult';
export { contentOf, type Unit, unitAt, unitsOfShard } from './units';

/** The paper's published numbers, and their comparison with the simulator's. */
export { CITATION } from './citation';
export { type ComparisonRow, compare, type ErrorSummary, summarizeErrors } from './compare';
export {
  type ChangedParameter,
  figureRuns,
  REPRODUCTION_SEEDS,
  type Reproduction,
  reproduceFigure,
} from './experiments/reproduce';
export { SENSITIVITY_SHARE, type Sensitivity, sensitivity, testedChanges } from './experiments/sensitivity';
export { FIGURES, FigureError, figureById } from './figures';
export { FITTED_TO } from './fitted';
export { SENSITIVITY } from './measuredSensitivity';
export type { Preset } from './preset';
export { PRESETS } from './presets';
export {
  ERROR_TITLES,
  errorCells,
  notesOf,
  pointCells,
  toCsv,
  toMarkdown,
  toSummaryMarkdown,
} from './report';
export { sensitivityMarkdown, sensitivityTable, type Tested, testedBy } from './sensitivityReport';
export type { Axis, DrawnLine, ErrorGroup, Figure, FigureId, Goal, Line, Point, Series } from './types';

/** The numbers that the paper published, and how far from them the simulator is. */
export { CITATION } from './citation';
export { type ComparisonRow, compare, type ErrorSummary, summarizeErrors } from './compare';
export { REPRODUCTION_SEEDS, type Reproduction, reproduceFigure } from './experiments/reproduce';
export { FIGURES, FigureError, figureById } from './figures';
export type { Preset } from './preset';
export { PRESETS } from './presets';
export { errorCells, pointCells, toCsv, toMarkdown, toSummaryMarkdown } from './report';
export type { Axis, DrawnLine, Figure, FigureId, Goal, Line, Point, Series } from './types';

import type { Theme } from '../theme';
import type { DrawingContext, Size } from './export/drawingContext';

export type Cell = number | string | null;

export interface ChartColumn {
  /** With the unit of its numbers, as the CSV has them. */
  readonly title: string;
  /** Title on the page, where `text` adds the unit; the same if absent. */
  readonly heading?: string;
  /** How the page shows a value; a number as it is if absent. */
  text?(value: Cell): string;
  /** What the CSV has for a value, if not the value itself. */
  csv?(value: Cell): Cell;
}

/** What a chart draws, as numbers. */
export interface ChartTable {
  readonly columns: readonly ChartColumn[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface LegendItem {
  readonly label: string;
  /** Its place among the hues, dashes and markers. */
  readonly look: number;
  readonly solid?: boolean;
  readonly markers?: boolean;
}

/** What a frame needs of its chart to copy it, to save it, and to show it as a table. */
export interface ChartContent {
  table(): ChartTable;
  /** Draws the plot with its axes, without a title, as on the screen: the same code draws both. */
  draw(context: DrawingContext, size: Size, theme: Theme): void;
  /** Drawn above the plot, if there are several. */
  readonly legend?: readonly LegendItem[];
  /** Height of the plot by its width, in one and in two columns of a paper; a default if absent. */
  readonly aspect?: { readonly single: number; readonly double: number };
}

import type { MeasureUnit } from '../text';
import {
  type DescribedTable,
  labelsOf,
  type MeasureColumn,
  measureAt,
  measuresOf,
  type Stage,
  type TraceTable,
} from '../trace';

/** What a row has besides time, function and latency. Displays loop over these lists: they know no column by name. */

export interface LabelTitle {
  readonly key: string;
  readonly title: string;
}

export interface MeasureTitle extends LabelTitle {
  readonly unit: MeasureUnit;
}

/** The columns of a trace that displays show, in order. */
export interface DescribedColumns {
  readonly labels: readonly LabelTitle[];
  readonly measures: readonly MeasureTitle[];
  readonly stages: readonly LabelTitle[];
}

export interface LabelValue extends LabelTitle {
  /** '' if unknown. */
  readonly text: string;
}

export interface MeasureValue extends MeasureTitle {
  /** null if unknown. */
  readonly value: number | null;
}

/** The labels, measures and stages of one cold start. */
export interface Described {
  readonly labels: readonly LabelValue[];
  readonly measures: readonly MeasureValue[];
  /** In seconds. */
  readonly stages: readonly MeasureValue[];
}

/** The columns of a table that describe its rows. */
export function describedColumns(table: DescribedTable & Pick<TraceTable, 'stages'>): DescribedColumns {
  return {
    labels: labelsOf(table).map(({ key, title }) => ({ key, title })),
    measures: measuresOf(table).map(({ key, title, unit }) => ({ key, title, unit })),
    stages: table.stages.map(({ key, title }) => ({ key, title })),
  };
}

export function describedRow(table: DescribedTable & Pick<TraceTable, 'stages'>, row: number): Described {
  return {
    labels: labelsOf(table).map(({ key, title, ids, names }) => ({ key, title, text: names[ids[row]] ?? '' })),
    measures: measuresOf(table).map((column) => measured(column, row)),
    stages: table.stages.map((stage) => measured(asColumn(stage), row)),
  };
}

function measured(column: MeasureColumn, row: number): MeasureValue {
  const { key, title, unit } = column;
  return { key, title, unit, value: known(measureAt(column, row)) };
}

function asColumn(stage: Stage): MeasureColumn {
  return { ...stage, unknown: Number.NaN };
}

/** null for NaN. */
export function known(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

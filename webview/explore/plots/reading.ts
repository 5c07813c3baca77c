import { count, duration, percent, percentileText, type TimeText } from '../../../src/text';
import type { Range } from '../terms';
import type { Cursor } from './cursor';
import { columnTotal } from './heatCells';
import type { PlotModel } from './model';

/** What is exactly at the crosshair: a heading, and values by name. */
export interface Reading {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly value: string; readonly part?: number }[];
}

interface Words {
  readonly times: TimeText;
  /** Name of a part of the stack. */
  partName(index: number): string;
  readonly target: number | null;
}

export function readingAt(model: PlotModel, cursor: Cursor, words: Words): Reading {
  if (cursor.area === 'histogram') return binReading(model, cursor.row);
  return cursor.area === 'columns' ? columnReading(model, cursor.column, words) : cellReading(model, cursor, words);
}

/** The reading as one sentence. */
export function readingText({ title, rows }: Reading): string {
  return `${title}: ${rows.map(({ name, value }) => `${name} ${value}`).join(', ')}`;
}

function columnTitle({ answer: { time } }: PlotModel, column: number, times: TimeText): string {
  return times.range(time.x[column], time.x[column] + time.binSeconds);
}

function columnReading(model: PlotModel, column: number, { times, partName }: Words): Reading {
  const { time } = model.answer;
  const parts = time.stacks.flatMap(({ values }, part) =>
    values[column] > 0 ? [{ name: partName(part), value: count(values[column]), part }] : [],
  );
  return {
    title: columnTitle(model, column, times),
    rows: [{ name: 'cold starts', value: ofAll(time.selected[column], time.all[column]) }, ...parts],
  };
}

function cellReading(model: PlotModel, { column, row }: Cursor, { times, target }: Words): Reading {
  const { heat } = model.answer;
  const total = columnTotal(heat.selected, heat.rows, column);
  const cell = column * heat.rows + row;
  const lines = heat.lines
    .toSorted((a, b) => b.p - a.p)
    .map(({ p, y }) => ({
      name: percentileText(p),
      value: Number.isFinite(y[column]) ? `≈ ${duration(y[column])}` : '–',
    }));
  const above =
    target !== null && heat.aboveTarget && total > 0
      ? [{ name: `above ${duration(target)}`, value: percent(heat.aboveTarget[column] / total) }]
      : [];
  return {
    title: columnTitle(model, column, times),
    rows: [
      { name: latencyText(model, row), value: ofAll(heat.selected[cell], heat.all[cell]) },
      { name: 'cold starts', value: ofAll(total, columnTotal(heat.all, heat.rows, column)) },
      ...lines,
      ...above,
    ],
  };
}

function binReading(model: PlotModel, row: number): Reading {
  const { selected, all } = model.answer.latency;
  const total = selected.reduce((sum, value) => sum + value, 0);
  const atMost = selected.slice(0, row + 1).reduce((sum, value) => sum + value, 0);
  return {
    title: latencyText(model, row),
    rows: [
      { name: 'cold starts', value: ofAll(selected[row], all[row]) },
      { name: 'share', value: percent(selected[row] / (total || 1), 1) },
      { name: 'this or less', value: percent(atMost / (total || 1), 1) },
    ],
  };
}

/** "3.02 – 3.31 s". */
export function latencyText({ latency: { edges } }: PlotModel, row: number): string {
  const [from, to] = [edges[row], edges[row + 1]];
  if (from <= 0) return `below ${duration(to)}`;
  const [low, high] = [duration(from), duration(to)];
  const unit = / \S+$/.exec(high)?.[0] ?? '';
  return low.endsWith(unit) && unit !== '' ? `${low.slice(0, -unit.length)} – ${high}` : `${low} – ${high}`;
}

function ofAll(selected: number, all: number): string {
  return selected === all ? count(all) : `${count(selected)} of ${count(all)}`;
}

/** "10 s – 20 s", "from 10 s", "below 20 s". */
export function latencyRangeText({ from, to }: Range): string {
  if (from === null) return `below ${duration(to)}`;
  return to === null ? `from ${duration(from)}` : `${duration(from)} – ${duration(to)}`;
}

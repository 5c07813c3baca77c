import type { ExploreAnswer } from '../../../src/protocol/queries';
import type { Range } from '../terms';
import type { Geometry } from './geometry';
import { type LatencyScale, latencyScale, type TimeScale, timeScale } from './scales';

/** An answer on the grid: what pointers and keys need to read it. */
export interface PlotModel {
  readonly answer: ExploreAnswer;
  readonly geometry: Geometry;
  readonly time: TimeScale;
  readonly latency: LatencyScale;
  /** False for a trace that tells no times: only the histogram is there. */
  readonly hasTimes: boolean;
}

export function plotModel(answer: ExploreAnswer, geometry: Geometry, hasTimes: boolean): PlotModel {
  return {
    answer,
    geometry,
    hasTimes,
    time: timeScale(answer.time.from, answer.time.to, geometry.plotWidth),
    latency: latencyScale(answer.latency.edges, geometry.heat.height),
  };
}

/** The column of a time, within those there are; -1 without columns. */
export function columnAt({ answer: { time } }: PlotModel, at: number): number {
  if (time.x.length === 0) return -1;
  return Math.min(time.x.length - 1, Math.max(0, Math.floor((at - time.x[0]) / time.binSeconds)));
}

/** The times of columns, both included. */
export function columnsRange({ answer: { time } }: PlotModel, first: number, last: number): Range {
  const [low, high] = first <= last ? [first, last] : [last, first];
  return { from: time.x[low], to: time.x[high] + time.binSeconds };
}

/** The latencies of rows, both included. Open at the ends of the axis. */
export function rowsRange({ latency: { edges, rows } }: PlotModel, first: number, last: number): Range {
  const [low, high] = first <= last ? [first, last] : [last, first];
  return {
    from: low === 0 ? null : readable(edges[low]),
    to: high === rows - 1 ? null : readable(edges[high + 1]),
  };
}

/** Three significant digits: enough to see, short to read. */
export function readable(seconds: number): number {
  return Number(seconds.toPrecision(3));
}

/** A range of times on whole columns; at least one column. */
export function snappedTimes(model: PlotModel, from: number, to: number): Range {
  const { x, binSeconds } = model.answer.time;
  const first = columnAt(model, Math.min(from, to));
  const last = columnAt(model, Math.max(from, to) - binSeconds * 1e-9);
  return first < 0 ? { from, to } : { from: x[first], to: x[Math.max(first, last)] + binSeconds };
}

/** A range of latencies between two heights of the plot, open at its ends; at least one row. */
export function snappedLatencies(model: PlotModel, y0: number, y1: number): Range {
  const { latency } = model;
  const [top, bottom] = [Math.min(y0, y1), Math.max(y0, y1)];
  const [from, to] = [readable(latency.at(bottom)), readable(latency.at(top))];
  if (!(to > from)) return rowsRange(model, latency.rowAt(bottom), latency.rowAt(top));
  return { from: bottom >= latency.height ? null : from, to: top <= 0 ? null : to };
}

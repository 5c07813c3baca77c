import type { Axis, DrawnLine, Figure } from '../../src/protocol/figures';
import type { SystemInfo } from '../../src/protocol/queries';
import { capitalized, labelWithUnit } from '../../src/text';
import { type AxisKind, countAxis, doublingAxis, quantityAxis, secondsAxis } from '../charts/axes';
import type { ChartSeries, ChartSpec } from '../charts/config';

/** The label of a system; its name if it has none. */
export function systemLabel(systems: readonly SystemInfo[], name: string): string {
  return systems.find((system) => system.name === name)?.label ?? name;
}

/** One set of axes of a figure. */
export interface Plot {
  readonly name: string;
  readonly spec: ChartSpec;
}

/**
 * A figure as the paper draws it, with published numbers as markers and simulated ones as lines.
 * Lines in another unit than the figure's get their own axes. A system looks the same in all figures.
 */
export function plotsOf(
  figure: Figure,
  simulated: readonly DrawnLine[],
  systems: readonly SystemInfo[],
): readonly Plot[] {
  const units = new Set([figure.yAxis.unit, ...figure.lines.map(({ unit }) => unit)]);
  return [...units].map((unit) => {
    const published = figure.lines.filter((line) => line.unit === unit);
    const yAxis = unit === figure.yAxis.unit ? figure.yAxis : { label: capitalized(published[0].measure), unit };
    return {
      name: `Figure ${figure.id}: ${yAxis.label}`,
      spec: {
        series: curvesOf(
          published,
          simulated.filter((line) => line.unit === unit),
          systems,
        ),
        x: { kind: kindOf(figure.xAxis), title: labelWithUnit(figure.xAxis), ...endsOf(figure.xAxis, published) },
        y: { kind: kindOf(yAxis), title: labelWithUnit(yAxis), min: 0 },
        step: 1,
      },
    };
  });
}

function curvesOf(
  published: readonly DrawnLine[],
  simulated: readonly DrawnLine[],
  systems: readonly SystemInfo[],
): ChartSeries[] {
  const all = [...published, ...simulated];
  const hasSystems = new Set(all.map(({ system }) => system)).size > 1;
  const measures = [...new Set(all.map(({ measure }) => measure))];
  const order = hasSystems ? systems.map(({ name }) => name) : measures;
  const curve = ({ system, measure, x, y }: DrawnLine, origin: 'published' | 'simulated') => {
    const of = hasSystems || measures.length === 1 ? [systemLabel(systems, system)] : [];
    const what = measures.length > 1 ? [measure] : [];
    return {
      label: [...of, ...what, origin].join(', '),
      x,
      y,
      look: Math.max(0, order.indexOf(hasSystems ? system : measure)),
      markers: origin === 'published',
    };
  };
  const curves = (lines: readonly DrawnLine[], origin: 'published' | 'simulated') =>
    lines.map((line) => curve(line, origin)).sort((a, b) => a.look - b.look);
  return [...curves(published, 'published'), ...curves(simulated, 'simulated')];
}

function kindOf({ unit, doubling }: Axis): AxisKind {
  if (doubling) return doublingAxis(unit);
  if (unit === 's') return secondsAxis;
  return unit === '' ? countAxis : quantityAxis(unit);
}

/** A logarithmic axis ends where its points do. */
function endsOf({ doubling }: Axis, lines: readonly DrawnLine[]): { min?: number; max?: number } {
  if (!doubling) return {};
  const x = lines.flatMap((line) => line.x);
  return { min: Math.min(...x), max: Math.max(...x) };
}

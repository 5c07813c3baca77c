import { useMemo, useState } from 'preact/hooks';
import type { Figure, ReproducedFigure } from '../../src/protocol/figures';
import type { SystemInfo } from '../../src/protocol/queries';
import type { XRange } from '../charts/config';
import { LineChart } from '../charts/LineChart';
import { ChartSource } from '../charts/source';
import { type Plot, plotsOf } from './plots';
import { seedsText } from './seedsText';

interface FigurePlotsProps {
  readonly figure: Figure;
  /** null until it has been simulated: the plot then shows only published numbers. */
  readonly report: ReproducedFigure | null;
  readonly systems: readonly SystemInfo[];
}

export function FigurePlots({ figure, report, systems }: FigurePlotsProps) {
  const plots = useMemo(() => plotsOf(figure, report?.lines ?? [], systems), [figure, report, systems]);
  const hint = report
    ? `Markers: published. Lines: simulated, ${seedsText(report.seed, report.lineSeeds)}.`
    : 'Published; not simulated yet.';
  return (
    <ChartSource.Provider value={hint}>
      {plots.map((plot) => (
        <ZoomablePlot key={plot.name} plot={plot} hint={hint} />
      ))}
    </ChartSource.Provider>
  );
}

function ZoomablePlot({ plot: { name, spec }, hint }: { readonly plot: Plot; readonly hint: string }) {
  const [zoom, setZoom] = useState<XRange | null>(null);
  const shown = useMemo(() => (zoom ? { ...spec, x: { ...spec.x, ...zoom } } : spec), [spec, zoom]);
  return (
    <LineChart
      name={name}
      hint={hint}
      summary={`${spec.y.title} by ${spec.x.title}: published numbers are markers, simulated ones are lines.`}
      spec={shown}
      onZoom={(min, max) => setZoom({ min, max })}
      onResetZoom={zoom ? () => setZoom(null) : undefined}
    />
  );
}

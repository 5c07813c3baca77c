import { Chart } from 'chart.js';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useTheme } from '../theme';
import { ChartFrame } from './ChartFrame';
import { type ChartSpec, chartConfig, type XRange } from './config';
import { Legend } from './Legend';
import { lineContent } from './lineContent';
import { PointCursor } from './PointCursor';
import { type DragBox, useDragZoom } from './useDragZoom';

interface LineChartProps {
  /** Accessible name, and the heading above the chart. */
  readonly name: string;
  /** A few words beside the heading. */
  readonly hint?: ComponentChildren;
  /** What the curves show, as a sentence. */
  readonly summary: string;
  readonly spec: ChartSpec;
  /** The range of x asked for last, whose curves may not be there yet; absent: the range of the curves. */
  readonly range?: XRange;
  /** Drag, or + on the keyboard, zooms to this range of x; without it the chart does not zoom. */
  readonly onZoom?: (from: number, to: number) => void;
  readonly onResetZoom?: () => void;
  /** Called with the index of the point clicked, or chosen with Enter. */
  readonly onPick?: (index: number) => void;
  /** The curves show what has been read so far. */
  readonly isPartial?: boolean;
}

/** A line chart on a canvas that can also be read point by point with the arrow keys, and as a table. */
export function LineChart(props: LineChartProps) {
  const { name, summary, spec } = props;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const summaryId = useId();
  const content = useMemo(() => lineContent(spec, hidden), [spec, hidden]);
  const toggle = (label: string) => {
    const next = new Set(hidden);
    if (!next.delete(label)) next.add(label);
    setHidden(next);
  };
  return (
    <ChartFrame
      name={name}
      hint={props.hint}
      description={summary}
      descriptionId={summaryId}
      content={content}
      controls={props.onZoom && props.onResetZoom && <QuietReset onClick={props.onResetZoom} />}
      isPartial={props.isPartial}
    >
      {spec.series.length > 1 && <Legend curves={spec.series} hidden={hidden} onToggle={toggle} />}
      <Plot {...props} hidden={hidden} describedBy={summaryId} />
    </ChartFrame>
  );
}

interface PlotProps extends LineChartProps {
  readonly hidden: ReadonlySet<string>;
  readonly describedBy: string;
}

/** The canvas, with its handles for mouse and keyboard. */
function Plot(props: PlotProps) {
  const { name, spec, hidden, describedBy } = props;
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<Chart | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const { box, handlers } = useDragZoom(chart, props.onZoom);

  const config = useMemo(() => chartConfig(spec, theme, (index) => latest.current.onPick?.(index)), [spec, theme]);

  useLayoutEffect(() => {
    const painted = new Chart(canvas.current!, config as never);
    chart.current = painted;
    return () => {
      chart.current = null;
      painted.destroy();
    };
  }, [config]);

  useEffect(() => {
    for (const [index, series] of spec.series.entries())
      chart.current?.setDatasetVisibility(index, !hidden.has(series.label));
    chart.current?.update('none');
  }, [config, hidden, spec]);

  return (
    <div class="chart-area" {...handlers}>
      <canvas ref={canvas} role="img" aria-label={name} aria-describedby={describedBy} />
      <PointCursor
        name={name}
        spec={spec}
        chart={chart}
        describedBy={describedBy}
        range={props.range}
        onPick={props.onPick}
        onZoom={props.onZoom}
        onResetZoom={props.onResetZoom}
      />
      {box && <ZoomBox {...box} />}
    </div>
  );
}

function ZoomBox({ left, top, width, height }: DragBox) {
  return (
    <div class="zoom-box" style={{ left: `${left}px`, top: `${top}px`, width: `${width}px`, height: `${height}px` }} />
  );
}

function QuietReset({ onClick }: { readonly onClick: () => void }) {
  return (
    <button type="button" class="quiet-button" onClick={onClick}>
      Reset zoom
    </button>
  );
}

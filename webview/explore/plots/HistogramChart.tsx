import { useCallback, useMemo } from 'preact/hooks';
import { counted } from '../../../src/text';
import { useDashboard } from '../../state/dashboard';
import { useTheme } from '../../theme';
import { Canvas } from './Canvas';
import { ChartKeys, type PlotChart } from './ChartKeys';
import { histogramContent } from './contents';
import { drawHistogram } from './drawHistogram';
import { PlotFrame } from './PlotFrame';

/** Latencies of the selection beside those of all, on the axis of the heat map. */
export function HistogramChart(chart: PlotChart) {
  const { geometry, answer, hasTimes } = chart.model;
  const { latency } = answer;
  const { explore } = useDashboard();
  const theme = useTheme();
  const target = explore.target.value;
  const { heat: band, axisHeight, sideX, sideWidth, isNarrow } = geometry;
  // Beside the heat map it shares the heat map's axis.
  const axis = hasTimes ? 0 : sideX;
  const width = sideWidth + axis;
  const draw = useCallback(
    (context: CanvasRenderingContext2D) => {
      const size = { width, height: band.height + axisHeight };
      drawHistogram(context, size, theme, { bins: latency, axisHeight, target, axis });
    },
    [latency, theme, geometry, target],
  );
  const selected = latency.selected.reduce((sum, value) => sum + value, 0);
  const content = useMemo(() => histogramContent(latency, target), [latency, target]);
  return (
    <>
      <PlotFrame
        name="Latency histogram"
        description={`Shares of ${counted(selected, 'selected cold start')} and of all by latency.`}
        content={content}
        isSide={hasTimes}
        controls={!isNarrow && <Key />}
        left={sideX - axis}
        top={band.headTop}
        width={width}
        headHeight={band.top - band.headTop}
      >
        {(descriptionId) => (
          <Canvas
            width={width}
            height={band.height + axisHeight}
            label="Latency histogram"
            describedBy={descriptionId}
            draw={draw}
          />
        )}
      </PlotFrame>
      <ChartKeys
        {...chart}
        area="histogram"
        name="Latency histogram"
        left={sideX}
        top={band.top}
        width={sideWidth}
        height={band.height}
      />
    </>
  );
}

function Key() {
  return (
    <span class="plot-note histogram-key">
      <span class="swatch selected" /> selection <span class="swatch all" /> all
    </span>
  );
}

import type { PlotChart } from './ChartKeys';
import { type Target, targetText } from './targetLine';

const ARROWS: Readonly<Record<string, number>> = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 };

/** The target line's handle for the keyboard; the pointer takes the line itself. */
export function TargetSlider({ chart, target }: { readonly chart: PlotChart; readonly target: Target }) {
  const { model, actions } = chart;
  const { latency, geometry } = model;
  if (target.seconds < latency.least || target.seconds > latency.most) return null;
  const y = latency.y(target.seconds);
  const { heat, plotX, plotWidth } = geometry;
  return (
    <div
      class="target-slider"
      role="slider"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label="Target latency"
      aria-valuemin={latency.least}
      aria-valuemax={latency.most}
      aria-valuenow={target.seconds}
      aria-valuetext={targetText(target)}
      style={{
        left: `${plotX + plotWidth - 20}px`,
        top: `${heat.top + y - 4}px`,
      }}
      onKeyDown={(event) => {
        const step = ARROWS[event.key];
        if (!step || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        const pixels = (step * latency.height) / latency.rows;
        actions.setTarget(Math.min(latency.most, Math.max(latency.least, latency.at(y - pixels))));
      }}
    />
  );
}

import type { ComponentChildren } from 'preact';
import type { Range } from '../terms';
import type { Ranges } from './hit';
import type { PlotModel } from './model';

interface BrushesProps {
  readonly model: PlotModel;
  readonly ranges: Ranges;
  readonly timeText: (range: Range) => string;
  readonly latencyText: (range: Range) => string;
  readonly onKey: (axis: keyof Ranges, event: KeyboardEvent) => void;
}

/**
 * The ranges of the filter over the charts: what is outside is dimmed, in the heat map by its own drawing. The pointer
 * reaches the charts beneath.
 */
export function Brushes({ model, ranges, timeText, latencyText, onKey }: BrushesProps) {
  return (
    <div class="brushes">
      {ranges.time && model.hasTimes && (
        <TimeBrush
          model={model}
          range={ranges.time}
          text={timeText(ranges.time)}
          onKey={(event) => onKey('time', event)}
        />
      )}
      {ranges.latency && (
        <LatencyBrush
          model={model}
          range={ranges.latency}
          text={latencyText(ranges.latency)}
          onKey={(event) => onKey('latency', event)}
        />
      )}
    </div>
  );
}

interface BrushProps {
  readonly model: PlotModel;
  readonly range: Range;
  readonly text: string;
  readonly onKey: (event: KeyboardEvent) => void;
}

function TimeBrush({ model: { geometry, time }, range, text, onKey }: BrushProps) {
  const { columns, heat, plotX, plotWidth } = geometry;
  const within = (x: number) => Math.min(plotWidth, Math.max(0, x));
  const from = within(range.from === null ? 0 : time.x(range.from));
  const to = within(range.to === null ? plotWidth : time.x(range.to));
  const bottom = heat.top + heat.height;
  const edges = [range.from !== null && from > 0 && from, range.to !== null && to < plotWidth && to];
  return (
    <>
      <Box class="dim" left={plotX} top={columns.top} width={from} height={columns.height} />
      <Box class="dim" left={plotX + to} top={columns.top} width={plotWidth - to} height={columns.height} />
      <Box class="time-brush" left={plotX + from} top={columns.top} width={to - from} height={bottom - columns.top + 3}>
        <BrushSlider label="Time filter" range={range} text={text} onKey={onKey} />
      </Box>
      {edges.map((x) =>
        x === false
          ? null
          : [columns, heat].map(({ top, height }) => (
              <Box
                class="handle"
                key={`${x}-${top}`}
                left={plotX + x - 3}
                top={top + height / 2 - 11}
                width={7}
                height={22}
              />
            )),
      )}
    </>
  );
}

function LatencyBrush({ model: { geometry, latency, hasTimes }, range, text, onKey }: BrushProps) {
  const { heat, plotX, plotWidth, sideX, sideWidth } = geometry;
  const within = (y: number) => Math.min(heat.height, Math.max(0, y));
  const bottom = within(range.from === null ? heat.height : latency.y(range.from));
  const top = within(range.to === null ? 0 : latency.y(range.to));
  const areas = [...(hasTimes ? [{ left: plotX, width: plotWidth }] : []), { left: sideX, width: sideWidth }];
  const edges = [range.from !== null && bottom < heat.height && bottom, range.to !== null && top > 0 && top];
  const [first] = areas;
  return (
    <>
      <Box class="dim" left={sideX} top={heat.top} width={sideWidth} height={top} />
      <Box class="dim" left={sideX} top={heat.top + bottom} width={sideWidth} height={heat.height - bottom} />
      <Box
        class="latency-brush"
        left={first.left}
        top={heat.top + top}
        width={sideX + sideWidth - first.left}
        height={bottom - top}
      >
        <BrushSlider label="Latency filter" range={range} text={text} onKey={onKey} isVertical />
      </Box>
      {edges.map((y) =>
        y === false
          ? null
          : areas.map(({ left, width }) => (
              <Box
                class="handle flat"
                key={`${y}-${left}`}
                left={left + width / 2 - 11}
                top={heat.top + y - 3}
                width={22}
                height={7}
              />
            )),
      )}
    </>
  );
}

interface BrushSliderProps {
  readonly label: string;
  readonly range: Range;
  readonly text: string;
  readonly isVertical?: boolean;
  readonly onKey: (event: KeyboardEvent) => void;
}

function BrushSlider({ label, range, text, isVertical = false, onKey }: BrushSliderProps) {
  const now = range.from ?? range.to ?? 0;
  return (
    <div
      class="brush-slider"
      role="slider"
      tabIndex={0}
      aria-label={`${label}: arrow keys move it, with Shift they move its end, Escape removes it`}
      aria-orientation={isVertical ? 'vertical' : 'horizontal'}
      aria-valuenow={now}
      aria-valuemin={Math.min(now, 0)}
      aria-valuemax={Math.max(now, range.to ?? now)}
      aria-valuetext={text}
      onKeyDown={onKey}
    />
  );
}

interface BoxProps {
  readonly class: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly children?: ComponentChildren;
}

function Box({ class: name, left, top, width, height, children }: BoxProps) {
  return (
    <div
      class={name}
      style={{
        left: `${left}px`,
        top: `${top}px`,
        width: `${Math.max(0, width)}px`,
        height: `${Math.max(0, height)}px`,
      }}
    >
      {children}
    </div>
  );
}

import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useTheme } from '../theme';
import { drawForest, type Forest, forestLayout } from './forest';

interface ForestPlotProps {
  readonly name: string;
  readonly describedBy: string;
  readonly forest: Forest;
  /** A row in words, to be read below the plot and by screen readers. */
  readonly rowText: (row: number) => string;
}

/** A forest plot on a canvas, whose rows can be read with the mouse and with the arrow keys. */
export function ForestPlot({ name, describedBy, forest, rowText }: ForestPlotProps) {
  const theme = useTheme();
  const canvas = useRef<HTMLCanvasElement>(null);
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState({ width: 0, height: 0 });
  const [row, setRow] = useState<number | null>(null);
  const [isKeyed, setKeyed] = useState(false);
  const last = forest.rows.length - 1;
  const cursor = row === null ? null : Math.min(row, last);

  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry.contentRect;
      setSize({ width: Math.floor(width), height: Math.floor(height) });
    });
    observer.observe(area.current!);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const { width, height } = size;
    if (width === 0) return;
    const ratio = window.devicePixelRatio || 1;
    const element = canvas.current!;
    element.width = Math.round(width * ratio);
    element.height = Math.round(height * ratio);
    const context = element.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    drawForest(context, size, forest, theme, cursor);
  }, [size, forest, theme, cursor]);

  const follow = (event: PointerEvent) => {
    const context = canvas.current!.getContext('2d')!;
    const { top, rowHeight } = forestLayout(context, size, forest, theme);
    const at = Math.floor((event.offsetY - top) / rowHeight);
    setRow(at >= 0 && at <= last ? at : null);
  };
  const go = (to: number) => setRow(Math.max(0, Math.min(last, to)));
  const now = cursor ?? 0;
  const keys: Record<string, () => void> = {
    ArrowDown: () => go(now + 1),
    ArrowUp: () => go(now - 1),
    Home: () => go(0),
    End: () => go(last),
  };
  return (
    <>
      <div class="chart-area forest" ref={area} onPointerMove={follow} onPointerLeave={() => !isKeyed && setRow(null)}>
        <canvas ref={canvas} role="img" aria-label={name} aria-describedby={describedBy} />
        <div
          class="point-cursor"
          role="slider"
          tabIndex={0}
          aria-orientation="vertical"
          aria-label={`${name}: rows`}
          aria-describedby={describedBy}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={now}
          aria-valuetext={rowText(now)}
          onFocus={() => {
            setKeyed(true);
            setRow(now);
          }}
          onBlur={() => {
            setKeyed(false);
            setRow(null);
          }}
          onKeyDown={(event) => {
            const action = keys[event.key];
            if (!action || event.ctrlKey || event.metaKey || event.altKey) return;
            event.preventDefault();
            action();
          }}
        />
      </div>
      <p class="forest-reading" aria-hidden="true">
        {cursor === null ? '' : rowText(cursor)}
      </p>
    </>
  );
}

import type { Chart } from 'chart.js';
import { useEffect, useRef, useState } from 'preact/hooks';

/** Shorter drags are clicks. */
const LEAST_PIXELS = 6;

/** The plot's edges, CSS pixels within the chart's area. */
interface Plot {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The rectangle being dragged over. */
export interface DragBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** The part of a drag from `start` to `end` that lies on the plot; null for a click. */
export function dragBox(start: number, end: number, { left, right, top, bottom }: Plot): DragBox | null {
  const within = (x: number) => Math.min(right, Math.max(left, x));
  const [from, to] = [within(Math.min(start, end)), within(Math.max(start, end))];
  return to - from < LEAST_PIXELS ? null : { left: from, top, width: to - from, height: bottom - top };
}

/**
 * Drag over a range of x to zoom to it. Escape gives up. Touch is left to scrolling.
 * The handlers belong on the element that the canvas fills; the caller draws `box` over it.
 */
export function useDragZoom(
  chart: { readonly current: Chart | null },
  onZoom: ((from: number, to: number) => void) | undefined,
) {
  const [box, setBox] = useState<DragBox | null>(null);
  const start = useRef<number | null>(null);
  /** The click that ends a drag picks no point. */
  const ignoresClick = useRef(false);

  const stop = () => {
    start.current = null;
    setBox(null);
  };
  const isDragging = box !== null;
  useEffect(() => {
    if (!isDragging) return;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Escape') stop();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [isDragging]);

  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      ignoresClick.current = false;
      const painted = chart.current;
      if (!onZoom || !painted || event.button !== 0 || event.pointerType === 'touch') return;
      const x = placeOf(event);
      const { left, right } = painted.chartArea;
      if (x >= left && x <= right) start.current = x;
    },
    onPointerMove: (event: PointerEvent) => {
      const painted = chart.current;
      if (start.current === null || !painted) return;
      const next = dragBox(start.current, placeOf(event), painted.chartArea);
      // Captured only now: a click must reach the canvas.
      if (next) (event.currentTarget as Element).setPointerCapture(event.pointerId);
      setBox(next);
    },
    onPointerUp: () => {
      const scale = chart.current?.scales.x;
      stop();
      if (!box || !scale) return;
      ignoresClick.current = true;
      onZoom?.(valueAt(scale, box.left), valueAt(scale, box.left + box.width));
    },
    onPointerCancel: stop,
    onClickCapture: (event: MouseEvent) => {
      if (ignoresClick.current) event.stopPropagation();
      ignoresClick.current = false;
    },
  };
  return { box, handlers };
}

const placeOf = (event: PointerEvent) => event.clientX - (event.currentTarget as Element).getBoundingClientRect().left;

const valueAt = (scale: Chart['scales'][string], x: number) => scale.getValueForPixel(x) ?? Number.NaN;

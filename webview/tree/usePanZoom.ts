import type { RefObject } from 'preact';
import { useRef, useState } from 'preact/hooks';

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The visible part of the drawing; null shows all of it, also as it grows. */
type View = Box | null;

/** Drag to pan, Ctrl + wheel to zoom; the wheel alone scrolls the page. */
export function usePanZoom(svg: RefObject<SVGSVGElement | null>, bounds: Box) {
  const [view, setView] = useState<View>(null);
  const drag = useRef<{ readonly x: number; readonly y: number; readonly from: Box } | null>(null);
  const box = view ?? bounds;

  const zoomAt = (factor: number, x: number, y: number) => {
    const width = Math.min(bounds.width * 1.5, Math.max(60, box.width * factor));
    const scale = width / box.width;
    setView({ x: x - (x - box.x) * scale, y: y - (y - box.y) * scale, width, height: box.height * scale });
  };

  /** Drawing units per CSS pixel. */
  const unitsPerPixel = () => {
    const { width, height } = svg.current!.getBoundingClientRect();
    return Math.max(box.width / width, box.height / height);
  };

  const inDrawing = (event: MouseEvent) => {
    const matrix = svg.current!.getScreenCTM();
    return matrix
      ? new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
      : { x: box.x, y: box.y };
  };

  return {
    viewBox: `${box.x} ${box.y} ${box.width} ${box.height}`,
    zoom: (factor: number) => zoomAt(factor, box.x + box.width / 2, box.y + box.height / 2),
    fit: () => setView(null),
    handlers: {
      onWheel: (event: WheelEvent) => {
        if (!event.ctrlKey && !event.metaKey) return;
        event.preventDefault();
        const { x, y } = inDrawing(event);
        zoomAt(1.0015 ** event.deltaY, x, y);
      },
      onPointerDown: (event: PointerEvent) => {
        if (event.button === 0) drag.current = { x: event.clientX, y: event.clientY, from: box };
      },
      onPointerMove: (event: PointerEvent) => {
        const start = drag.current;
        if (!start) return;
        const moved = { x: event.clientX - start.x, y: event.clientY - start.y };
        if (Math.abs(moved.x) + Math.abs(moved.y) < 4) return;
        svg.current?.setPointerCapture(event.pointerId);
        const scale = unitsPerPixel();
        setView({ ...start.from, x: start.from.x - moved.x * scale, y: start.from.y - moved.y * scale });
      },
      onPointerUp: () => {
        drag.current = null;
      },
      onPointerCancel: () => {
        drag.current = null;
      },
    },
  };
}

import type { RefObject } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** Widths are multiples of this, so that dragging the window's edge does not ask for new curves at every pixel. */
const STEP = 100;

/** The width of an element in CSS pixels, rounded up to a step; 0 until it is laid out. */
export function useMeasuredWidth(): { ref: RefObject<HTMLDivElement | null>; pixels: number } {
  const ref = useRef<HTMLDivElement>(null);
  const [pixels, setPixels] = useState(0);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => setPixels(Math.ceil(entry.contentRect.width / STEP) * STEP));
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  return { ref, pixels };
}

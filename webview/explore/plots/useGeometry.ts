import type { RefObject } from 'preact';
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { type Geometry, geometry } from './geometry';

/** The grid on the width that an element has; null until it is laid out. */
export function useGeometry(hasTimes = true): {
  readonly ref: RefObject<HTMLDivElement | null>;
  readonly grid: Geometry | null;
} {
  const ref = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ readonly width: number; readonly windowHeight: number } | null>(null);
  useLayoutEffect(() => {
    const measure = () => {
      const width = Math.floor(ref.current!.getBoundingClientRect().width);
      const next = { width, windowHeight: window.innerHeight };
      setSize((known) => (known?.width === width && known.windowHeight === next.windowHeight ? known : next));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(ref.current!);
    return () => observer.disconnect();
  }, []);
  const grid = useMemo(
    () => (size && size.width > 0 ? geometry(size.width, size.windowHeight, hasTimes) : null),
    [size, hasTimes],
  );
  return { ref, grid };
}

import { useLayoutEffect, useRef } from 'preact/hooks';

interface CanvasProps {
  /** In CSS pixels. */
  readonly width: number;
  readonly height: number;
  /** Accessible name. */
  readonly label: string;
  /** Id of the sentence that describes it. */
  readonly describedBy?: string;
  /** Another function draws again. */
  readonly draw: (context: CanvasRenderingContext2D) => void;
}

/** A canvas at the screen's resolution, drawn in the same frame in which its numbers arrive. */
export function Canvas({ width, height, label, describedBy, draw }: CanvasProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current!;
    const ratio = window.devicePixelRatio || 1;
    const [pixelWidth, pixelHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
    // Setting a size takes time even if it is the same.
    if (canvas.width !== pixelWidth) canvas.width = pixelWidth;
    if (canvas.height !== pixelHeight) canvas.height = pixelHeight;
    const context = canvas.getContext('2d')!;
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, width, height);
    draw(context);
  }, [width, height, draw]);
  return (
    <canvas
      ref={ref}
      class="plot-canvas"
      role="img"
      aria-label={label}
      aria-describedby={describedBy}
      style={{ width: `${width}px`, height: `${height}px` }}
    />
  );
}

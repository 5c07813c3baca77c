import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { ChartFrame } from '../../charts/ChartFrame';
import type { ChartContent } from '../../charts/chartContent';
import { useTheme } from '../../theme';
import { Canvas } from './Canvas';
import { ONE_LINE } from './geometry';

interface PlotFrameProps {
  readonly name: string;
  readonly hint?: ComponentChildren;
  readonly description: string;
  readonly content: ChartContent;
  readonly controls?: ComponentChildren;
  /** Place of the frame on the grid, CSS pixels, and the height of its head. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly headHeight: number;
  /** In the side column, which has no room for its name. */
  readonly isSide?: boolean;
  /** @param descriptionId of the sentence that describes the chart */
  readonly children: (descriptionId: string) => ComponentChildren;
}

/** The frame of a chart at its place on the grid. */
export function PlotFrame({ left, top, width, headHeight, isSide = false, children, ...frame }: PlotFrameProps) {
  const descriptionId = useId();
  const style = { left: `${left}px`, top: `${top}px`, width: `${width}px`, '--head': `${headHeight}px` };
  return (
    <div class={`plot${isSide ? ' side' : ''}${headHeight === ONE_LINE ? ' one-line' : ''}`} style={style}>
      <ChartFrame {...frame} descriptionId={descriptionId} full={<FullSize {...frame} />}>
        {children(descriptionId)}
      </ChartFrame>
    </div>
  );
}

/** The chart as large as the page. */
function FullSize({ name, content }: Pick<PlotFrameProps, 'name' | 'content'>) {
  const theme = useTheme();
  const area = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState<{ readonly width: number; readonly height: number } | null>(null);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) =>
      setSize({ width: Math.floor(contentRect.width), height: Math.floor(contentRect.height) }),
    );
    observer.observe(area.current!);
    return () => observer.disconnect();
  }, []);
  return (
    <div class="full-plot" ref={area}>
      {size && <Canvas {...size} label={name} draw={(context) => content.draw(context, size, theme)} />}
    </div>
  );
}

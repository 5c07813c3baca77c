import type { ComponentChildren } from 'preact';
import { useId, useRef, useState } from 'preact/hooks';
import { Info } from '../parts/Info';
import { Menu, type MenuItem } from '../parts/Menu';
import { ChartDialog } from './ChartDialog';
import type { ChartContent } from './chartContent';
import { useExports } from './useExports';

interface ChartFrameProps {
  /** Title, and accessible name. */
  readonly name: string;
  /** A few words beside the title, such as "per 5 min". */
  readonly hint?: ComponentChildren;
  /** One sentence on what the chart shows, for whoever asks and for screen readers. */
  readonly description: string;
  /** Id of the description, for the elements that it describes. */
  readonly descriptionId: string;
  readonly content: ChartContent;
  /** Controls in the title's row. */
  readonly controls?: ComponentChildren;
  /** The chart shows what has been read so far. */
  readonly isPartial?: boolean;
  /** What the full-size view shows; the chart itself if absent. */
  readonly full?: ComponentChildren;
  readonly children: ComponentChildren;
}

/**
 * What every chart sits in: its title, its description on demand, and a menu that copies it, saves it, and shows it as
 * a table or as large as the page. The chart inside is mounted anew when it moves to the full-size view and back.
 */
export function ChartFrame(props: ChartFrameProps) {
  const { name, hint, description, descriptionId, content, controls, full, children } = props;
  const [shown, setShown] = useState<'chart' | 'table' | null>(null);
  const [height, setHeight] = useState(0);
  const frame = useRef<HTMLElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const open = (what: 'chart' | 'table') => {
    setHeight(body.current?.offsetHeight ?? 0);
    setShown(what);
  };
  const items = useExports(props);
  const views: MenuItem[] = [
    { label: 'View as table', icon: 'panel', onSelect: () => open('table') },
    { label: 'Full size', icon: 'full', onSelect: () => open('chart') },
  ];
  return (
    <figure class="chart" aria-labelledby={titleId} data-state={props.isPartial ? 'partial' : 'ready'} ref={frame}>
      <figcaption>
        <h3 id={titleId}>{name}</h3>
        {hint && <span class="hint">{hint}</span>}
        <span class="quiet">
          <Info about={name} id={descriptionId}>
            {description}
          </Info>
        </span>
        <span class="grow" />
        {controls}
        <span class="quiet">
          <Menu label={`${name}: menu`} groups={[...items, views]} />
        </span>
      </figcaption>
      {shown === 'chart' && !full ? (
        <div class="chart-place" style={{ height: `${height}px` }} />
      ) : (
        <div class="chart-body" ref={body}>
          {children}
        </div>
      )}
      {shown && (
        <ChartDialog
          name={name}
          description={description}
          shown={shown}
          content={content}
          onClose={() => setShown(null)}
        >
          {full ?? children}
        </ChartDialog>
      )}
    </figure>
  );
}

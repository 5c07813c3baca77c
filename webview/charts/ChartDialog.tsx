import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { IconButton } from '../parts/IconButton';
import { Notice } from '../parts/Notice';
import type { ChartContent } from './chartContent';
import { DataTable } from './DataTable';

interface ChartDialogProps {
  readonly name: string;
  readonly description: string;
  readonly shown: 'chart' | 'table';
  readonly content: ChartContent;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** A chart as large as the page, or its table. Escape closes it, and the focus returns to where it was. */
export function ChartDialog({ name, description, shown, content, onClose, children }: ChartDialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => dialog.current!.showModal(), []);
  return (
    <dialog class="chart-dialog" aria-labelledby={titleId} ref={dialog} onClose={onClose}>
      <header>
        <h2 id={titleId}>{name}</h2>
        <span class="grow" />
        <IconButton icon="close" label="Close" onClick={() => dialog.current!.close()} />
      </header>
      <p class="muted">{description}</p>
      {shown === 'table' ? <DataTable name={name} table={content.table()} /> : <div class="chart-full">{children}</div>}
      <Notice />
    </dialog>
  );
}

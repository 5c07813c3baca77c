import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';

interface FormGroupProps {
  readonly title: string;
  /** CSS class. */
  readonly layout: string;
  /** At the end of the title's row. */
  readonly action?: ComponentChildren;
  readonly describedBy?: string;
  readonly children: ComponentChildren;
}

/** Fields that belong together, under a title. */
export function FormGroup({ title, layout, action, describedBy, children }: FormGroupProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useSemanticElements: a legend cannot share its row with an action
    <div class={`form-group ${layout}`} role="group" aria-labelledby={id} aria-describedby={describedBy}>
      <div class="form-head">
        <h2 id={id}>{title}</h2>
        {action}
      </div>
      {children}
    </div>
  );
}

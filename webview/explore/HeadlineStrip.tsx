import type { ComponentChildren } from 'preact';

/** A number of the headline. */
export interface HeadlineItem {
  readonly term: string;
  readonly value: ComponentChildren;
  /** The whole beside the selection, or what the value is of. */
  readonly detail?: string;
  /** More about it, as a tooltip. */
  readonly title?: string;
}

/** The numbers in one row, or in two where there is no room. */
export function HeadlineStrip({ label, items }: { readonly label: string; readonly items: readonly HeadlineItem[] }) {
  return (
    <dl class="headline" aria-label={label}>
      {items.map(({ term, value, detail, title }) => (
        <div key={term} title={title ?? detail}>
          <dt>{term}</dt>
          <dd>
            <span class="headline-value">{value}</span>
            {detail !== undefined && <span class="headline-detail">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

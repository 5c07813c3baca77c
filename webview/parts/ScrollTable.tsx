import type { ComponentChildren } from 'preact';

interface ScrollTableProps {
  /** For screen readers. */
  readonly name: string;
  /** More CSS classes. */
  readonly layout?: string;
  readonly caption?: ComponentChildren;
  /** Titles of the columns, all different. */
  readonly titles: readonly string[];
  /** The rows. */
  readonly children: ComponentChildren;
}

/** A table that scrolls if it does not fit. */
export function ScrollTable({ name, layout = '', caption, titles, children }: ScrollTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section class={`data-table ${layout}`.trim()} tabIndex={0} aria-label={name}>
      <table>
        {caption !== undefined && <caption>{caption}</caption>}
        <thead>
          <tr>
            {titles.map((title) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

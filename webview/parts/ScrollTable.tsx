import type { ComponentChildren } from 'preact';

interface ScrollTableProps {
  /** What a screen reader calls it. */
  readonly name: string;
  /** Further classes, for its layout. */
  readonly layout?: string;
  readonly caption?: ComponentChildren;
  /** Of the columns, all different. */
  readonly titles: readonly string[];
  /** Its rows. */
  readonly children: ComponentChildren;
}

/** A table that scrolls where there is no room for it. */
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

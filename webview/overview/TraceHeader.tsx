import type { ComponentChildren } from 'preact';
import { Name } from '../parts/Name';

interface TraceHeaderProps {
  /** null where there is no trace. */
  readonly name: string | null;
  readonly synthetic: boolean;
  /** At the end of the row. */
  readonly tabs?: ComponentChildren;
  /** What the row cannot hold. */
  readonly below?: ComponentChildren;
  readonly children?: ComponentChildren;
}

export function TraceHeader({ name, synthetic, tabs, below, children }: TraceHeaderProps) {
  return (
    <header class="header">
      <div class="header-row">
        <h1>{name === null ? 'FaaSNet Trace Lab' : <Name text={name} />}</h1>
        {synthetic && (
          <span class="badge" title="Generated, not measured on any platform.">
            SYNTHETIC
          </span>
        )}
        {children}
        {tabs}
      </div>
      {below}
    </header>
  );
}

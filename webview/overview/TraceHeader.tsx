import type { ComponentChildren } from 'preact';
import { Name } from '../parts/Name';

interface TraceHeaderProps {
  /** null where there is no trace. */
  readonly name: string | null;
  readonly synthetic: boolean;
  readonly children?: ComponentChildren;
}

export function TraceHeader({ name, synthetic, children }: TraceHeaderProps) {
  return (
    <header class="header">
      <h1>{name === null ? 'FaaSNet Trace Lab' : <Name text={name} />}</h1>
      {synthetic && (
        <span class="badge" title="Generated, not measured on any platform.">
          SYNTHETIC
        </span>
      )}
      {children}
    </header>
  );
}

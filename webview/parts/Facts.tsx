import type { ComponentChildren } from 'preact';

export interface Fact {
  readonly term: string;
  readonly value: ComponentChildren;
  /** A second, smaller line. */
  readonly detail?: ComponentChildren;
}

/** Numbers with their names, in as many columns as fit. */
export function Facts({ facts, label }: { readonly facts: readonly Fact[]; readonly label: string }) {
  return (
    <dl class="facts" aria-label={label}>
      {facts.map(({ term, value, detail }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            <span class="fact-value">{value}</span>
            {detail !== undefined && <span class="fact-detail">{detail}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

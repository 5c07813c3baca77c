import type { Condition } from '../../src/filter';
import { nameText } from '../../src/text';
import { Name } from '../parts/Name';
import { useDashboard } from '../state/dashboard';

interface LabelButtonProps {
  /** Key of the label. */
  readonly label: string;
  readonly title: string;
  readonly value: string;
}

/** A value of a label; a click shows only the cold starts that have it, and a second one shows all again. */
export function LabelButton({ label, title, value }: LabelButtonProps) {
  const dashboard = useDashboard();
  const field = dashboard.filter.fieldOfLabel(label);
  const isShown = dashboard.filter.parsed.value.filter.terms.some(
    (term) => term.field === field && !term.not && isOneOf(term.condition, value),
  );
  const toggle = () => {
    if (field)
      dashboard.filter.setTerm(field.name, isShown ? null : { condition: { kind: 'is', patterns: [[value]] } });
  };
  return (
    <button
      type="button"
      class="link"
      aria-pressed={isShown}
      aria-label={`Show only ${title} ${nameText(value)}`}
      onClick={toggle}
    >
      <Name text={value} />
    </button>
  );
}

function isOneOf(condition: Condition, value: string): boolean {
  return (
    condition.kind === 'is' && condition.patterns.some(([text, ...others]) => text === value && others.length === 0)
  );
}

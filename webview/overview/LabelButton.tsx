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
  const isShown = dashboard.view.labels.value.some((one) => one.key === label && one.value === value);
  return (
    <button
      type="button"
      class="link"
      aria-pressed={isShown}
      aria-label={`Show only ${title} ${nameText(value)}`}
      onClick={() => dashboard.selection.filterBy(label, isShown ? null : value)}
    >
      <Name text={value} />
    </button>
  );
}

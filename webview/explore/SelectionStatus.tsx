import { count, counted } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { chipText } from './chipText';

/** Says for screen readers what a gesture has selected, once it has ended. */
export function SelectionStatus() {
  const { explore, filter, connection } = useDashboard();
  const settled = explore.settledWhere.value;
  const answer = explore.answer.value;
  const isSettled = settled !== null && settled === filter.applied.value && answer !== null;
  return (
    <p class="visually-hidden" role="status">
      {isSettled ? sentence() : ''}
    </p>
  );

  function sentence(): string {
    const { selected, whole } = answer!;
    const { words } = filter.parsed.value;
    if (words.length === 0) return `All ${counted(whole.coldStarts, 'cold start')}.`;
    const chips = words.map((word) => chipText(word, filter.text.slice(word.from, word.to), connection.times.value));
    return `${count(selected.coldStarts)} of ${counted(whole.coldStarts, 'cold start')}: ${chips.join('; ')}.`;
  }
}

import { useEffect, useState } from 'preact/hooks';
import { quantityText, readQuantity } from '../../../src/filter';
import { useDashboard } from '../../state/dashboard';

/** The latency that cold starts should not exceed, as typed: "10s". Empty: the default. */
export function TargetField() {
  const { explore, view } = useDashboard();
  const seconds = explore.target.value;
  const text = seconds === null ? '' : quantityText(seconds, 's');
  const [typed, setTyped] = useState(text);
  const [problem, setProblem] = useState('');
  useEffect(() => {
    setTyped(text);
    setProblem('');
  }, [text]);
  const apply = () => {
    const trimmed = typed.trim();
    const read = trimmed === '' ? { value: null } : readQuantity(trimmed, 's');
    if ('problem' in read) setProblem(read.problem);
    else if (read.value !== null && !(read.value > 0)) setProblem('The target must be more than 0 s.');
    else {
      setProblem('');
      view.explore.value = { ...view.explore.peek(), target: read.value };
      if (read.value === null) setTyped(text);
    }
  };
  return (
    <label class="target-field" title={problem || 'Cold starts should take no longer: a duration such as 10s or 250ms'}>
      <span>Target</span>
      <input
        type="text"
        size={6}
        value={typed}
        spellcheck={false}
        aria-invalid={problem !== ''}
        aria-description={problem || undefined}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={apply}
        onKeyDown={(event) => {
          if (event.key === 'Enter') apply();
          if (event.key === 'Escape') setTyped(text);
        }}
      />
    </label>
  );
}

import { useState } from 'preact/hooks';
import type { Bursts } from '../../../src/protocol/queries';
import { interval, readNumber } from '../../../src/text';
import { useDashboard } from '../../state/dashboard';
import { TextField } from '../../toolkit';

/** How bursts are found, and the numbers that decide it. */
export function BurstMethod({ found }: { readonly found: Bursts }) {
  const { view } = useDashboard();
  const [isOpen, setOpen] = useState(false);
  const { factor, binSeconds } = view.bursts.value;
  const change = (part: Partial<typeof view.bursts.value>) => (view.bursts.value = { ...view.bursts.peek(), ...part });
  const bin = interval(found.binSeconds);
  return (
    <div class="burst-method">
      <button type="button" class="link" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        More than {factor} × the median {bin}
      </button>
      {isOpen && (
        <div class="burst-settings">
          <NumberField
            label="Times the median"
            value={factor}
            least={1}
            onValue={(next) => change({ factor: next ?? 3 })}
          />
          <NumberField
            label="Bin, seconds (empty: chosen)"
            value={binSeconds}
            least={0.001}
            onValue={(next) => change({ binSeconds: next })}
          />
          <p class="hint">
            Time is cut into bins of {bin}. A bin belongs to a burst if it has more than {factor} times the cold starts
            of the median bin that has any, here {found.threshold} or more; bursts with one bin between them are one.
          </p>
        </div>
      )}
    </div>
  );
}

interface NumberFieldProps {
  readonly label: string;
  readonly value: number | null;
  readonly least: number;
  /** null for an empty field. */
  readonly onValue: (value: number | null) => void;
}

function NumberField({ label, value, least, onValue }: NumberFieldProps) {
  const [text, setText] = useState(value === null ? '' : String(value));
  const read = text.trim() === '' ? null : readNumber(text).value;
  const isWrong = text.trim() !== '' && (read === null || read < least || read > 1e6);
  return (
    <TextField
      label={label}
      value={text}
      numeric
      invalid={isWrong}
      onInput={(next) => {
        setText(next);
        const number = next.trim() === '' ? null : readNumber(next).value;
        if (next.trim() === '' || (number !== null && number >= least && number <= 1e6)) onValue(number);
      }}
    />
  );
}

import { Select } from '../parts/Select';

interface ChoiceProps {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}

/** A list of choices with its label above. */
export function Choice({ label, ...rest }: ChoiceProps) {
  return (
    <div class="field">
      <span class="field-label" aria-hidden="true">
        {label}
      </span>
      <Select label={label} {...rest} />
    </div>
  );
}

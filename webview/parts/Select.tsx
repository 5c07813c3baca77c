interface SelectProps<Value extends string> {
  /** Accessible name; shown if there is no `visibleLabel`. */
  readonly label: string;
  readonly value: Value;
  readonly choices: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
  readonly describedBy?: string;
}

/** The browser's own list of choices: light enough for dozens of them, and never cut off by a table that scrolls. */
export function Select<Value extends string>({ label, value, choices, onChange, describedBy }: SelectProps<Value>) {
  return (
    <select
      class="select"
      aria-label={label}
      aria-describedby={describedBy}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value as Value)}
    >
      {choices.map((choice) => (
        <option key={choice.value} value={choice.value} selected={choice.value === value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

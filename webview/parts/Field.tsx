import { useId } from 'preact/hooks';
import { TextField } from '../toolkit';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly hint?: string;
  readonly placeholder?: string;
  readonly onInput: (value: string) => void;
}

/** A number field with its unit in the label; below it the error, or else the hint. */
export function Field({ label, value, error, hint, placeholder, onInput }: FieldProps) {
  const id = useId();
  return (
    <div class="field">
      <TextField
        label={label}
        value={value}
        onInput={onInput}
        placeholder={placeholder}
        invalid={error !== undefined}
        describedBy={id}
        numeric
      />
      {error === undefined && hint !== undefined && (
        <p class="hint" id={id}>
          {hint}
        </p>
      )}
      <ErrorText id={error === undefined && hint !== undefined ? undefined : id} error={error} />
    </div>
  );
}

/** The error of a field. The element stays on the page without one: a screen reader announces only changes of it. */
export function ErrorText({ id, error }: { readonly id: string | undefined; readonly error: string | undefined }) {
  return (
    <p class="error-text" id={id} role="status">
      {error}
    </p>
  );
}

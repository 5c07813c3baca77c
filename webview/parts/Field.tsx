import { useId } from 'preact/hooks';
import { TextField } from '../toolkit';

interface FieldProps {
  readonly label: string;
  /** Shown inside the field, at its end. */
  readonly unit?: string;
  readonly value: string;
  /** Not at its default. */
  readonly changed?: boolean;
  readonly error: string | undefined;
  /** Below the field. */
  readonly hint?: string;
  /** The same on demand: a tooltip. */
  readonly title?: string;
  readonly placeholder?: string;
  readonly onInput: (value: string) => void;
}

/** A number field; below it the error, or else the hint. */
export function Field(props: FieldProps) {
  const { label, unit, value, changed = false, error, hint, title, placeholder, onInput } = props;
  const id = useId();
  return (
    <div class={changed ? 'field changed' : 'field'} title={title}>
      {changed && (
        <span class="changed-mark" aria-hidden="true">
          changed
        </span>
      )}
      <TextField
        label={label}
        unit={unit}
        value={value}
        onInput={onInput}
        placeholder={placeholder}
        invalid={error !== undefined}
        describedBy={id}
        description={[changed ? 'Changed.' : '', title ?? ''].filter((text) => text !== '').join(' ')}
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

import { Field } from '../parts/Field';
import type { ChangeForm, SimulateForm } from '../state/view';

interface SizeFieldsProps {
  readonly form: SimulateForm;
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

/** What each container of a burst or a profile needs. */
export function SizeFields({ form, errors, change }: SizeFieldsProps) {
  return (
    <>
      <Field
        label="Image (MB)"
        value={form.imageMB}
        placeholder="the paper's: 758"
        error={errors.get('imageMB')}
        onInput={(imageMB) => change({ imageMB })}
      />
      <Field
        label="Memory (MB)"
        value={form.memoryMB}
        placeholder="the paper's: 3008"
        error={errors.get('memoryMB')}
        onInput={(memoryMB) => change({ memoryMB })}
      />
    </>
  );
}

import { Field } from '../parts/Field';
import type { Model } from '../state/model';
import type { ChangeForm, SimulateForm } from '../state/view';
import { useDefaultTexts } from './useDefaultTexts';

interface SizeFieldsProps {
  readonly form: SimulateForm;
  readonly model: Model;
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

/** Image size and memory of each container of a burst or a profile. */
export function SizeFields({ form, model, errors, change }: SizeFieldsProps) {
  const defaultText = useDefaultTexts(form, model);
  return (
    <>
      <Field
        label="Image"
        unit="MB"
        value={form.imageMB}
        placeholder={defaultText('imageMB')}
        error={errors.get('imageMB')}
        onInput={(imageMB) => change({ imageMB })}
      />
      <Field
        label="Memory"
        unit="MB"
        value={form.memoryMB}
        placeholder={defaultText('memoryMB')}
        error={errors.get('memoryMB')}
        onInput={(memoryMB) => change({ memoryMB })}
      />
    </>
  );
}

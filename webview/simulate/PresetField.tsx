import type { Preset } from '../../src/protocol/queries';
import { Select } from '../parts/Select';
import type { ChangeForm, SimulateForm } from '../state/view';
import { presetForm, presetOf } from './fillForm';

interface PresetFieldProps {
  readonly form: SimulateForm;
  readonly presets: readonly Preset[];
  readonly change: ChangeForm;
}

const NONE = '';

/** The paper's set-ups; the field shows the one that equals the form. */
export function PresetField({ form, presets, change }: PresetFieldProps) {
  const choices = [{ value: NONE, label: 'No preset' }, ...presets.map(({ id, label }) => ({ value: id, label }))];
  return (
    <div class="preset" title="Fills the form as in the paper (ATC'21)">
      <Select
        label="Preset of the paper (ATC'21)"
        value={presetOf(form, presets)?.id ?? NONE}
        choices={choices}
        onChange={(id) => {
          const preset = presets.find((one) => one.id === id);
          if (preset) change(presetForm(form, preset));
        }}
      />
    </div>
  );
}

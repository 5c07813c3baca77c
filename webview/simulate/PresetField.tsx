import type { Preset } from '../../src/protocol/queries';
import type { ChangeForm, SimulateForm } from '../state/view';
import { Dropdown } from '../toolkit';
import { presetForm, presetOf } from './fillForm';

interface PresetFieldProps {
  readonly form: SimulateForm;
  readonly presets: readonly Preset[];
  readonly change: ChangeForm;
}

const NONE = '';

/** The paper's set-ups; the field shows the one that equals the form. */
export function PresetField({ form, presets, change }: PresetFieldProps) {
  const choices = [{ value: NONE, label: 'None' }, ...presets.map(({ id, label }) => ({ value: id, label }))];
  return (
    <Dropdown
      label="Preset of the paper (ATC'21)"
      value={presetOf(form, presets)?.id ?? NONE}
      choices={choices}
      onChange={(id) => {
        const preset = presets.find((one) => one.id === id);
        if (preset) change(presetForm(form, preset));
      }}
    />
  );
}

import { Info } from '../parts/Info';
import { Select } from '../parts/Select';
import type { Model } from '../state/model';
import type { ChangeForm, SimulateForm } from '../state/view';
import { recorderOf } from './readForm';

interface RecordedOnFieldProps {
  readonly form: SimulateForm;
  readonly model: Model;
  readonly change: ChangeForm;
}

/** In the form: the trace was recorded on a system that nobody knows. */
const UNKNOWN = '';

/** The system that the trace was recorded on, to which images and starts are fitted. */
export function RecordedOnField({ form, model, change }: RecordedOnFieldProps) {
  const labels = new Map(model.systems.map(({ name, label }) => [name, label]));
  return (
    <div class="recorded-on">
      <span class="muted small">Recorded on</span>
      <Select
        label="The trace was recorded on"
        value={recorderOf(form, model.recorders) ?? UNKNOWN}
        choices={[
          ...model.recorders.map((name) => ({ value: name, label: labels.get(name) ?? name })),
          { value: UNKNOWN, label: 'Unknown: do not fit the replay' },
        ]}
        onChange={(recordedOn) => change({ recordedOn })}
      />
      <Info about="the fit">
        Images and starts are fitted to what this system would have taken. Baseline is a plain registry pull.
      </Info>
    </div>
  );
}

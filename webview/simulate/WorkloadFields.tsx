import { nameText } from '../../src/text';
import { ErrorText, Field } from '../parts/Field';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import type { ChangeForm, SimulateForm } from '../state/view';
import { RadioGroup } from '../toolkit';
import { ProfileFields } from './ProfileFields';
import { RecordedOnField } from './RecordedOnField';
import { limitText } from './readForm';
import { SizeFields } from './SizeFields';

interface WorkloadFieldsProps {
  readonly form: SimulateForm;
  readonly model: Model;
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

/** The cold starts to provision: those of the trace, of a burst, or of the requests of a profile. */
export function WorkloadFields({ form, model, errors, change }: WorkloadFieldsProps) {
  const { view, connection } = useDashboard();
  const { hasTable, traceName, times } = connection;
  const zoom = view.zoom.value;
  const selected = view.selected.value;
  const choices = [
    ...(traceName.value === null
      ? []
      : [
          { value: 'whole' as const, label: 'The whole trace', disabled: !hasTable.value },
          {
            value: 'range' as const,
            label: zoom
              ? `The time range shown: ${times.value.range(zoom.from, zoom.to)}`
              : 'The time range shown (zoom in first)',
            disabled: !zoom,
          },
          {
            value: 'function' as const,
            label: selected ? `The selected function: ${nameText(selected.name)}` : 'The selected function (none)',
            disabled: !selected,
          },
        ]),
    { value: 'burst' as const, label: 'A burst: cold starts that arrive together' },
    { value: 'profile' as const, label: 'A request-rate profile: requests, served warm where possible' },
  ];
  return (
    <div>
      <RadioGroup
        label="Workload"
        value={form.workload}
        choices={choices}
        onChange={(workload) => change({ workload })}
      />
      <ErrorText id={undefined} error={errors.get('workload')} />
      {form.workload !== 'burst' && form.workload !== 'profile' && (
        <RecordedOnField form={form} model={model} change={change} />
      )}
      {form.workload === 'burst' && (
        <div class="field-grid">
          <Field
            label="Containers"
            value={limitText(form, model.limits, 'containers')}
            error={errors.get('containers')}
            onInput={(containers) => change({ containers })}
          />
          <Field
            label="Functions"
            value={limitText(form, model.limits, 'functions')}
            error={errors.get('functions')}
            onInput={(functions) => change({ functions })}
          />
          <SizeFields form={form} model={model} errors={errors} change={change} />
        </div>
      )}
      {form.workload === 'profile' && <ProfileFields form={form} model={model} errors={errors} change={change} />}
    </div>
  );
}

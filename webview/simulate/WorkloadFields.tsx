import { count, nameText } from '../../src/text';
import { ErrorText, Field } from '../parts/Field';
import { Icon } from '../parts/icons';
import { Name } from '../parts/Name';
import { Segmented } from '../parts/Segmented';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import type { ChangeForm, SimulateForm } from '../state/view';
import { ProfileFields } from './ProfileFields';
import { RecordedOnField } from './RecordedOnField';
import { limitText, replayOf } from './readForm';
import { SizeFields } from './SizeFields';

interface WorkloadFieldsProps {
  readonly form: SimulateForm;
  readonly model: Model;
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

/** The cold starts to provision: those of the trace, of a burst, or of the requests of a profile. */
export function WorkloadFields({ form, model, errors, change }: WorkloadFieldsProps) {
  const { connection } = useDashboard();
  const hasTrace = connection.traceName.value !== null;
  return (
    <div class="workload">
      <Segmented
        label="Workload"
        value={form.workload}
        choices={[
          { value: 'replay', label: 'Replay', disabled: !hasTrace },
          { value: 'function', label: 'Function', disabled: !hasTrace },
          { value: 'burst', label: 'Burst' },
          { value: 'profile', label: 'Profile' },
        ]}
        onChange={(workload) => change({ workload })}
      />
      <ErrorText id={undefined} error={errors.get('workload')} />
      {(form.workload === 'replay' || form.workload === 'function') && hasTrace && (
        <>
          <Replayed form={form} model={model} />
          <RecordedOnField form={form} model={model} change={change} />
        </>
      )}
      {form.workload === 'burst' && (
        <div class="field-grid">
          <Field
            label="Containers"
            value={limitText(form, model.limits, 'containers')}
            error={errors.get('containers')}
            title="Cold starts that arrive together"
            onInput={(containers) => change({ containers })}
          />
          <Field
            label="Functions"
            value={limitText(form, model.limits, 'functions')}
            error={errors.get('functions')}
            title="Functions that the containers are spread over, evenly"
            onInput={(functions) => change({ functions })}
          />
          <SizeFields form={form} model={model} errors={errors} change={change} />
        </div>
      )}
      {form.workload === 'profile' && <ProfileFields form={form} model={model} errors={errors} change={change} />}
    </div>
  );
}

/** Which cold starts of the trace are replayed, and how many. */
function Replayed({ form, model: { recorders } }: Pick<WorkloadFieldsProps, 'form' | 'model'>) {
  const { view, sizes } = useDashboard();
  const selected = view.selected.value;
  const where = view.where.value;
  const isMissing = form.workload === 'function' && !selected;
  const starts = isMissing ? null : sizes.of(replayOf(form, { recorders, where, selected }));
  return (
    <div class="replayed" title="The cold starts that are replayed">
      <Icon name="filter" />
      <span class="grow">
        {form.workload === 'function' ? (
          selected ? (
            <Name text={selected.name} />
          ) : (
            <span class="muted">no function is selected</span>
          )
        ) : where.trim() !== '' ? (
          <code class="where">{nameText(where)}</code>
        ) : (
          <span class="muted">the whole trace</span>
        )}
      </span>
      {starts !== null && <span class="muted small">{count(starts)}</span>}
    </div>
  );
}

import { useState } from 'preact/hooks';
import type { AxisInfo } from '../../../src/protocol/queries';
import { counted } from '../../../src/text';
import { Field } from '../../parts/Field';
import { FormGroup } from '../../parts/FormGroup';
import { useDashboard } from '../../state/dashboard';
import type { Model } from '../../state/model';
import type { SweepAxis } from '../../state/view';
import { Checkbox } from '../../toolkit';
import { hasWords, ParameterSearch } from '../ParameterSearch';
import { limitText, type ReadForm } from '../readForm';
import { AxisFields } from './AxisFields';
import { firstAxis } from './readSweep';
import type { SweepState } from './useSweep';

interface SweepFormProps {
  readonly model: Model;
  readonly read: ReadForm;
  readonly sweep: SweepState;
}

const GROUPS = [
  ['workload', 'Workload'],
  ['cluster', 'Cluster'],
  ['network', 'Network'],
  ['image', 'Images'],
  ['system', 'Systems'],
  ['together', 'Several at once'],
] as const satisfies readonly (readonly [AxisInfo['group'], string])[];

/** Which parameters a sweep varies, and over which values. All else is what the form says. */
export function SweepForm({ model, read: { requests, errors }, sweep }: SweepFormProps) {
  const { view, names } = useDashboard();
  const [search, setSearch] = useState('');
  const form = view.form.value;
  const [first] = requests;
  const typed = view.sweep.value.axes;
  const setAxes = (axes: readonly SweepAxis[]) => {
    view.sweep.value = { ...view.sweep.peek(), axes };
  };
  const ticked = (name: string) => typed.find((axis) => axis.name === name);
  // Ticked ones stay: they are what the sweep is.
  const listed = sweep.offered.filter(
    (info) => ticked(info.name) || hasWords([info.title, info.name, info.group].join(' '), search),
  );
  return (
    <section class="sweep-form" aria-label="Sweep">
      <div class="form-head">
        <h2>Sweep</h2>
        <ParameterSearch search={search} onSearch={setSearch} />
      </div>
      {first && (
        <p class="hint">
          {names.describe(first.workload)}; {counted(requests.length, 'system')}. Every combination of the values ticked
          below is simulated.
        </p>
      )}
      {errors.size > (errors.has('seeds') ? 1 : 0) && (
        <p class="error-text">The form has errors. Go back to correct them.</p>
      )}
      <div class="field-grid">
        <Field
          label="Number of seeds"
          value={limitText(form, model.limits, 'seeds')}
          error={errors.get('seeds')}
          title="Of each combination. Six or more give intervals of medians"
          onInput={(seeds) => {
            view.form.value = { ...view.form.peek(), seeds };
          }}
        />
      </div>
      {GROUPS.map(([group, title]) => {
        const ofGroup = listed.filter((info) => info.group === group);
        if (ofGroup.length === 0) return null;
        return (
          <FormGroup key={group} title={title} layout="sweep-axes">
            {ofGroup.map((info) => {
              const { name } = info;
              const axis = ticked(name);
              const at = sweep.axes.findIndex((entry) => entry.name === name);
              return (
                <div class="sweep-axis" key={name}>
                  <Checkbox
                    checked={axis !== undefined}
                    onChange={(on) =>
                      setAxes(on ? [...typed, firstAxis(info, first)] : typed.filter((one) => one.name !== name))
                    }
                    title={name}
                  >
                    {info.title}
                  </Checkbox>
                  {axis && (
                    <AxisFields
                      info={info}
                      axis={axis}
                      errors={sweep.errors}
                      shown={sweep.size.value?.axes[at]?.shown}
                      change={(part) => setAxes(typed.map((one) => (one.name === name ? { ...one, ...part } : one)))}
                    />
                  )}
                </div>
              );
            })}
          </FormGroup>
        );
      })}
    </section>
  );
}

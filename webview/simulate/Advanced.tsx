import type { ParameterInfo } from '../../src/protocol/queries';
import { counted, plainNumber } from '../format';
import type { SimulateForm } from '../state/view';
import { Button } from '../toolkit';
import { type ChangeForm, Field } from './Form';

interface AdvancedProps {
  readonly form: SimulateForm;
  readonly parameters: readonly ParameterInfo[];
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

const GROUPS = [
  ['cluster', 'Cluster'],
  ['network', 'Network'],
  ['image', 'Images'],
  ['system', 'Systems'],
] as const satisfies readonly (readonly [ParameterInfo['group'], string])[];

/** Every parameter of the model, with its default, its range and where the default comes from. */
export function Advanced({ form, parameters, errors, change }: AdvancedProps) {
  const isChanged = ({ name, defaultValue }: ParameterInfo) =>
    form.parameters[name] !== undefined && Number(form.parameters[name]) !== defaultValue;
  const changed = parameters.filter(isChanged).length;
  const wrong = parameters.some(({ name }) => errors.has(name));
  const set = (name: string, value: string) => change({ parameters: { ...form.parameters, [name]: value } });
  return (
    <details
      class="advanced"
      open={form.advanced || wrong}
      onToggle={(event) => {
        const { open } = event.currentTarget;
        if (open !== form.advanced) change({ advanced: open });
      }}
    >
      <summary>
        Advanced: {changed === 0 ? 'every parameter at its default' : `${counted(changed, 'parameter')} changed`}
      </summary>
      {Object.keys(form.parameters).length > 0 && (
        <Button onClick={() => change({ parameters: {} })}>Set all to their defaults</Button>
      )}
      {GROUPS.map(([group, title]) => {
        const ofGroup = parameters.filter((parameter) => parameter.group === group);
        if (ofGroup.length === 0) return null;
        return (
          <fieldset key={group}>
            <legend>{title}</legend>
            {ofGroup.map((info) => (
              <Field
                key={info.name}
                label={info.unit === '' ? info.label : `${info.label} (${info.unit})`}
                value={form.parameters[info.name] ?? String(info.defaultValue)}
                error={errors.get(info.name)}
                hint={`Default ${plainNumber(info.defaultValue)}; ${plainNumber(info.min)} to ${plainNumber(info.max)}. ${info.source}`}
                onInput={(value) => set(info.name, value)}
              />
            ))}
          </fieldset>
        );
      })}
    </details>
  );
}

import type { ParameterInfo } from '../../src/protocol/queries';
import { counted, plainNumber } from '../../src/text';
import { boundedNumber } from '../boundedNumber';
import { Field } from '../parts/Field';
import type { ChangeForm, SimulateForm } from '../state/view';
import { Button } from '../toolkit';
import { type FormContext, parameterField, parameterText } from './readForm';

interface AdvancedProps {
  readonly form: SimulateForm;
  readonly settings: FormContext['settings'];
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

/** Every parameter of the model, with its default, range, and source of the default. */
export function Advanced({ form, settings, parameters, errors, change }: AdvancedProps) {
  const textOf = (info: ParameterInfo) => parameterText(form, settings, info);
  const changed = parameters.filter((info) => boundedNumber(textOf(info), info).value !== info.defaultValue).length;
  const isFromSettings = Object.keys(settings).length > 0;
  const wrong = errors.has('failures') || parameters.some(({ name }) => errors.has(parameterField(name)));
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
        {form.failures.trim() !== '' && ', VMs fail'}
      </summary>
      {Object.keys(form.parameters).length > 0 && (
        <Button onClick={() => change({ parameters: {} })}>
          {isFromSettings ? 'Reset all to the settings' : 'Reset all to their defaults'}
        </Button>
      )}
      {GROUPS.map(([group, title]) => {
        const ofGroup = parameters.filter((parameter) => parameter.group === group);
        if (ofGroup.length === 0) return null;
        return (
          <fieldset key={group}>
            <legend>{title}</legend>
            {group === 'image' && <p class="hint">An MB is 10⁶ bytes; a KB, of block sizes, is 1,024 bytes.</p>}
            {ofGroup.map((info) => (
              <Field
                key={info.name}
                label={info.unit === '' ? info.label : `${info.label} (${info.unit})`}
                value={textOf(info)}
                error={errors.get(parameterField(info.name))}
                hint={hintOf(info, settings)}
                onInput={(value) => set(info.name, value)}
              />
            ))}
            {group === 'cluster' && (
              <Field
                label="VMs that fail at given times"
                value={form.failures}
                placeholder="none"
                error={errors.get('failures')}
                hint="VM@SECONDS, such as 12@3.5: VM 12 fails after 3.5 s. Put spaces between several. Other VMs fail at the rate above."
                onInput={(failures) => change({ failures })}
              />
            )}
          </fieldset>
        );
      })}
    </details>
  );
}

/** Includes the name that settings and the command line use. */
function hintOf({ name, defaultValue, min, max, source }: ParameterInfo, settings: FormContext['settings']): string {
  const set = Object.hasOwn(settings, name) ? `Settings: ${plainNumber(settings[name])}. ` : '';
  return `${set}Default ${plainNumber(defaultValue)}; ${plainNumber(min)} to ${plainNumber(max)}. ${source}. Name: ${name}`;
}

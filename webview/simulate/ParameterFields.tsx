import type { ParameterInfo } from '../../src/protocol/queries';
import { plainNumber } from '../../src/text';
import { boundedNumber } from '../boundedNumber';
import { Field } from '../parts/Field';
import { FormGroup } from '../parts/FormGroup';
import type { Model } from '../state/model';
import type { ChangeForm, SimulateForm } from '../state/view';
import { type FormContext, limitText, parameterField, parameterText } from './readForm';

interface ParameterFieldsProps {
  readonly form: SimulateForm;
  readonly model: Model;
  readonly settings: FormContext['settings'];
  readonly errors: ReadonlyMap<string, string>;
  readonly change: ChangeForm;
}

/** The parameters that people change first, and the seeds. */
export function ParameterFields({ form, model, settings, errors, change }: ParameterFieldsProps) {
  const first = model.parameters.filter(({ short }) => short !== undefined);
  const edited = model.parameters.filter((info) => {
    const text = form.parameters[info.name];
    return text !== undefined && text !== parameterText({ ...form, parameters: {} }, settings, info);
  }).length;
  return (
    <FormGroup
      title="Parameters"
      layout="first-parameters"
      action={
        edited > 0 && (
          <button
            type="button"
            class="link quiet"
            title={Object.keys(settings).length > 0 ? 'Back to the settings' : 'Back to the defaults'}
            onClick={() => change({ parameters: {} })}
          >
            Reset {edited}
          </button>
        )
      }
    >
      <div class="field-grid">
        {first.map((info) => (
          <ParameterField
            key={info.name}
            label={info.short ?? info.label}
            {...{ info, form, settings, errors, change }}
          />
        ))}
        <Field
          label="Number of seeds"
          value={limitText(form, model.limits, 'seeds')}
          error={errors.get('seeds')}
          title="With several seeds, times are means with 95 % confidence intervals"
          onInput={(seeds) => change({ seeds })}
        />
        <Field
          label="Seed"
          value={limitText(form, model.limits, 'seed')}
          error={errors.get('seed')}
          title="The first seed. The same seed gives the same result"
          onInput={(seed) => change({ seed })}
        />
      </div>
    </FormGroup>
  );
}

interface ParameterFieldProps extends Omit<ParameterFieldsProps, 'model'> {
  readonly info: ParameterInfo;
  readonly label: string;
  readonly hint?: string;
}

/** The field of one parameter. Says whether it has been changed. */
export function ParameterField({ info, label, hint, form, settings, errors, change }: ParameterFieldProps) {
  const text = parameterText(form, settings, info);
  return (
    <Field
      label={label}
      unit={info.unit}
      value={text}
      changed={isChanged(info, text)}
      error={errors.get(parameterField(info.name))}
      hint={hint}
      title={hint === undefined ? `${info.label}. ${hintOf(info, settings)}` : undefined}
      onInput={(value) => change({ parameters: { ...form.parameters, [info.name]: value } })}
    />
  );
}

/** The parameters that are not at their defaults. */
export function changedParameters(
  form: SimulateForm,
  settings: FormContext['settings'],
  parameters: readonly ParameterInfo[],
): readonly ParameterInfo[] {
  return parameters.filter((info) => isChanged(info, parameterText(form, settings, info)));
}

const isChanged = (info: ParameterInfo, text: string) => boundedNumber(text, info).value !== info.defaultValue;

/** Includes the name that settings and the command line use. */
export function hintOf(
  { name, defaultValue, min, max, source }: ParameterInfo,
  settings: FormContext['settings'],
): string {
  const set = Object.hasOwn(settings, name) ? `Settings: ${plainNumber(settings[name])}. ` : '';
  return `${set}Default ${plainNumber(defaultValue)}; ${plainNumber(min)} to ${plainNumber(max)}. ${source}. Name: ${name}`;
}

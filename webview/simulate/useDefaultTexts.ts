import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import type { SimulateForm } from '../state/view';
import { parameterText } from './readForm';

/** Placeholders of fields that may stay empty: the parameter of the same name then applies. */
export function useDefaultTexts(form: SimulateForm, { parameters }: Model): (parameter: string) => string {
  const { parameters: settings } = useDashboard().connection.settings.value;
  return (name) => {
    const info = parameters.find((parameter) => parameter.name === name);
    return info ? `default: ${parameterText(form, settings, info)}` : '';
  };
}

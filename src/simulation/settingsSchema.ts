import { PARAMETERS } from './parameterList';

/** What `package.json` tells the editor of the setting that holds values of parameters by name, as JSON Schema. */
export function settingsSchema() {
  const properties = PARAMETERS.map(({ name, label, unit, defaultValue, min, max, integer, source }) => {
    const property = {
      type: integer ? 'integer' : 'number',
      minimum: min,
      maximum: max,
      default: defaultValue,
      description: `${label}${unit === '' ? '' : `, ${unit}`}. Default ${defaultValue}; ${min} to ${max}. ${source}.`,
    };
    return [name, property] as const;
  });
  return { properties: Object.fromEntries(properties), additionalProperties: false };
}

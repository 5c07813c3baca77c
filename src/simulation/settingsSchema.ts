import type { Limit } from '../numeric';
import { LIMITS } from './limits';
import { PARAMETERS } from './parameterList';

/** The settings of the simulation by name, as JSON Schema. `npm run settings` writes them into `package.json`. */
export function settingsSchema() {
  return {
    'faasnet.simulation.parameters': { properties: parameterProperties(), additionalProperties: false },
    'faasnet.simulation.seed': numberProperty(LIMITS.seed),
    'faasnet.simulation.burstContainers': numberProperty(LIMITS.containers),
  };
}

function parameterProperties() {
  const properties = PARAMETERS.map(({ name, label, source, ...limit }) => {
    const { unit, defaultValue, min, max } = limit;
    const description = `${label}${unit === '' ? '' : `, ${unit}`}. Default ${defaultValue}; ${min} to ${max}. ${source}.`;
    return [name, { ...numberProperty(limit), description }] as const;
  });
  return Object.fromEntries(properties);
}

function numberProperty({ integer, min, max, defaultValue }: Limit) {
  return { type: integer ? 'integer' : 'number', minimum: min, maximum: max, default: defaultValue };
}

import { LIMITS, PARAMETERS, RECORDERS, SYSTEMS } from '../simulation';
import { AXIS_KINDS, type AxisKind } from './axes';

const nullableNumber = { type: ['number', 'null'] };
const systems = SYSTEMS.map(({ name }) => name);

/** JSON Schema of `*.ftsweep.json`, by which editors complete and check it. `npm run settings` writes it. */
export function sweepSchema() {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A FaaSNet sweep',
    description: 'A run and axes: every combination of their values is simulated.',
    type: 'object',
    required: ['format', 'version', 'workload'],
    properties: {
      $schema: { type: 'string' },
      format: { const: 'faasnet-sweep' },
      version: { const: 1 },
      workload: { oneOf: [burst(), profile(), replay()] },
      systems: {
        description: 'Systems to compare.',
        type: 'array',
        minItems: 1,
        items: { enum: systems, enumDescriptions: SYSTEMS.map(({ label, description }) => `${label}. ${description}`) },
      },
      parameters: {
        description: 'Values that replace defaults in all units.',
        type: 'object',
        properties: Object.fromEntries(
          PARAMETERS.map(({ name, label, unit, ...limit }) => [name, numberOf(label, unit, limit)]),
        ),
        additionalProperties: false,
      },
      failures: {
        description: 'VMs that fail, and when, in seconds.',
        type: 'array',
        items: {
          type: 'object',
          required: ['vm', 'time'],
          properties: { vm: { type: 'integer', minimum: 0 }, time: { type: 'number', minimum: 0 } },
          additionalProperties: false,
        },
      },
      seed: numberOf('The first seed', '', LIMITS.seed),
      seeds: numberOf('Seeds of each combination', '', LIMITS.seeds),
      trace: {
        description: 'The trace of a replay, in the folder of the sweep.',
        type: ['object', 'null'],
        required: ['name'],
        properties: { name: { type: 'string' }, sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' } },
      },
      axes: { description: 'The outermost first.', type: 'array', items: { oneOf: AXIS_KINDS.map(axis) } },
    },
    additionalProperties: false,
  };
}

interface Range {
  readonly integer: boolean;
  readonly min: number;
  readonly max: number;
  readonly defaultValue: number;
}

function numberOf(title: string, unit: string, { integer, min, max, defaultValue }: Range) {
  const description = `${title}${unit === '' ? '' : `, ${unit}`}. ${min} to ${max}; default ${defaultValue}.`;
  return { type: integer ? 'integer' : 'number', minimum: min, maximum: max, description };
}

function axis({ name, title, unit, limit, texts, nullable }: AxisKind) {
  const text = { type: nullable ? ['string', 'null'] : 'string' };
  const value = limit ? numberOf(title, unit, limit) : texts ? { enum: texts } : text;
  const number = { type: 'number' };
  const range = limit
    ? {
        from: number,
        to: number,
        step: number,
        count: { type: 'integer', minimum: 1 },
        scale: { enum: ['linear', 'log'] },
      }
    : {};
  return {
    type: 'object',
    description: `${title}${unit === '' ? '' : `, ${unit}`}`,
    required: ['name'],
    properties: { name: { const: name }, values: { type: 'array', minItems: 1, items: value }, ...range },
    additionalProperties: false,
  };
}

const SIZES = { imageMB: nullableNumber, memoryMB: nullableNumber };

function burst() {
  return object('burst', ['containers'], {
    containers: numberOf('Cold starts', '', LIMITS.containers),
    functions: numberOf('Functions', '', LIMITS.functions),
    ...SIZES,
  });
}

function profile() {
  return object('profile', ['name', 'csv'], {
    name: { type: 'string' },
    csv: { type: 'string', description: 'Times and request rates.' },
    leadInSeconds: numberOf('Lead-in', 's', LIMITS.leadInSeconds),
    runSeconds: nullableNumber,
    ...SIZES,
  });
}

function replay() {
  const rows = { from: nullableNumber, to: nullableNumber, functionName: { type: ['string', 'null'] } };
  return object('trace', [], { ...rows, recordedOn: { enum: RECORDERS }, where: { type: 'string' } });
}

/** @param required what has no default */
function object(kind: string, required: readonly string[], properties: Readonly<Record<string, object>>) {
  return {
    type: 'object',
    required: ['kind', ...required],
    properties: { kind: { const: kind }, ...properties },
    additionalProperties: false,
  };
}

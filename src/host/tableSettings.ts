/**
 * The setting `faasnet.formats`: how to read tables with a given header, as they were once chosen. A person may edit it
 * by hand, and share it in a repository. It is data only: nothing in it is run.
 */

import * as v from 'valibot';
import type { RememberedTable } from '../trace';
import { DELIMITERS, DURATION_UNITS, EXTRA_UNITS, MEMORY_UNITS, TIME_FORMS } from '../trace';

const MAX_TABLES = 1000;
const MAX_COLUMNS = 10_000;
const MAX_SKIPPED = 1000;
/** Half an hour further than any zone. */
const MAX_ZONE = 15 * 60;

const cut = v.strictObject({
  separator: v.pipe(v.string(), v.minLength(1)),
  from: v.pipe(v.number(), v.safeInteger()),
  to: v.optional(v.pipe(v.number(), v.safeInteger())),
});
const part = { column: v.string(), cut: v.optional(cut) };
const names = v.strictObject({
  parts: v.optional(v.array(v.strictObject(part)), []),
  join: v.optional(v.string()),
  constant: v.optional(v.string()),
});
const test = {
  column: v.string(),
  equals: v.optional(v.array(v.string())),
  startsWith: v.optional(v.string()),
};
const extra = v.variant('role', [
  v.strictObject({ role: v.literal('label'), key: v.string(), title: v.string(), ...part }),
  v.strictObject({
    role: v.literal('stage'),
    key: v.string(),
    title: v.string(),
    ...part,
    fileUnit: v.picklist(DURATION_UNITS),
  }),
  v.strictObject({
    role: v.literal('measure'),
    key: v.string(),
    title: v.string(),
    ...part,
    unit: v.picklist(['s', 'MB', 'bytes', 'millicores', 'count']),
    fileUnit: v.picklist(EXTRA_UNITS.filter((unit) => unit !== 'text')),
  }),
]);

const mapping = v.strictObject({
  delimiter: v.optional(v.picklist(DELIMITERS), ','),
  decimalComma: v.optional(v.boolean(), false),
  skipLines: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MAX_SKIPPED)), 0),
  header: v.optional(v.boolean(), true),
  time: v.strictObject({
    ...part,
    as: v.picklist(TIME_FORMS),
    zone: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(-MAX_ZONE), v.maxValue(MAX_ZONE)), 0),
    relative: v.optional(v.boolean(), false),
  }),
  function: v.pipe(
    names,
    v.check(({ parts, constant }) => parts.length > 0 || constant !== undefined, 'a column or a constant'),
  ),
  latency: v.strictObject({ ...part, unit: v.picklist(DURATION_UNITS) }),
  runtime: v.optional(names),
  memoryMB: v.optional(v.strictObject({ ...part, unit: v.picklist(MEMORY_UNITS) })),
  cold: v.optional(v.strictObject(test)),
  only: v.optional(v.strictObject({ ...test, otherName: v.optional(v.string(), 'other row') })),
  extras: v.optional(v.array(extra), []),
  id: v.optional(v.string()),
});

export const REMEMBERED_TABLE = v.strictObject({
  header: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(MAX_COLUMNS)),
  mapping,
}) satisfies v.GenericSchema<unknown, RememberedTable>;

/** The valid entries of the setting. An invalid one does not spoil the others. */
export function rememberedTables(value: unknown): readonly RememberedTable[] {
  if (!Array.isArray(value)) return [];
  return value.slice(-MAX_TABLES).flatMap((entry) => {
    const checked = v.safeParse(REMEMBERED_TABLE, entry);
    return checked.success ? [checked.output] : [];
  });
}

/** The setting's value with an entry in place of those with its header. Other entries stay as they are written. */
export function withTable(value: unknown, table: RememberedTable): unknown[] {
  const header = JSON.stringify(table.header);
  const others = Array.isArray(value)
    ? value.filter((entry) => JSON.stringify((entry as Partial<RememberedTable> | null)?.header) !== header)
    : [];
  return [...others, { header: table.header, mapping: withoutDefaults(table.mapping) }];
}

/** What the schema would put back is left out: less to read in a settings file. */
function withoutDefaults(mapping: RememberedTable['mapping']) {
  const { decimalComma, skipLines, header, extras, time, ...rest } = mapping;
  const { zone, relative, ...written } = time;
  return {
    ...rest,
    ...(decimalComma ? { decimalComma } : {}),
    ...(skipLines > 0 ? { skipLines } : {}),
    ...(header ? {} : { header }),
    time: { ...written, ...(zone === 0 ? {} : { zone }), ...(relative ? { relative } : {}) },
    ...(extras.length > 0 ? { extras } : {}),
  };
}

// ------------------------------------------------------------------------------------------------------ JSON Schema

const string = (description: string) => ({ type: 'string', description });
const choice = (values: readonly string[], description: string) => ({ enum: [...values], description });
const object = (properties: Record<string, unknown>, required: readonly string[], description: string) => ({
  type: 'object',
  properties,
  required: [...required],
  additionalProperties: false,
  description,
});

const COLUMN = string("The column's name in the header; `column 1`, `column 2`, … without one.");
const CUT = object(
  {
    separator: { type: 'string', minLength: 1 },
    from: { type: 'integer', description: 'The first part, from 0; negative from the end.' },
    to: { type: 'integer', description: 'The part before which it ends.' },
  },
  ['separator', 'from'],
  'Only some parts of the field, split at a separator.',
);
const PART = { column: COLUMN, cut: CUT };
const NAMES = (what: string) =>
  object(
    {
      parts: { type: 'array', items: object(PART, ['column'], 'A column.') },
      join: string('What stands between several columns.'),
      constant: string('The value of all rows, if no column tells.'),
    },
    [],
    what,
  );
const TEST = {
  column: COLUMN,
  equals: { type: 'array', items: { type: 'string' }, description: 'Any of these texts, in any case.' },
  startsWith: string('A text with which the field begins.'),
};

/** The setting as JSON Schema: `npm run settings` writes it into `package.json`. */
export function formatsSchema() {
  const extras = object(
    {
      role: choice(['stage', 'measure', 'label'], 'A stage of the cold start, another number, or a text.'),
      key: string('Its name in `--json`.'),
      title: string('What the screen calls it.'),
      ...PART,
      unit: choice(['s', 'MB', 'bytes', 'millicores', 'count'], 'Of a measure, as it is shown.'),
      fileUnit: choice(
        EXTRA_UNITS.filter((unit) => unit !== 'text'),
        'Of a stage or a measure, in the file.',
      ),
    },
    ['role', 'key', 'title', 'column'],
    'A further column.',
  );
  const mapped = object(
    {
      delimiter: { ...choice(DELIMITERS, 'Between two fields.'), default: ',' },
      decimalComma: { type: 'boolean', default: false, description: 'Whether numbers are written 151,6.' },
      skipLines: { type: 'integer', minimum: 0, maximum: MAX_SKIPPED, description: 'Lines above the header.' },
      header: { type: 'boolean', default: true, description: 'Whether the first record names the columns.' },
      time: object(
        {
          ...PART,
          as: choice(TIME_FORMS, 'A count since 1970 in a unit, or a date: day, month or year first.'),
          zone: {
            type: 'integer',
            minimum: -MAX_ZONE,
            maximum: MAX_ZONE,
            description: 'Minutes to the east of UTC of dates without an offset.',
          },
          relative: { type: 'boolean', description: 'Whether times count from the start of the data set.' },
        },
        ['column', 'as'],
        'When a cold start began.',
      ),
      function: NAMES('What names the function.'),
      latency: object(
        { ...PART, unit: choice(DURATION_UNITS, 'Unit.') },
        ['column', 'unit'],
        'How long a cold start took.',
      ),
      runtime: NAMES('What names the runtime.'),
      memoryMB: object({ ...PART, unit: choice(MEMORY_UNITS, 'Unit.') }, ['column', 'unit'], 'Memory of the function.'),
      cold: object(TEST, ['column'], 'Which rows are cold starts; the others are warm invocations.'),
      only: object(
        { ...TEST, otherName: string('What other rows are counted as.') },
        ['column'],
        'Which rows are of the table at all.',
      ),
      extras: { type: 'array', items: extras, description: 'Stages of the cold start and further columns.' },
      id: string('The column by which duplicates are found.'),
    },
    ['time', 'function', 'latency'],
    'How its rows are read.',
  );
  const header = { type: 'array', items: { type: 'string' }, minItems: 1, description: 'Names of all its columns.' };
  return {
    'faasnet.formats': {
      type: 'array',
      scope: 'resource',
      default: [],
      items: object({ header, mapping: mapped }, ['header', 'mapping'], 'How to read tables with this header.'),
      markdownDescription:
        'How to read tables of no known format, by their header. *Open Trace Dashboard* on such a file asks, and remembers the answer here. It can be shared in the settings of a workspace.',
    },
  };
}

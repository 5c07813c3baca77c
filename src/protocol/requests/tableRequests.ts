import * as v from 'valibot';
import { COLUMN_ROLES, DELIMITERS } from '../../trace';
import { boolean, integer, listOf, oneOf, shape, text } from './checks';

const MAX_COLUMNS = 10_000;
const MAX_SKIPPED = 1000;
const MAX_TEXTS = 100;
const MAX_PART = 1000;

const columnChoice = shape({
  role: oneOf(COLUMN_ROLES),
  unit: text(),
  cold: v.optional(listOf(text(), MAX_TEXTS)),
  key: v.optional(text()),
  title: v.optional(text()),
  cut: v.optional(
    shape({
      separator: text(),
      from: integer(-MAX_PART, MAX_PART),
      to: v.optional(integer(-MAX_PART, MAX_PART)),
    }),
  ),
});

/** How a table is to be read, as the page has it. The worker says what is missing. */
export const tableChoices = shape({
  layout: shape({
    delimiter: oneOf(DELIMITERS),
    decimalComma: boolean,
    skipLines: integer(0, MAX_SKIPPED),
    header: boolean,
  }),
  columns: listOf(columnChoice, MAX_COLUMNS),
  zone: integer(-15 * 60, 15 * 60),
  relative: boolean,
  join: text(),
  functionName: text(),
  emptyIsWarm: boolean,
});

/** Requests about a table of which a person says how it is to be read. */
export const TABLE_REQUESTS = {
  /** With what a person has said of its layout; null where the content decides. */
  tableSample: shape({ header: v.nullable(boolean), delimiter: v.nullable(oneOf(DELIMITERS)) }),
  tryMapping: shape({ choices: tableChoices }),
};

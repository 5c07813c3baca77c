/** What the mapping page calls roles, units and delimiters. */

import type { ColumnRole, Delimiter } from '../../src/protocol/queries';
import { offsetText } from '../../src/text';

export const ROLE_LABELS: Readonly<Record<ColumnRole, string>> = {
  none: 'Not used',
  time: 'Time',
  function: 'Function',
  latency: 'Latency',
  runtime: 'Runtime',
  memory: 'Memory',
  cold: 'Cold flag',
  stage: 'Stage',
  extra: 'Extra',
};

export const ROLES = Object.keys(ROLE_LABELS) as readonly ColumnRole[];

export const DELIMITER_LABELS: Readonly<Record<Delimiter, string>> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Vertical bar',
  ' ': 'Space',
};

const DATE_FORMS: Readonly<Record<string, string>> = {
  auto: 'detected',
  iso: 'date, ISO 8601',
  dmy: 'date, day first',
  mdy: 'date, month first',
  ymd: 'date, year first',
};

/** @param relative whether times count from the start of the data set */
export function unitLabel(role: ColumnRole, unit: string, relative: boolean): string {
  if (role === 'time') return DATE_FORMS[unit] ?? `${unit} since ${relative ? 'the start' : '1970'}`;
  return role === 'extra' && unit === 'count' ? 'number' : unit;
}

/** Whether a form of times is a date, which has a time zone. */
export function isDateForm(unit: string): boolean {
  return unit !== 'auto' && unit in DATE_FORMS;
}

/** Offsets from UTC that zones have, in minutes. */
const OFFSETS = [
  ...Array.from({ length: 27 }, (_, hour) => (hour - 12) * 60),
  ...[-570, -210, -150, 210, 270, 330, 345, 390, 525, 570, 630, 765],
].sort((a, b) => a - b);

export function zoneChoices(chosen: number): readonly { readonly minutes: number; readonly label: string }[] {
  const offsets = OFFSETS.includes(chosen) ? OFFSETS : [...OFFSETS, chosen].sort((a, b) => a - b);
  return offsets.map((minutes) => ({ minutes, label: offsetText(60 * minutes) }));
}

/** What a mapping assumes of its table, in words. */

import type { FieldPart, RowTest, TableMapping } from '../formats/format';
import type { Assumption } from '../table';

export function assumptionsOf({ time, function: name, cold }: Omit<TableMapping, 'assumptions'>): Assumption[] {
  const assumptions: Assumption[] = [{ key: 'function', text: functionText(name) }];
  if (cold !== undefined) assumptions.push({ key: 'cold', text: `a cold start has ${testText(cold)}` });
  if (hasZone(time)) assumptions.push({ key: 'zone', text: `dates are ${zoneText(time.zone)}` });
  return assumptions;
}

/** `UTC`, `UTC+02:00`. */
export function zoneText(minutesEast: number): string {
  if (minutesEast === 0) return 'UTC';
  const minutes = Math.abs(minutesEast);
  const two = (value: number) => String(value).padStart(2, '0');
  return `UTC${minutesEast < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function hasZone({ as, relative }: TableMapping['time']): boolean {
  return !relative && (as === 'iso' || as === 'dmy' || as === 'mdy' || as === 'ymd');
}

function functionText({ parts, join = '', constant }: TableMapping['function']): string {
  if (parts.length === 0) return `the function is ${constant ?? ''}`;
  return `a function is ${parts.map(partText).join(join)}`;
}

function partText({ column, cut }: FieldPart): string {
  return cut === undefined ? column : `a part of ${column}`;
}

function testText({ column, equals, startsWith }: RowTest): string {
  if (equals !== undefined) return `${column} = ${equals.join(' or ')}`;
  return startsWith === undefined ? `a ${column}` : `${column} = ${startsWith}…`;
}

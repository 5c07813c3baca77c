import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ColdStart, RecordFormat, WarmInvocation } from '../../../../src/trace/formats';
import { IdSet } from '../../../../src/trace/records/idSet';
import type { Assumption } from '../../../../src/trace/table';

const FIXTURES = path.resolve(import.meta.dirname, '../../../fixtures/formats');

/** An invented file of a format. */
export function fixture(name: string): string {
  return readFileSync(path.join(FIXTURES, name), 'utf8');
}

/** What a parser told of each record. */
export interface Parsed {
  readonly cold: ColdStart[];
  readonly warm: WarmInvocation[];
  /** Counts by name. */
  readonly other: Record<string, number>;
  readonly bad: { readonly line: number; readonly column: string; readonly expected: string }[];
  readonly duplicates: number;
  readonly assumptions: readonly Assumption[];
}

/** Parses records; the first is on line 1. */
export function parsed(format: RecordFormat, values: readonly unknown[]): Parsed {
  const cold: ColdStart[] = [];
  const warm: WarmInvocation[] = [];
  const other: Record<string, number> = {};
  const bad: Parsed['bad'] = [];
  const [coldIds, warmIds] = [new IdSet(), new IdSet()];
  let duplicates = 0;
  const isNew = ({ id }: WarmInvocation, ids: IdSet): boolean => {
    const isRepeated = id !== undefined && !ids.add(id);
    if (isRepeated) duplicates++;
    return !isRepeated;
  };
  const parser = format.parser({
    cold: (row) => void (isNew(row, coldIds) && cold.push(row)),
    warm: (row) => void (isNew(row, warmIds) && warm.push(row)),
    other: (name) => {
      other[name] = (other[name] ?? 0) + 1;
    },
    bad: (line, column, expected) => void bad.push({ line, column, expected }),
  });
  values.forEach((value, index) => {
    parser.record({ line: index + 1, value });
  });
  parser.end?.();
  return { cold, warm, other, bad, duplicates, assumptions: parser.assumptions() };
}

/** The lines of a text. */
export function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

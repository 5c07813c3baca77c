import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Condition, type Pattern, parseFilter, type Term } from '../../../src/filter';
import { matchingRows, matchingWarm } from '../../../src/matching';
import { namesAsBytes, SharedNames } from '../../../src/trace';
import { runs } from '../../depth';
import { fieldsOf, KEYS, rowsOf, START, termOf } from '../filter/traces';
import { type RichRow, richTable } from '../statistics/extras';

/** The value of a row as the test wrote it; null where unknown. */
function writtenValue(row: RichRow, { field }: Term, unitsPerSecond: number): string | number | null {
  const { column } = field;
  if (column.kind === 'time') return row.time;
  if (column.kind === 'latency') return row.latency / unitsPerSecond;
  if (column.kind === 'function') return row.functionName;
  if (!('key' in column)) throw new Error(`Unexpected column ${column.kind}`);
  if (column.key === 'runtime') return row.runtime ?? '';
  if (column.key === 'memoryMB') return row.memoryMB ?? null;
  if (column.kind === 'label') return row.labels?.[column.key] ?? '';
  return (column.kind === 'stage' ? row.stages?.[column.key] : row.measures?.[column.key]) ?? null;
}

function matches(text: string, pattern: Pattern, within: boolean): boolean {
  const escaped = pattern.map((part) => part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'));
  const middle = escaped.join('[^]*');
  return within ? new RegExp(middle.toLowerCase()).test(text.toLowerCase()) : new RegExp(`^${middle}$`).test(text);
}

/** @param nearest what a column can hold of a number */
function holds(condition: Condition, value: string | number | null, nearest: (value: number) => number): boolean {
  if (condition.kind === 'is' || condition.kind === 'contains') {
    return condition.patterns.some((pattern) => matches(value as string, pattern, condition.kind === 'contains'));
  }
  if (condition.kind === 'equals' && value === null) return condition.values.includes(null);
  if (value === null) return false;
  const number = nearest(value as number);
  switch (condition.kind) {
    case 'equals':
      return condition.values.some((wanted) => wanted !== null && number === nearest(wanted));
    case 'range':
      return number >= nearest(condition.from) && number < nearest(condition.to);
    case 'compare': {
      const wanted = nearest(condition.value);
      const { operator } = condition;
      if (operator === '>') return number > wanted;
      if (operator === '>=') return number >= wanted;
      return operator === '<' ? number < wanted : number <= wanted;
    }
  }
}

function naiveRows(rows: readonly RichRow[], terms: readonly Term[], unitsPerSecond: number): number[] {
  const passes = (row: RichRow, term: Term) => {
    const { column } = term.field;
    const isSingle = column.kind === 'stage' || (column.kind === 'measure' && term.field.name !== 'memory');
    const nearest = isSingle ? Math.fround : (value: number) => value;
    return holds(term.condition, writtenValue(row, term, unitsPerSecond), nearest) !== term.not;
  };
  return [...rows.keys()].filter((at) => terms.every((term) => passes(rows[at], term)));
}

const text = fc.constantFrom('orders', 'ORDERS', 'py', 'python', 'eu', 'eu-1', '-', 'a*b', '', 'thumb nail', 'o', '本');
const fields = fieldsOf(richTable([{ time: START, functionName: '', latency: 1 }], KEYS));

describe('matchingRows', () => {
  it('are those that a naive test finds, for any table and filter', async () => {
    const terms = fc.array(termOf(fields, text), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(rowsOf, terms, fc.constantFrom(1, 1000), async (rows, terms, unitsPerSecond) => {
        const table = richTable(rows, KEYS);
        const expected = naiveRows(rows, terms, unitsPerSecond);
        expect(Array.from(await matchingRows({ terms }, table, unitsPerSecond))).toEqual(expected);
        const shared = { ...table, functionNames: new SharedNames(namesAsBytes([...table.functionNames])) };
        expect(Array.from(await matchingRows({ terms }, shared, unitsPerSecond))).toEqual(expected);
      }),
      { numRuns: runs(2000) },
    );
  });

  it('have exactly the latencies that were typed, in either unit', async () => {
    const latencies = Array.from({ length: 5000 }, (_, at) => at);
    const table = richTable(
      latencies.map((latency) => ({ time: START, functionName: 'f', latency })),
      KEYS,
    );
    for (const latency of [1, 3, 1001, 2007, 4999]) {
      const rowsWith = async (filter: string) =>
        (await matchingRows(parseFilter(filter, fields).filter, table, 1000)).length;
      expect(await rowsWith(`latency:${latency}ms`)).toBe(1);
      expect(await rowsWith(`latency:${latency / 1000}s`)).toBe(1);
      expect(await rowsWith(`latency>=${latency}ms`)).toBe(5000 - latency);
      expect(await rowsWith(`latency>${latency}ms`)).toBe(4999 - latency);
      expect(await rowsWith(`latency<=${latency}ms`)).toBe(latency + 1);
      expect(await rowsWith(`latency<${latency}ms`)).toBe(latency);
    }
  });

  it('matches wildcards in linear time', async () => {
    const name = 'a'.repeat(1000);
    const table = richTable([{ time: START, functionName: name, latency: 1 }], KEYS);
    const { filter } = parseFilter(`fn:${'a*'.repeat(500)}b`, fields);
    expect(Array.from(await matchingRows(filter, table, 1))).toEqual([]);
  });
});

describe('matchingWarm', () => {
  const rows = [{ time: START, functionName: 'f', latency: 1 }];
  const warm = [
    { time: START + 5, functionName: 'f' },
    { time: START + 65, functionName: 'g' },
    { time: START + 70, functionName: 'f' },
  ];
  const table = richTable(rows, KEYS, warm);
  const kept = async (filter: string) => {
    const found = await matchingWarm(parseFilter(filter, fields).filter, table);
    return found && Array.from(found.time, (time, at) => [time - START, table.functionNames.at(found.functionId[at])]);
  };

  it('keeps those of a function and a time', async () => {
    expect(await kept('fn:f')).toEqual([
      [5, 'f'],
      [70, 'f'],
    ]);
    expect(await kept('time>=00:01')).toEqual([
      [65, 'g'],
      [70, 'f'],
    ]);
    expect(await kept('-g time<00:01')).toEqual([[5, 'f']]);
  });

  it('has none where the filter asks for what is not known of them', async () => {
    expect(await kept('fn:f latency>0')).toBeNull();
    expect(await kept('runtime:""')).toBeNull();
    expect(await matchingWarm({ terms: [] }, { ...table, warm: null })).toBeNull();
  });
});

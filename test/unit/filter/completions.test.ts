import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { completions, parseFilter } from '../../../src/filter';
import { runs } from '../../depth';
import { fieldsOf, hostileText, someTable } from './traces';

const fields = fieldsOf(someTable);
const values = [
  { text: 'python', count: 12 },
  { text: 'go', count: 3 },
  { text: 'two words', count: 2 },
  { text: '', count: 1 },
];
const valuesOf = ({ name }: { readonly name: string }) => (name === 'runtime' ? values : []);

/** Completes a filter at `|`: its texts with each completion. */
function completed(marked: string): string[] {
  const cursor = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { from, to, items } = completions(text, cursor, fields, valuesOf);
  return items.map((item) => `${text.slice(0, from)}${item.text}${text.slice(to)}`);
}

describe('completions', () => {
  it('offer every field at the start and between words', () => {
    expect(completed('|')).toHaveLength(fields.length);
    expect(completed('|').slice(0, 4)).toEqual(['time:', 'latency>', 'fn:', 'runtime:']);
    expect(completed('orders |')).toContain('orders runtime:');
    expect(completed('|')).toContain('"stage.un pack">');
  });

  it('offer the fields that a word begins, then those that contain it', () => {
    expect(completed('r|')).toEqual(['runtime:', 'region:', 'memory>', 'measure.fn>']);
    expect(completed('-ru|')).toEqual(['-runtime:']);
    expect(completed('reg|n orders')).toEqual(['region: orders']);
  });

  it('offer operators after a field', () => {
    expect(completed('latency|')).toEqual(['latency:', 'latency>', 'latency>=', 'latency<', 'latency<=']);
    expect(completed('runtime|')).toEqual(['runtime:']);
  });

  it('offer the values of a field with their counts', () => {
    expect(completed('runtime:|')).toEqual(['runtime:python', 'runtime:go', 'runtime:"two words"', 'runtime:""']);
    expect(completed('runtime:python,g|')).toEqual(['runtime:python,go']);
    expect(completed('runtime:"two |')).toEqual(['runtime:"two words"']);
    expect(completed('runtime:p|xx,go fn:a')).toEqual(['runtime:python,go fn:a']);
    expect(completions('runtime:', 8, fields, valuesOf).items[0]).toEqual({
      text: 'python',
      detail: 'runtime',
      count: 12,
    });
  });

  it('offer the units of a number, and say how to write values', () => {
    expect(completed('latency>10|')).toEqual(['latency>10s', 'latency>10ms', 'latency>10min', 'latency>10h']);
    expect(completed('memory>2|')).toEqual(['memory>2MB', 'memory>2GB']);
    expect(completions('latency>', 8, fields, valuesOf)).toMatchObject({
      items: [],
      hint: '10s, 250ms, 2min or 1h',
    });
    expect(completions('time:', 5, fields, valuesOf).hint).toBe('00:00');
  });

  it('replace a part of any text around the cursor', () => {
    fc.assert(
      fc.property(hostileText, fc.nat(), (text, at) => {
        const cursor = at % (text.length + 1);
        const { from, to } = completions(text, cursor, fields, valuesOf);
        expect(0 <= from && from <= cursor && cursor <= to && to <= text.length).toBe(true);
      }),
      { numRuns: runs(500) },
    );
  });

  it('of values are read back as those values', () => {
    const names = fc.array(hostileText, { minLength: 1 });
    fc.assert(
      fc.property(names, (texts) => {
        const listed = texts.map((text) => ({ text, count: null }));
        for (const [at, { text }] of completions('runtime:', 8, fields, () => listed).items.entries()) {
          const { filter, problems } = parseFilter(`runtime:${text}`, fields);
          expect(problems).toEqual([]);
          expect(filter.terms[0].condition).toEqual({ kind: 'is', patterns: [[texts[at]]] });
        }
      }),
      { numRuns: runs(300) },
    );
  });
});

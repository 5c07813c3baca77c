import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filterText, parseFilter, withoutWord, withTerm } from '../../../src/filter';
import { runs } from '../../depth';
import { fieldsOf, hostileText, someTable, termOf } from './traces';

const fields = fieldsOf(someTable);
const above10 = { condition: { kind: 'compare', operator: '>', value: 10 } } as const;

describe('withTerm', () => {
  it.each([
    ['', 'latency', above10, 'latency>10s'],
    ['runtime:go', 'latency', above10, 'runtime:go latency>10s'],
    ['latency<5s  runtime:go', 'latency', above10, 'latency>10s  runtime:go'],
    ['latency<5s runtime:go latency>1s', 'latency', above10, 'latency>10s runtime:go'],
    ['latency<5s runtime:go', 'latency', null, 'runtime:go'],
    ['runtime:go latency<5s', 'latency', null, 'runtime:go'],
    ['runtime:go latency>fast', 'latency', above10, 'runtime:go latency>10s'],
    ['laten>1s "orders', 'latency', above10, 'laten>1s "orders latency>10s'],
    ['orders fn:pay', 'function', null, 'orders'],
    ['runtime:go', 'zone', above10, 'runtime:go'],
  ])('turns %j, at %s, into what it should be', (text, field, term, expected) => {
    expect(withTerm(text, field, term, fields)).toBe(expected);
  });

  it('sets one term of any filter and leaves the others', () => {
    const filter = fc.array(termOf(fields, hostileText), { maxLength: 4 });
    fc.assert(
      fc.property(filter, termOf(fields, hostileText), (terms, set) => {
        fc.pre(set.condition.kind !== 'contains');
        const text = withTerm(filterText({ terms }), set.field.name, set, fields);
        const isOther = ({ field, condition }: (typeof terms)[number]) =>
          field !== set.field || condition.kind === 'contains';
        const found = parseFilter(text, fields).filter.terms;
        expect(found.filter((term) => isOther(term))).toEqual(terms.filter(isOther));
        expect(found.filter((term) => !isOther(term))).toEqual([set]);
      }),
      { numRuns: runs(500) },
    );
  });
});

describe('withoutWord', () => {
  it('takes a word out of a filter', () => {
    const text = 'a b:c  runtime:go';
    const without = parseFilter(text, fields).words.map((word) => withoutWord(text, word));
    expect(without).toEqual(['b:c  runtime:go', 'a runtime:go', 'a b:c']);
  });
});

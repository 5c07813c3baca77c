import type { FilterField } from './fields';
import { patternText, wordPatternText } from './patterns';
import { quantityText } from './quantities';
import type { Condition, Filter, Operator, Term } from './terms';
import { type Side, timeValueText } from './timeValues';

/** The filter as a text from which `parseFilter` makes an equal filter. The same for all texts with one meaning. */
export function filterText({ terms }: Filter): string {
  return terms.map(termText).join(' ');
}

/** One word of a filter. */
export function termText({ field, not, condition }: Term): string {
  return `${not ? '-' : ''}${conditionText(field, condition)}`;
}

function conditionText(field: FilterField, condition: Condition): string {
  const name = wordPatternText([field.name]);
  switch (condition.kind) {
    case 'contains':
      return condition.patterns.map(wordPatternText).join(',');
    case 'is':
      return `${name}:${condition.patterns.map((pattern) => patternText(pattern)).join(',')}`;
    case 'equals':
      return `${name}:${condition.values.map((value) => (value === null ? '""' : numberText(field, value))).join(',')}`;
    case 'compare':
      return `${name}${condition.operator}${numberText(field, condition.value, sideOf(condition.operator))}`;
    case 'range':
      return `${name}:${numberText(field, condition.from)}..${numberText(field, condition.to, 'end')}`;
  }
}

function sideOf(operator: Operator): Side {
  return operator.startsWith('<') ? 'end' : 'start';
}

function numberText({ values }: FilterField, value: number, side: Side = 'start'): string {
  if (values.kind === 'time') return timeValueText(value, values, side);
  return quantityText(value, values.kind === 'number' ? values.unit : 'count');
}

import type { FilterWord, Term } from '../../src/filter';
import { capitalized, duration, measureText, nameText, type TimeText } from '../../src/text';

/** A word of the filter in words: "Time 8 May 2021, 16:20 – 19:00 UTC", "Latency > 10 s", "Runtime not go". */
export function chipText(word: FilterWord, written: string, times: TimeText): string {
  return word.term ? termChip(word.term, times) : nameText(written);
}

function termChip({ field, not, condition }: Term, times: TimeText): string {
  const { values } = field;
  const isTime = values.kind === 'time';
  const number = (value: number) =>
    values.kind === 'number' && values.unit !== 's' ? measureText(value, values.unit) : duration(value);
  const single = (value: number) => (isTime ? times.atStep(value, value % 60 === 0 ? 60 : 0.001) : number(value));
  const title = capitalized(field.title);
  const name = not ? `${title} not` : title;
  switch (condition.kind) {
    case 'contains':
      return `${capitalized(field.title)} ${not ? 'without' : 'with'} ${condition.patterns.map(patternText).join(' or ')}`;
    case 'is':
      return `${name} ${condition.patterns.map(patternText).join(', ')}`;
    case 'equals':
      return `${name} ${condition.values.map((value) => (value === null ? 'unknown' : single(value))).join(', ')}`;
    case 'compare':
      return `${name} ${SIGNS[condition.operator]} ${single(condition.value)}`;
    case 'range':
      return isTime
        ? `${name} ${times.range(condition.from, condition.to)}`
        : `${name} ${single(condition.from)} – ${single(condition.to)}`;
  }
}

const SIGNS = { '>': '>', '>=': '≥', '<': '<', '<=': '≤' } as const;

function patternText(pattern: readonly string[]): string {
  const text = pattern.join('*');
  return text === '' ? 'unknown' : nameText(text);
}

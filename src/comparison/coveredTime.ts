import type { Filter } from '../filter';

/** Epoch seconds. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

/**
 * How many seconds of a trace the cold starts that a filter selects cover: those that its ranges of time leave, or all.
 * @param range of the trace
 * @param isRest whether the side is what the filter does not select
 */
export function coveredSeconds({ terms }: Filter, range: TimeRange, isRest: boolean): number {
  const whole = range.to - range.from;
  let { from, to } = range;
  for (const { field, not, condition } of terms) {
    if (field.column.kind !== 'time' || not) continue;
    if (condition.kind === 'range') [from, to] = [Math.max(from, condition.from), Math.min(to, condition.to)];
    if (condition.kind !== 'compare') continue;
    if (condition.operator.startsWith('>')) from = Math.max(from, condition.value);
    else to = Math.min(to, condition.value);
  }
  const within = Math.max(0, to - from);
  if (!isRest) return within;
  // Other terms leave cold starts at any time.
  return terms.every(({ field }) => field.column.kind === 'time') ? whole - within : whole;
}

import type { StackSeries } from '../../src/protocol/queries';
import { capitalized, nameText } from '../../src/text';
import type { Theme } from '../theme';

/** Hues of parts, in their fixed order; the sixth stands for a missed target. */
const HUES = 5;

/** Parts beyond the hues, and the others together, are grey. */
export function stackColor({ series, muted }: Theme, stacks: readonly StackSeries[], part: number): string {
  return part < HUES && stacks[part]?.key !== null ? series[part] : muted;
}

export function stackLabel({ key, label }: StackSeries, stackBy: string): string {
  if (key === null) return stackBy === 'stage' ? 'no stage known' : 'others';
  return label === '' ? 'unknown' : stackBy === 'stage' ? capitalized(label) : nameText(label);
}

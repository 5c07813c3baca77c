import type { ExploreAnswer, Headline as Numbers } from '../../src/protocol/queries';
import { count, duration, percent } from '../../src/text';
import { type HeadlineItem, HeadlineStrip } from './HeadlineStrip';

interface HeadlineProps {
  readonly answer: ExploreAnswer;
  /** Seconds; null for none. */
  readonly target: number | null;
  readonly hasTimes: boolean;
  /** Cold starts among all invocations, 0 to 1; null where it is not known. */
  readonly rate: number | null;
}

/** The selection in numbers, with those of the whole trace beside them. */
export function Headline({ answer, target, hasTimes, rate }: HeadlineProps) {
  const { selected, whole, exact } = answer;
  const isPart = selected.coldStarts < whole.coldStarts;
  const seconds = (key: 'p50' | 'p90' | 'p99') => ({
    value: `${exact ? '' : '≈ '}${duration(selected[key])}`,
    detail: isPart ? `all ${duration(whole[key])}` : undefined,
  });
  const items: HeadlineItem[] = [
    { term: 'Cold starts', value: count(selected.coldStarts), detail: countDetail(answer, isPart, rate) },
    {
      term: 'Functions',
      value: count(selected.functions),
      detail: isPart ? `of ${count(whole.functions)}` : undefined,
    },
    { term: 'Median', ...seconds('p50') },
    { term: 'p90', ...seconds('p90') },
    { term: 'p99', ...seconds('p99') },
  ];
  if (target !== null) {
    items.push({
      term: `Above ${duration(target)}`,
      value: aboveText(selected),
      detail: isPart ? `all ${aboveText(whole)}` : undefined,
    });
  }
  if (hasTimes) {
    items.push({
      term: 'Peak / min',
      value: count(selected.peakPerMinute),
      detail: isPart ? `all ${count(whole.peakPerMinute)}` : undefined,
    });
  }
  return <HeadlineStrip label="The selection in numbers" items={items} />;
}

function countDetail({ whole }: ExploreAnswer, isPart: boolean, rate: number | null): string | undefined {
  if (isPart) return `of ${count(whole.coldStarts)}`;
  return rate === null ? undefined : `${percent(rate, rate < 0.1 ? 1 : 0)} of invocations`;
}

function aboveText({ aboveTarget, coldStarts }: Numbers): string {
  return aboveTarget === null || coldStarts === 0 ? '–' : percent(aboveTarget / coldStarts);
}

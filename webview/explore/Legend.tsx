import type { ExploreAnswer, StackSeries } from '../../src/protocol/queries';
import { count, percent } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { useTheme } from '../theme';
import { stackColor, stackLabel } from './stackColors';
import { type Range, rangeOf } from './terms';
import { useFieldClicks } from './useFieldClicks';

interface LegendProps {
  readonly answer: ExploreAnswer;
  readonly stackBy: string;
  readonly left: number;
  readonly top: number;
  readonly width: number;
}

/** The parts of the columns with their selected cold starts. A click filters by one, with Shift by several. */
export function Legend({ answer, stackBy, left, top, width }: LegendProps) {
  const theme = useTheme();
  const { filter } = useDashboard();
  const clicks = useFieldClicks('label', 'runtime');
  const { selected, whole, time } = answer;
  const { stacks } = time;
  const counts = partCounts(answer, stackBy, rangeOf(filter.parsed.value.filter, 'time'));
  const total = counts.reduce((sum, { value }) => sum + value, 0) || 1;
  const rest = whole.coldStarts - selected.coldStarts;
  return (
    <ul class="plot-legend" aria-label="Parts" style={{ left: `${left}px`, top: `${top}px`, width: `${width}px` }}>
      {stacks.map((stack, part) => {
        const { value, about } = counts[part];
        const entry = (
          <Entry
            color={stackColor(theme, stacks, part)}
            name={stackLabel(stack, stackBy)}
            number={`${about ? '≈ ' : ''}${count(value)}`}
            share={value / total}
          />
        );
        return (
          <li key={stack.key ?? 'others'}>
            {stackBy === 'runtime' && stack.key !== null && clicks ? (
              <button
                type="button"
                class="entry"
                aria-pressed={clicks.has(stack.key)}
                title="Click to show only these, with Shift to add them"
                onClick={(event) => clicks.click(stack.key, event)}
              >
                {entry}
              </button>
            ) : (
              <span class="entry">{entry}</span>
            )}
          </li>
        );
      })}
      {stacks.length === 0 && (
        <li>
          <span class="entry">
            <Entry
              color={theme.series[0]}
              name="selection"
              number={count(selected.coldStarts)}
              share={selected.coldStarts / (whole.coldStarts || 1)}
            />
          </span>
        </li>
      )}
      {rest > 0 && (
        <li>
          <span class="entry rest">
            <Entry color={theme.rest} name="left out" number={count(rest)} share={rest / whole.coldStarts} />
          </span>
        </li>
      )}
    </ul>
  );
}

interface EntryProps {
  readonly color: string;
  readonly name: string;
  readonly number: string;
  readonly share: number;
}

function Entry({ color, name, number, share }: EntryProps) {
  return (
    <>
      <span class="swatch" style={{ background: color }} />
      <bdi class="name" title={name}>
        {name}
      </bdi>
      <span class="number">{number}</span>
      <span class="share">{percent(share)}</span>
    </>
  );
}

interface PartCount {
  readonly value: number;
  /** Whether it counts whole columns of which a part is selected. */
  readonly about: boolean;
}

/** Cold starts of each part in the selection. Of runtimes the bars know them whatever the columns are. */
function partCounts({ time, bars }: ExploreAnswer, stackBy: string, range: Range | null): PartCount[] {
  const runtimes = stackBy === 'runtime' ? bars.find(({ key }) => key === 'runtime') : undefined;
  return time.stacks.map((stack) => {
    const bar = stack.key === null ? null : runtimes?.values.find(({ text }) => text === stack.key);
    return bar ? { value: bar.selected, about: false } : columnsCount(time, stack, range);
  });
}

function columnsCount(
  { x, binSeconds, from, to }: ExploreAnswer['time'],
  { values }: StackSeries,
  range: Range | null,
): PartCount {
  const [start, end] = [range?.from ?? from, range?.to ?? to];
  let value = 0;
  let about = start < from || end > to;
  for (let at = 0; at < x.length; at++) {
    if (x[at] + binSeconds <= start || x[at] >= end) continue;
    value += values[at];
    about ||= values[at] > 0 && (Math.max(x[at], from) < start || Math.min(x[at] + binSeconds, to) > end);
  }
  return { value, about };
}

import { parseFilter, withTerm } from '../../src/filter';
import { nameText } from '../../src/text';
import { FilterLine } from '../explore/filter/FilterLine';
import { Select } from '../parts/Select';
import { type Dashboard, useDashboard } from '../state/dashboard';
import type { SideChoice } from '../state/view';
import { ForeignFilter } from './ForeignFilter';
import { SideBadge } from './SideBadge';
import { runKey, runLabel, sideLabel } from './sides';

const OTHER_FILE = 'other';

/** What one side is: a part of the trace with its filter line, another trace, or a run. */
export function SidePicker({ side }: { readonly side: 'a' | 'b' }) {
  const dashboard = useDashboard();
  const { compare, filter } = dashboard;
  const letter = side === 'a' ? 'A' : 'B';
  const { [side]: choice, [side === 'a' ? 'b' : 'a']: other } = compare.sides.value;
  return (
    <fieldset class="side" aria-label={`Side ${letter}`}>
      <SideBadge side={letter} />
      <Select
        label={`Side ${letter}`}
        value={keyOf(choice)}
        choices={choicesOf(dashboard, choice)}
        onChange={(value) => choose(dashboard, side, value)}
      />
      {choice.kind === 'filter' && (
        <FilterLine
          label={`Filter of side ${letter}`}
          text={filter.text}
          placeholder="all cold starts"
          onSet={(text) => filter.set(text, false)}
          onEnd={(start) => filter.endGesture(start)}
        />
      )}
      {choice.kind === 'where' && (
        <FilterLine
          label={`Filter of side ${letter}`}
          text={choice.where}
          placeholder="all cold starts"
          onSet={(where) => compare.set(side, { ...choice, where })}
        />
      )}
      {choice.kind === 'file' && (
        <ForeignFilter
          side={letter}
          text={choice.where}
          onChange={(where) => compare.set(side, { ...choice, where })}
        />
      )}
      {(choice.kind === 'rest' || choice.kind === 'run') && (
        <span class="side-text">{sideLabel(choice, other, compare.context.value)}</span>
      )}
    </fieldset>
  );
}

function keyOf(choice: SideChoice): string {
  if (choice.kind === 'run') return `${choice.recorded ? 'recorded' : 'run'} ${choice.run}`;
  return choice.kind === 'file' ? 'file' : choice.kind;
}

function choicesOf(
  { compare, views }: Dashboard,
  choice: SideChoice,
): { readonly value: string; readonly label: string }[] {
  const { runs, systems } = compare.context.value;
  const known = [
    { value: 'filter', label: 'Filter of Explore' },
    { value: 'where', label: 'Own filter' },
    { value: 'rest', label: 'All else' },
    ...views.all.value.map(({ name }) => ({ value: `view ${name}`, label: `View ${nameText(name)}` })),
    ...(choice.kind === 'file' ? [{ value: 'file', label: choice.name }] : []),
    { value: OTHER_FILE, label: 'Another trace…' },
    ...runs.flatMap((run) => {
      const [simulated, recorded] = [false, true].map((isRecorded) => ({
        value: `${isRecorded ? 'recorded' : 'run'} ${runKey(run)}`,
        label: runLabel(run, isRecorded, systems),
      }));
      return run.request.workload.kind === 'trace' ? [simulated, recorded] : [simulated];
    }),
  ];
  const value = keyOf(choice);
  return known.some((one) => one.value === value) ? known : [{ value, label: 'A run that is gone' }, ...known];
}

function choose(dashboard: Dashboard, side: 'a' | 'b', value: string): void {
  const { compare, view } = dashboard;
  const now = compare.sides.peek()[side];
  if (value === OTHER_FILE) void compare.chooseFile(side);
  else if (value === 'filter' || value === 'rest') compare.set(side, { kind: value });
  else if (value === 'where')
    compare.set(side, { kind: 'where', where: now.kind === 'filter' ? view.where.peek() : '' });
  else if (value.startsWith('view '))
    compare.set(side, { kind: 'where', where: whereOfView(dashboard, value.slice(5)) });
  else if (value.startsWith('run ')) compare.setRun(side, value.slice(4), false);
  else if (value.startsWith('recorded ')) compare.setRun(side, value.slice(9), true);
}

/** What a named view shows: its filter, and the time in sight unless the filter names another. */
function whereOfView({ views, filter }: Dashboard, name: string): string {
  const { where = '', zoom = null } = views.all.peek().find((one) => one.name === name) ?? {};
  const fields = filter.fields.peek();
  const hasTime = parseFilter(where, fields).filter.terms.some(({ field }) => field.name === 'time');
  return zoom && !hasTime ? withTerm(where, 'time', { condition: { kind: 'range', ...zoom } }, fields) : where;
}

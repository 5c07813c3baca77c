import type { BarList, StageBar } from '../../src/protocol/queries';
import { capitalized, count, counted, duration, measureText, nameText, percent } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import { readable } from './plots/model';
import { rangeOf, rangeTerm } from './terms';
import { useFieldClicks } from './useFieldClicks';

/** Cold starts by the value of a label or a measure, and the stages: the selection before all. Each bar filters. */
export function Bars({ bars, stages }: { readonly bars: readonly BarList[]; readonly stages: readonly StageBar[] }) {
  return (
    <div class="bar-lists">
      {stages.length > 0 && <Stages stages={stages} />}
      {bars.filter(hasRepeats).map((list) => (
        <Values key={list.key} list={list} />
      ))}
    </div>
  );
}

/** A measure of which hardly any two cold starts have the same value has no bars worth looking at. */
function hasRepeats({ unit, values, others }: BarList): boolean {
  const coldStarts = values.reduce((sum, { all }) => sum + all, others?.all ?? 0);
  const distinct = values.length + (others?.values ?? 0);
  return unit === null || 2 * distinct <= coldStarts || (others === null && distinct < coldStarts);
}

function Values({ list }: { readonly list: BarList }) {
  const { filter } = useDashboard();
  const name = filter.fields.value.find((field) => field.name === list.key)?.column;
  const clicks = useFieldClicks(name?.kind ?? 'label', name && 'key' in name ? name.key : list.key);
  const { values, others, unit } = list;
  const all = values.reduce((sum, value) => sum + value.all, others?.all ?? 0) || 1;
  const selected = values.reduce((sum, value) => sum + value.selected, others?.selected ?? 0) || 1;
  const most = values.reduce((share, value) => Math.max(share, value.all / all, value.selected / selected), 0) || 1;
  return (
    <BarGroup title={capitalized(list.title)}>
      {values.map((value) => {
        const isUnknown = unit === null ? value.text === '' : value.number === null;
        const label = isUnknown ? 'unknown' : unit === null ? nameText(value.text) : measureText(value.number, unit);
        return (
          <Bar
            key={label}
            label={label}
            all={value.all / all / most}
            selected={value.selected / selected / most}
            text={percent(value.selected / selected)}
            title={`${label}: ${count(value.selected)} of ${counted(value.all, 'cold start')}`}
            isPressed={clicks?.has(unit === null ? value.text : value.number) ?? false}
            onClick={(event) => clicks?.click(unit === null ? value.text : value.number, event)}
          />
        );
      })}
      {others && (
        <li class="bar-rest">
          {counted(others.values, 'more value')}: {percent(others.selected / selected)}
        </li>
      )}
    </BarGroup>
  );
}

/** Mean seconds. A click selects the cold starts whose stage took longer than on average. */
function Stages({ stages }: { readonly stages: readonly StageBar[] }) {
  const { filter } = useDashboard();
  const known = (value: number | null) => (Number.isFinite(value) ? (value as number) : 0);
  const most =
    stages.reduce((a, { meanAll, meanSelected }) => Math.max(a, known(meanAll), known(meanSelected)), 0) || 1;
  return (
    <BarGroup title="Stages, mean">
      {stages.map(({ key, title, meanAll, meanSelected, p50Selected, p99Selected }) => {
        const field = filter.fields.value.find((one) => one.name === key);
        const mean = readable(known(meanAll));
        const range = field ? rangeOf(filter.parsed.value.filter, field.name) : null;
        const name = capitalized(nameText(title));
        return (
          <Bar
            key={key}
            label={name}
            all={known(meanAll) / most}
            selected={known(meanSelected) / most}
            text={duration(meanSelected)}
            title={`${name}: mean ${duration(meanSelected)}, all ${duration(meanAll)}; p50 ${duration(p50Selected)}, p99 ${duration(p99Selected)}. Click for those above the mean of all.`}
            isPressed={range !== null}
            onClick={() => {
              if (field) filter.setTerm(field.name, range ? null : rangeTerm({ from: mean, to: null }));
            }}
          />
        );
      })}
    </BarGroup>
  );
}

function BarGroup({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <section class="bar-list" aria-label={title}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}

interface BarProps {
  readonly label: string;
  /** Lengths, 0 to 1. */
  readonly all: number;
  readonly selected: number;
  /** Of the selection. */
  readonly text: string;
  readonly title: string;
  readonly isPressed: boolean;
  readonly onClick: (event: MouseEvent) => void;
}

function Bar({ label, all, selected, text, title, isPressed, onClick }: BarProps) {
  return (
    <li>
      <button type="button" class="bar" aria-pressed={isPressed} title={title} onClick={onClick}>
        <bdi class="name">{label}</bdi>
        <span class="track">
          <span class="all" style={{ width: `${100 * all}%` }} />
          <span class="selected" style={{ width: `${100 * selected}%` }} />
        </span>
        <span class="number">{text}</span>
      </button>
    </li>
  );
}

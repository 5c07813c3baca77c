import { useState } from 'preact/hooks';
import { IconButton } from '../parts/IconButton';
import { Menu } from '../parts/Menu';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { Checkbox } from '../toolkit';
import { groupName } from './groupName';
import { changeTexts, headlineOf, type RunGroup, sizeText } from './groups';

interface RunsListProps {
  readonly model: Model;
  readonly groups: readonly RunGroup[];
  /** Keys of the groups whose results are shown. */
  readonly shown: readonly string[];
  /** Keys of the groups that are checked, to be compared. */
  readonly checked: readonly string[];
  readonly onCheck: (keys: readonly string[]) => void;
}

/** Every group of runs, a row each: to show, compare, name, pin and delete. */
export function RunsList({ model, groups, shown, checked, onCheck }: RunsListProps) {
  const dashboard = useDashboard();
  const { view, runs } = dashboard;
  const known = checked.filter((key) => groups.some((group) => group.key === key));
  const pinned = groups.filter((group) => group.pinned).length;
  if (groups.length === 0) return null;
  return (
    <section class="runs" aria-label="Runs">
      <div class="results-head">
        <h3>Runs</h3>
        <span class="hint grow">{groups.length}, kept with the workspace</span>
        {groups.length > 1 && (
          <button
            type="button"
            class="link quiet"
            disabled={known.length !== 2}
            title={known.length === 2 ? undefined : 'Check two runs first'}
            onClick={() => (view.shownRuns.value = inOrder(groups, known))}
          >
            Compare {known.length === 2 ? 'these two' : 'two'}
          </button>
        )}
        {groups.length > 1 && (
          <Menu
            label="All runs"
            groups={[
              [
                {
                  label: pinned > 0 ? 'Delete all that are not pinned' : 'Delete all',
                  icon: 'trash',
                  disabled: pinned === groups.length,
                  onSelect: () => void deleteGroups(groups.filter((group) => !group.pinned)),
                },
              ],
            ]}
          />
        )}
      </div>
      <ul class="run-list">
        {groups.map((group) => (
          <RunRow
            key={group.key}
            group={group}
            model={model}
            isShown={shown.includes(group.key)}
            isChecked={known.includes(group.key)}
            onCheck={(on) => onCheck(on ? [...known, group.key].slice(-2) : known.filter((key) => key !== group.key))}
            onDelete={() => void deleteGroups([group])}
          />
        ))}
      </ul>
    </section>
  );

  async function deleteGroups(gone: readonly RunGroup[]): Promise<void> {
    for (const group of gone) {
      dashboard.runNotes.forget(group.key);
      for (const { runId } of group.runs) await runs.remove(runId);
    }
  }
}

const inOrder = (groups: readonly RunGroup[], keys: readonly string[]) =>
  groups.filter(({ key }) => keys.includes(key)).map(({ key }) => key);

interface RunRowProps {
  readonly group: RunGroup;
  readonly model: Model;
  readonly isShown: boolean;
  readonly isChecked: boolean;
  readonly onCheck: (on: boolean) => void;
  readonly onDelete: () => void;
}

function RunRow({ group, model, isShown, isChecked, onCheck, onDelete }: RunRowProps) {
  const dashboard = useDashboard();
  const { view, runNotes } = dashboard;
  const [naming, setNaming] = useState(false);
  const name = groupName(dashboard, group);
  const changes = changeTexts(group.first.request, model.parameters);
  return (
    <li class={isShown ? 'run-row shown' : 'run-row'} aria-current={isShown || undefined}>
      <Checkbox checked={isChecked} onChange={onCheck} label={`Compare ${name}`} title="Compare with another run" />
      {naming ? (
        <NameField
          name={group.name}
          placeholder={name}
          onDone={(next) => {
            if (next !== null) runNotes.rename(group.key, next);
            setNaming(false);
          }}
        />
      ) : (
        <button
          type="button"
          class="run-name"
          title={dashboard.names.describeRun(group.first)}
          onClick={() => (view.shownRuns.value = [group.key])}
        >
          {name}
        </button>
      )}
      <span class="muted run-size">{sizeText(group, model.systems)}</span>
      <span class="run-changes">
        {changes.length === 0 ? (
          <span class="tag">default</span>
        ) : (
          changes.map((text) => (
            <span class="tag" key={text}>
              {text}
            </span>
          ))
        )}
      </span>
      <span class="run-headline">{stateText(group) || headlineOf(group, model.systems)}</span>
      <span class="run-buttons">
        <IconButton
          icon="pin"
          label={group.pinned ? `Unpin ${name}` : `Pin ${name}`}
          pressed={group.pinned}
          onClick={() => runNotes.pin(group.key, !group.pinned)}
        />
        <Menu
          label={`${name}: menu`}
          groups={[
            [
              { label: 'Rename', onSelect: () => setNaming(true) },
              { label: 'Fill the form', onSelect: () => void dashboard.fillForm(group.runs.map((run) => run.request)) },
              {
                label: 'Save run file…',
                icon: 'save',
                onSelect: () => void dashboard.actions.saveRunFile(group.runs.map((run) => run.request)),
              },
            ],
            [{ label: 'Delete', icon: 'trash', onSelect: onDelete }],
          ]}
        />
      </span>
    </li>
  );
}

/** What is not done: "2 running", "1 failed"; '' if all are. */
function stateText({ runs }: RunGroup): string {
  const texts = (['running', 'failed', 'cancelled'] as const).flatMap((state) => {
    const found = runs.filter((run) => run.state === state).length;
    return found === 0 ? [] : [found === runs.length ? state : `${found} ${state}`];
  });
  const outdated = runs.some((run) => run.outdated) ? ['outdated'] : [];
  return [...texts, ...outdated].join(', ');
}

interface NameFieldProps {
  readonly name: string;
  readonly placeholder: string;
  /** @param name null if the reader thinks better of it */
  readonly onDone: (name: string | null) => void;
}

function NameField({ name, placeholder, onDone }: NameFieldProps) {
  return (
    <input
      type="text"
      class="name-field"
      aria-label="Name"
      placeholder={placeholder}
      maxLength={80}
      defaultValue={name}
      ref={(input) => input?.focus()}
      onBlur={(event) => onDone(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') onDone(event.currentTarget.value);
        if (event.key === 'Escape') onDone(null);
      }}
    />
  );
}

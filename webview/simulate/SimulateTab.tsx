import { useMemo, useState } from 'preact/hooks';
import { Answer, FailureNote } from '../parts/Answer';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { CalibrationPanel } from './CalibrationPanel';
import { Form } from './Form';
import { formRuns } from './formRuns';
import { groupsOf } from './groups';
import { Results } from './Results';
import { RunActions } from './RunActions';
import { RunsList } from './RunsList';
import type { ReadForm } from './readForm';
import { SweepActions } from './sweep/SweepActions';
import { SweepForm } from './sweep/SweepForm';
import { useSweep } from './sweep/useSweep';
import { UnfinishedRuns } from './UnfinishedRuns';

export function SimulateTab() {
  const dashboard = useDashboard();
  const failure = dashboard.runs.failure.value;
  return (
    <Answer query={dashboard.connection.model} what="Listing the systems">
      {(model) => {
        const read = formRuns(dashboard, model);
        return (
          <div class="simulate">
            <Asked model={model} read={read} />
            <div class="simulate-results">
              {failure && <FailureNote what="Simulating" failure={failure} />}
              <CalibrationPanel request={read.requests[0]} model={model} />
              <UnfinishedRuns model={model} />
              <Outcome model={model} />
            </div>
          </div>
        );
      }}
    </Answer>
  );
}

/** What to simulate: the runs of the form, or a sweep of it. The actions are always in sight. */
function Asked({ model, read }: { readonly model: Model; readonly read: ReadForm }) {
  const { view } = useDashboard();
  const isSweep = view.sweep.value.open;
  const sweep = useSweep(model, read);
  return (
    <>
      <div class="simulate-form">
        {isSweep ? <SweepForm model={model} read={read} sweep={sweep} /> : <Form model={model} read={read} />}
      </div>
      <div class="run-actions">
        {isSweep ? <SweepActions read={read} sweep={sweep} /> : <RunActions {...read} />}
        <button
          type="button"
          class="link quiet"
          title={isSweep ? undefined : 'Vary parameters over ranges, as a sweep file'}
          onClick={() => (view.sweep.value = { ...view.sweep.peek(), open: !isSweep })}
        >
          {isSweep ? 'Back to the form' : 'Sweep…'}
        </button>
      </div>
    </>
  );
}

/** The results of the runs that the reader chose, and the list to choose from. */
function Outcome({ model }: { readonly model: Model }) {
  const { runs, view } = useDashboard();
  const [checked, setChecked] = useState<readonly string[]>([]);
  const list = runs.list.value;
  const notes = view.runNotes.value;
  const groups = useMemo(() => groupsOf(list, notes, model.systems), [list, notes, model]);
  const finished = groups.filter((group) => group.runs.some((run) => run.result !== null));
  const chosen = view.shownRuns.value.flatMap((key) => finished.find((group) => group.key === key) ?? []);
  const latest = Math.max(...finished.flatMap((group) => group.runs.map(({ runId }) => runId)));
  const shown = useMemo(
    () => (chosen.length > 0 ? chosen : finished.filter((group) => group.runs.some(({ runId }) => runId === latest))),
    [groups, chosen.map(({ key }) => key).join()],
  );
  if (list.length === 0) {
    return (
      <div class="empty">
        <h3>No simulation yet</h3>
        <p>
          A run provisions the workload's containers on a modelled cluster. Each of the chosen systems has a run. The
          same workload, parameters and seed always give the same result.
        </p>
      </div>
    );
  }
  const keys = shown.map(({ key }) => key);
  const rows = <RunsList model={model} groups={groups} shown={keys} checked={checked} onCheck={setChecked} />;
  return shown.length > 0 ? <Results model={model} shown={shown} list={rows} /> : rows;
}

import type { RunNumbers, RunSummary } from '../../src/protocol/queries';
import { count, counted, duration, percent } from '../../src/text';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { Button } from '../toolkit';
import { runLabel } from './comparison';
import { OutdatedNote } from './OutdatedNote';

/** Every run of this page, with its progress or outcome. */
export function RunsList({ model }: { readonly model: Model }) {
  const { runs } = useDashboard();
  const list = runs.list.value;
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
  return (
    <section aria-label="Runs">
      <h3>Runs</h3>
      <ul class="runs">
        {list.map((run) => (
          <RunItem key={run.runId} run={run} model={model} />
        ))}
      </ul>
    </section>
  );
}

function RunItem({ run, model }: { readonly run: RunSummary; readonly model: Model }) {
  const dashboard = useDashboard();
  const { runs } = dashboard;
  const label = runLabel(run.request, model.systems, model.parameters);
  return (
    <li class={`run ${run.state}`}>
      <div class="grow">
        <strong>{label}</strong>
        <span class="muted"> {dashboard.names.describeRun(run)}</span>
        <OutdatedNote run={run} />
        {run.state === 'running' ? <Progress run={run} label={label} /> : <Outcome run={run} />}
      </div>
      <div class="actions">
        {run.state === 'running' && (
          <Button label={`Cancel ${label}`} onClick={() => void runs.cancel(run.runId)}>
            Cancel
          </Button>
        )}
        {(run.state === 'failed' || run.state === 'cancelled') && (
          <Button label={`Run ${label} again`} onClick={() => void dashboard.startRuns([run.request])}>
            Run again
          </Button>
        )}
        {run.state !== 'running' && (
          <Button label={`Remove ${label}`} onClick={() => void runs.remove(run.runId)}>
            Remove
          </Button>
        )}
      </div>
    </li>
  );
}

function Progress({ run, label }: { readonly run: RunSummary; readonly label: string }) {
  const progress = useDashboard().runs.progress.value.get(run.runId);
  if (!progress) return <p class="muted">Queued…</p>;
  const left = progress.secondsLeft === null ? '' : `, ${duration(Math.max(1, Math.round(progress.secondsLeft)))} left`;
  return (
    <p class="run-progress">
      <progress aria-label={`Progress of ${label}`} max={1} value={progress.fraction} />
      <span>
        {percent(progress.fraction, 0)}, {count(progress.eventsPerSecond)} events/s{left}
      </span>
    </p>
  );
}

function Outcome({ run }: { readonly run: RunSummary }) {
  switch (run.state) {
    case 'failed':
      return <p class="error-text">Failed: {run.message ?? 'no reason was given'}</p>;
    case 'cancelled':
      return <p class="muted">Cancelled.</p>;
    default:
      return run.result ? (
        <p class="muted">
          {servedText(run.result)} on {counted(run.result.vms, 'VM')} simulated in {duration(run.result.wallSeconds)} (
          {counted(run.result.events, 'event')}).
        </p>
      ) : null;
  }
}

function servedText({ containers, requests }: RunNumbers): string {
  if (!requests) return counted(containers, 'cold start');
  return `${counted(containers, 'request')} (${count(requests.cold)} cold, ${count(requests.warm)} warm)`;
}

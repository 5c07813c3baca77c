import type { RunSummary } from '../../src/protocol/queries';
import { count, duration, percent } from '../../src/text';
import { IconButton } from '../parts/IconButton';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { Button } from '../toolkit';
import { runLabel } from './comparison';

/** Runs under way, and those that failed or were cancelled: progress, and what to do about it. */
export function UnfinishedRuns({ model }: { readonly model: Model }) {
  const { runs } = useDashboard();
  const progress = runs.progress.value;
  const unfinished = runs.list.value.filter(({ state }) => state !== 'done');
  const [first] = unfinished;
  const sameSeeds = unfinished.every(
    ({ request: { seed, seeds } }) => seed === first.request.seed && seeds === first.request.seeds,
  );
  const labelOf = ({ request }: RunSummary) =>
    runLabel(sameSeeds ? { ...request, seed: 1, seeds: 1 } : request, model.systems, model.parameters);
  const isQueued = ({ runId, state }: RunSummary) => state === 'running' && !progress.has(runId);
  const queued = unfinished.filter(isQueued);
  if (unfinished.length === 0) return null;
  return (
    <section class="unfinished" aria-label="Runs under way">
      <ul>
        {unfinished
          .filter((run) => !isQueued(run))
          .map((run) => (
            <Unfinished key={run.runId} run={run} label={labelOf(run)} />
          ))}
        {queued.length > 0 && <Queued runs={queued} labels={queued.map(labelOf)} />}
      </ul>
    </section>
  );
}

/** Runs that wait for others, in one row. */
function Queued({ runs, labels }: { readonly runs: readonly RunSummary[]; readonly labels: readonly string[] }) {
  const dashboard = useDashboard();
  return (
    <li class="unfinished-run">
      <span class="grow muted">
        <span>Queued…</span> {labels.join(' · ')}
      </span>
      <IconButton
        icon="close"
        label={`Cancel ${runs.length === 1 ? labels[0] : 'those queued'}`}
        onClick={() => void Promise.all(runs.map(({ runId }) => dashboard.runs.cancel(runId)))}
      />
    </li>
  );
}

function Unfinished({ run, label }: { readonly run: RunSummary; readonly label: string }) {
  const dashboard = useDashboard();
  const { runs, names } = dashboard;
  return (
    <li class="unfinished-run">
      <strong title={names.describeRun(run)}>{label}</strong>
      <Outcome run={run} label={label} />
      {run.state === 'running' ? (
        <IconButton icon="close" label={`Cancel ${label}`} onClick={() => void runs.cancel(run.runId)} />
      ) : (
        <>
          <Button label={`Run ${label} again`} onClick={() => void dashboard.startRuns([run.request])}>
            Run again
          </Button>
          <IconButton icon="close" label={`Remove ${label}`} onClick={() => void runs.remove(run.runId)} />
        </>
      )}
    </li>
  );
}

function Outcome({ run, label }: { readonly run: RunSummary; readonly label: string }) {
  const progress = useDashboard().runs.progress.value.get(run.runId);
  if (run.state === 'failed') return <p class="grow error-text">Failed: {run.message ?? 'no reason was given'}</p>;
  if (run.state === 'cancelled') return <p class="grow muted">Cancelled.</p>;
  if (!progress) return null;
  const left = progress.secondsLeft === null ? '' : `, ${duration(Math.max(1, Math.round(progress.secondsLeft)))} left`;
  return (
    <p class="grow run-progress">
      <progress aria-label={`Progress of ${label}`} max={1} value={progress.fraction} />
      <span>
        {percent(progress.fraction, 0)}, {count(progress.eventsPerSecond)} events/s{left}
      </span>
    </p>
  );
}

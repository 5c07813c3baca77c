import { useMemo } from 'preact/hooks';
import type { RunFunction, RunSummary, RunTimeline } from '../../src/protocol/queries';
import { count, percent } from '../../src/text';
import { Answer } from '../parts/Answer';
import { runLabel } from '../simulate/comparison';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { useQuery } from '../state/query';
import { runKey } from '../state/requestKey';
import { topNameOf } from './draw/painter';
import { STATE } from './model/codes';
import type { Player } from './player';
import { useChangeView } from './useChangeView';
import { useStage } from './useStage';
import { Watching } from './watching';

interface PicturesProps {
  readonly run: RunSummary;
  /** Runs of the same workload. */
  readonly others: readonly RunSummary[];
  readonly model: Model;
  readonly chosen: RunFunction;
  readonly timeline: RunTimeline;
  readonly player: Player;
}

/** Each run's own picture, on one clock. */
export function Pictures({ run, others, model, chosen, timeline, player }: PicturesProps) {
  return (
    <ul class="watch-pictures" aria-label="Systems side by side">
      {others.map((one) => (
        <li key={one.runId}>
          <Picture run={one} isShown={one === run} model={model} chosen={chosen} timeline={timeline} player={player} />
        </li>
      ))}
    </ul>
  );
}

interface PictureProps extends Omit<PicturesProps, 'others'> {
  /** The run that the tab is about. */
  readonly isShown: boolean;
}

function Picture({ run, isShown, model, chosen, timeline, player }: PictureProps) {
  const dashboard = useDashboard();
  const change = useChangeView();
  const ask = async (abort: AbortSignal): Promise<RunTimeline | null> => {
    if (isShown) return timeline;
    const { runId } = run;
    const found = await dashboard.host.ask('runFunctions', { runId, filter: chosen.name, limit: 100 }, abort);
    const same = found.functions.find(({ name }) => name === chosen.name);
    if (!same) return null;
    const window = { from: timeline.from > 0 ? timeline.from : null, to: null };
    return dashboard.host.ask('runTimeline', { runId, functionId: same.functionId, ...window }, abort);
  };
  const found = useQuery((abort) => ask(abort).then((answer) => ({ answer })), [dashboard, run.runId, timeline]);
  const label = runLabel(run.request, model.systems, model.parameters);
  const system = model.systems.find(({ name }) => name === run.request.system);
  return (
    <>
      <header>
        <button
          type="button"
          class="link"
          aria-current={isShown}
          onClick={() => change({ run: runKey(run), picture: 'one' })}
        >
          {label}
        </button>
      </header>
      <Answer query={found} what={`Replaying ${label}`}>
        {({ answer }) =>
          answer ? (
            <SmallStage
              timeline={answer}
              player={player}
              label={label}
              topName={topNameOf(answer.top, system?.extraVm)}
            />
          ) : (
            <p class="muted">The function had no cold start here.</p>
          )
        }
      </Answer>
    </>
  );
}

interface SmallStageProps {
  readonly timeline: RunTimeline;
  readonly player: Player;
  readonly label: string;
  readonly topName: string;
}

function SmallStage({ timeline, player, label, topName }: SmallStageProps) {
  const watching = useMemo(() => new Watching(timeline, player.time), [timeline]);
  const { box, canvas } = useStage(watching, player, topName);
  player.shown.value;
  const { tally, vms } = watching.playback;
  const there = vms - tally[STATE.absent];
  const ready = there > 0 ? tally[STATE.ready] / there : 0;
  return (
    <>
      <p class="muted">
        {count(tally[STATE.ready])} of {count(there)} ready, {percent(ready)}
      </p>
      <div class="watch-small" ref={box}>
        <canvas
          ref={canvas}
          role="img"
          aria-label={`${label}: ${count(tally[STATE.ready])} of ${count(there)} VMs ready.`}
        />
      </div>
    </>
  );
}

import { useEffect, useState } from 'preact/hooks';
import type { CriticalPath, DelayCause } from '../../../src/protocol/queries';
import { counted, fixed, inSeconds } from '../../../src/text';
import { Answer } from '../../parts/Answer';
import { Select } from '../../parts/Select';
import { useDashboard } from '../../state/dashboard';
import { useQuery } from '../../state/query';
import { joinedSteps, type ShownStep } from '../model/joinedSteps';
import type { Player } from '../player';
import type { Watching } from '../watching';
import { momentOf, startAt, startsOn } from './starts';

interface WhySlowProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly runId: number;
  /** Called with a moment of the start that is looked at. */
  readonly onGo: (time: number) => void;
}

/** Why the followed VM's start took so long: its critical path, also drawn along the tree. */
export function WhySlow({ watching, player, runId, onGo }: WhySlowProps) {
  const vm = watching.followed.value;
  const starts = startsOn(watching, vm);
  const row = startAt(starts, player.shown.value)?.row ?? null;
  useEffect(() => {
    if (row !== null) return;
    watching.marks.path = [];
    player.wake();
  }, [watching, row]);
  if (row === null) return null;
  return (
    <section class="watch-section" aria-label="Why slow">
      <Path key={row} watching={watching} player={player} runId={runId} row={row}>
        {starts.length > 1 && (
          <Select
            label="Start"
            value={String(row)}
            choices={starts.map((start) => ({ value: String(start.row), label: `at ${inSeconds(start.arrival)}` }))}
            onChange={(next) => {
              const start = starts.find((one) => one.row === Number(next));
              if (start) onGo(momentOf(start));
            }}
          />
        )}
      </Path>
    </section>
  );
}

interface PathProps extends Omit<WhySlowProps, 'onGo'> {
  readonly row: number;
  readonly children: preact.ComponentChildren;
}

function Path({ watching, player, runId, row, children }: PathProps) {
  const dashboard = useDashboard();
  const path = useQuery((abort) => dashboard.host.ask('criticalPath', { runId, row }, abort), [dashboard, runId, row]);
  const found = path.answer.value.value;
  useEffect(() => {
    const vms = found ? [found.vm, ...found.upstreams] : [];
    watching.marks.path = vms.map((vm) => watching.indexOf(vm)).filter((vm) => vm >= 0);
    player.wake();
    return () => {
      watching.marks.path = [];
      player.wake();
    };
  }, [watching, player, found]);
  return (
    <>
      <header>
        <h2>Why slow</h2>
        {found && (
          <span class="muted">
            {inSeconds(found.latency)}, median {inSeconds(found.median)}
          </span>
        )}
        <span class="grow" />
        {children}
      </header>
      <Answer query={path} what="Finding what this start waited for">
        {(answer) => <Steps path={answer} />}
      </Answer>
    </>
  );
}

/** Hues of causes: waiting, the registry, hops between VMs, NICs, work on the VM, what went wrong. */
const CAUSES: Record<DelayCause, string> = {
  queue: 'rest',
  turn: 'rest',
  platform: 'rest',
  registryLoad: 'rest',
  registryBandwidth: 'rest',
  preparation: 'yellow',
  hop: 'blue',
  lastPieces: 'blue',
  nicIn: 'purple',
  nicOut: 'purple',
  pace: 'orange',
  creation: 'orange',
  start: 'orange',
  sharedVm: 'orange',
  failure: 'red',
};

function Steps({ path }: { readonly path: CriticalPath }) {
  const [showsAll, setShowsAll] = useState(false);
  const all = path.steps.filter(({ seconds }) => seconds > 0);
  const joined = joinedSteps(all, path.latency);
  const shown = showsAll ? all : joined;
  const longest = Math.max(...shown.map(({ seconds }) => seconds));
  const place = (time: number) => `${(100 * (time - path.arrival)) / (path.started - path.arrival || 1)}%`;
  return (
    <>
      <div class="watch-parts" aria-hidden="true">
        {shown.map((step, at) => (
          <i key={at} class={`cause-${CAUSES[step.cause]}`} style={{ flexGrow: step.seconds }} />
        ))}
      </div>
      <ol class="watch-steps">
        {shown.map((step, at) => (
          <Step key={at} step={step} isLongest={step.seconds === longest} place={place} />
        ))}
        {joined.length < all.length && (
          <li>
            <span />
            <button type="button" class="link" onClick={() => setShowsAll(!showsAll)}>
              {showsAll ? 'Fewer steps' : `All ${all.length} steps`}
            </button>
          </li>
        )}
        <li class="watch-sum">
          <span />
          <span class="muted">
            {path.upstreams.length > 0 ? `Critical path, ${counted(path.upstreams.length + 1, 'VM')}` : 'Critical path'}
          </span>
          <span />
          <span>{fixed(path.latency, 2)} s</span>
        </li>
      </ol>
    </>
  );
}

interface StepProps {
  readonly step: ShownStep;
  readonly isLongest: boolean;
  readonly place: (time: number) => string;
}

function Step({ step, isLongest, place }: StepProps) {
  const cause = `cause-${CAUSES[step.cause]}`;
  return (
    <li>
      <i class={`swatch ${cause}`} />
      <span class="watch-step-text" title={step.text}>
        {isLongest ? <strong>{step.text}</strong> : step.text}
      </span>
      <span class="watch-step-bar" aria-hidden="true">
        <i class={cause} style={{ left: place(step.from), right: `calc(100% - ${place(step.to)})` }} />
      </span>
      <span>{fixed(step.seconds, 2)} s</span>
    </li>
  );
}

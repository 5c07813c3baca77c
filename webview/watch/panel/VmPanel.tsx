import { count, counted, fixed, percent, shortName } from '../../../src/text';
import { IconButton } from '../../parts/IconButton';
import { useDashboard } from '../../state/dashboard';
import { useQuery } from '../../state/query';
import { factsOf } from '../describe';
import { NOWHERE, STATES } from '../model/codes';
import { vmName } from '../model/eventList';
import type { Player } from '../player';
import { useChangeView } from '../useChangeView';
import type { Watching } from '../watching';
import { StatesBar } from './StatesBar';
import { momentOf, slowestStart } from './starts';
import { stageNow } from './stretches';

interface VmPanelProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly runId: number;
  readonly onFollow: (vm: number) => void;
  readonly onGo: (time: number) => void;
}

/** The VM that is followed: its states over time, who feeds it and whom it feeds. */
export function VmPanel({ watching, player, runId, onFollow, onGo }: VmPanelProps) {
  player.shown.value;
  const vm = watching.followed.value;
  if (vm < 0) return <Nobody watching={watching} player={player} onFollow={onFollow} onGo={onGo} />;
  const { playback } = watching;
  const { name, level, upstream, downstream } = factsOf(watching, vm);
  const sent = ratesFrom(watching, vm);
  return (
    <section class="watch-section" aria-label="Followed VM">
      <header>
        <h2>{name}</h2>
        <span class="muted">{['following', level].filter(Boolean).join(' · ')}</span>
        <span class="grow" />
        <IconButton icon="search" label={`Show ${name} closely`} onClick={() => closely(watching, player, vm)} />
        <IconButton icon="close" label="Stop following" onClick={() => onFollow(-1)} />
      </header>
      <StatesBar watching={watching} player={player} vm={vm} />
      <dl class="watch-facts">
        <Fact title="State">{[STATES[playback.state[vm]], stageNow(watching, vm)].filter(Boolean).join(': ')}</Fact>
        <Fact title="Upstream">
          {upstream >= 0 ? (
            <button type="button" class="link" onClick={() => onFollow(upstream)}>
              {vmName(playback, upstream)}
            </button>
          ) : upstream === NOWHERE ? (
            'none'
          ) : (
            vmName(playback, upstream)
          )}
        </Fact>
        <Fact title="Feeds">{downstream > 0 ? counted(downstream, 'VM') : 'no VM'}</Fact>
        <Fact title="In / out">
          {bits(playback.rate[vm])} / {bits(sent)} Mbit/s
        </Fact>
        <Fact title="Blocks">{percent(playback.share[vm])}</Fact>
        <Functions key={vm} runId={runId} vm={watching.timeline.vms[vm]} functionId={watching.timeline.functionId} />
      </dl>
    </section>
  );
}

/** What else has started on the VM, each with a picture of its own. */
function Functions({ runId, vm, functionId }: { runId: number; vm: number; functionId: number }) {
  const dashboard = useDashboard();
  const change = useChangeView();
  const query = useQuery(
    (abort) => dashboard.host.ask('vmFunctions', { runId, vm, limit: MOST_FUNCTIONS }, abort),
    [dashboard, runId, vm],
  );
  const found = query.answer.value.value;
  const others = found?.functions.filter((one) => one.functionId !== functionId) ?? [];
  if (!found || others.length === 0) return null;
  const more = found.total - 1 - others.length;
  return (
    <Fact title="Also started">
      {others.map(({ functionId: id, name }, at) => (
        <span key={id}>
          {at > 0 && ', '}
          <button type="button" class="link" onClick={() => change({ functionName: name, time: null })}>
            {shortName(name)}
          </button>
        </span>
      ))}
      {more > 0 && ` and ${count(more)} more`}
    </Fact>
  );
}

const MOST_FUNCTIONS = 4;

function Fact({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Nobody({ watching, player, onFollow, onGo }: Omit<VmPanelProps, 'runId'>) {
  const slowest = slowestStart(watching);
  const followSlowest = () => {
    if (!slowest) return;
    const { vm, start } = slowest;
    if (player.time < start.arrival || player.time > start.started) onGo(momentOf(start));
    onFollow(vm);
  };
  return (
    <section class="watch-section" aria-label="Followed VM">
      <header>
        <h2>VM</h2>
      </header>
      <p class="muted">Click a VM to follow it, or find it by its number.</p>
      {slowest && (
        <button type="button" class="link" onClick={followSlowest}>
          Follow the slowest start
        </button>
      )}
    </section>
  );
}

function closely(watching: Watching, player: Player, vm: number): void {
  watching.show(vm, true);
  player.wake();
}

/** Bytes/s that a VM sends now. */
function ratesFrom({ playback }: Watching, vm: number): number {
  let sum = 0;
  for (let to = 0; to < playback.vms; to++) if (playback.source[to] === vm) sum += playback.rate[to];
  return sum;
}

function bits(bytesPerSecond: number): string {
  const megabits = (bytesPerSecond * 8) / 1e6;
  return megabits > 0 && megabits < 10 ? fixed(megabits, 1) : fixed(megabits, 0);
}

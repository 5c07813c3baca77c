import { counted, fixed, percent } from '../../../src/text';
import { IconButton } from '../../parts/IconButton';
import { clockText } from '../clockText';
import { factsOf } from '../describe';
import { EXTRA_VM, NOWHERE, STATE, STATES } from '../model/codes';
import { vmName } from '../model/eventList';
import type { Player } from '../player';
import type { Watching } from '../watching';

interface VmPanelProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly onFollow: (vm: number) => void;
}

/** The VM that is followed: its states over time, who feeds it and whom it feeds. */
export function VmPanel({ watching, player, onFollow }: VmPanelProps) {
  player.shown.value;
  const vm = watching.followed.value;
  if (vm < 0) return <Nobody watching={watching} onFollow={onFollow} />;
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
        <Fact title="State">{STATES[playback.state[vm]]}</Fact>
        <Fact title="Upstream">
          {upstream >= 0 ? (
            <button type="button" class="link" onClick={() => onFollow(upstream)}>
              {vmName(playback, upstream)}
            </button>
          ) : (
            upstreamText(upstream)
          )}
        </Fact>
        <Fact title="Feeds">{downstream > 0 ? counted(downstream, 'VM') : 'no VM'}</Fact>
        <Fact title="In / out">
          {bits(playback.rate[vm])} / {bits(sent)} Mbit/s
        </Fact>
        <Fact title="Blocks">{percent(playback.share[vm])}</Fact>
      </dl>
    </section>
  );
}

function Fact({ title, children }: { readonly title: string; readonly children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Nobody({ watching, onFollow }: Pick<VmPanelProps, 'watching' | 'onFollow'>) {
  const slowest = slowestStart(watching);
  return (
    <section class="watch-section" aria-label="Followed VM">
      <header>
        <h2>VM</h2>
      </header>
      <p class="muted">Click a VM to follow it, or find it by its number.</p>
      {slowest >= 0 && (
        <button type="button" class="link" onClick={() => onFollow(watching.timeline.starts.vm[slowest])}>
          Follow the slowest start
        </button>
      )}
    </section>
  );
}

/** Which of the starts took longest; −1 without any. */
function slowestStart({ timeline }: Watching): number {
  const { arrival, started, vm } = timeline.starts;
  let slowest = -1;
  for (let at = 0; at < vm.length; at++)
    if (vm[at] >= 0 && (slowest < 0 || started[at] - arrival[at] > started[slowest] - arrival[slowest])) slowest = at;
  return slowest;
}

function closely(watching: Watching, player: Player, vm: number): void {
  watching.show(vm, true);
  player.wake();
}

function upstreamText(upstream: number): string {
  if (upstream === NOWHERE) return 'none';
  return upstream === EXTRA_VM ? 'the extra VM' : 'the registry';
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

interface Stretch {
  readonly state: number;
  readonly from: number;
  readonly to: number;
}

/** What comes is outlined, what was is filled. */
function StatesBar({ watching, player, vm }: Omit<VmPanelProps, 'onFollow'> & { readonly vm: number }) {
  const stretches = stretchesOf(watching, vm);
  if (stretches.length === 0) return null;
  const from = stretches[0].from;
  const to = stretches[stretches.length - 1].to;
  const now = player.shown.value;
  const place = (time: number) => Math.min(1, Math.max(0, (time - from) / (to - from || 1)));
  const text = stretches
    .map((one) => `${STATES[one.state]} from ${clockText(one.from, to)} to ${clockText(one.to, to)}`)
    .join(', ');
  return (
    <>
      <div class="watch-bar" role="img" aria-label={`States: ${text}.`}>
        {stretches.map((one) => (
          <StretchBar key={one.from} stretch={one} now={now} place={place} />
        ))}
        <i class="watch-now" style={{ left: `${place(now) * 100}%` }} />
      </div>
      <p class="watch-bar-key" aria-hidden="true">
        {stretches
          .filter((one) => place(one.to) - place(one.from) > 0.12)
          .map((one) => (
            <span key={one.from} style={{ left: `${place(one.from) * 100}%` }}>
              {STATES[one.state]}
            </span>
          ))}
      </p>
    </>
  );
}

interface StretchBarProps {
  readonly stretch: Stretch;
  readonly now: number;
  readonly place: (time: number) => number;
}

function StretchBar({ stretch: { state, from, to }, now, place }: StretchBarProps) {
  const part = (start: number, end: number) => ({
    left: `${place(start) * 100}%`,
    width: `${(place(end) - place(start)) * 100}%`,
  });
  const split = Math.min(to, Math.max(from, now));
  return (
    <>
      {split > from && <i class={`watch-${STATES[state]} was`} style={part(from, split)} />}
      {split < to && <i class={`watch-${STATES[state]} comes`} style={part(split, to)} />}
    </>
  );
}

/** From when the VM has the image on its way to a while after it is ready. */
function stretchesOf({ timeline, playback }: Watching, vm: number): readonly Stretch[] {
  const { first, time, state, kinds } = timeline.states;
  const all: Stretch[] = [];
  for (let at = first[vm]; at < first[vm + 1]; at++) {
    const to = at + 1 < first[vm + 1] ? time[at + 1] : timeline.to;
    all.push({ state: STATE[kinds[state[at]]], from: time[at], to });
  }
  const current = all.findIndex((one) => one.to > playback.time);
  const around = current < 0 ? all : pieceAround(all, current);
  const [firstPart, lastPart] = [around[0], around[around.length - 1]];
  if (!firstPart || around.length < 2 || lastPart.state !== STATE.ready) return around;
  const busy = lastPart.from - firstPart.from;
  return [...around.slice(0, -1), { ...lastPart, to: Math.min(lastPart.to, lastPart.from + busy * 0.1) }];
}

/** The stretches between two absences around one. */
function pieceAround(all: readonly Stretch[], current: number): readonly Stretch[] {
  let start = current;
  if (all[current].state === STATE.absent) start = Math.min(all.length - 1, current + 1);
  while (start > 0 && all[start - 1].state !== STATE.absent) start--;
  let end = start;
  while (end < all.length && all[end].state !== STATE.absent) end++;
  return all.slice(start, end);
}

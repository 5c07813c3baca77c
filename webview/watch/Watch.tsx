import { type Signal, useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import type { RunFunction, RunSummary, RunTimeline } from '../../src/protocol/queries';
import { IconButton } from '../parts/IconButton';
import { useDashboard } from '../state/dashboard';
import type { Model } from '../state/model';
import { workloadKey } from '../state/requestKey';
import { Controls, Search } from './Controls';
import { spokenTime } from './clockText';
import { momentSentence } from './describe';
import { topNameOf } from './draw/painter';
import { EventList } from './model/eventList';
import { gapsOf, scaleOfRuns, type TimeScale } from './model/timeScale';
import { PictureMenu } from './PictureMenu';
import { Pictures } from './Pictures';
import { Events } from './panel/Events';
import { VmPanel } from './panel/VmPanel';
import { WhySlow } from './panel/WhySlow';
import { Player } from './player';
import { ReadyStrip } from './ReadyStrip';
import { Stage } from './Stage';
import { useChangeView } from './useChangeView';
import { VmTable } from './VmTable';
import { Watching } from './watching';

interface WatchProps {
  readonly run: RunSummary;
  /** All finished runs. */
  readonly runs: readonly RunSummary[];
  readonly model: Model;
  readonly chosen: RunFunction;
  readonly timeline: RunTimeline;
  readonly start: number;
  readonly plays: boolean;
  /** Asks for the part of the run that begins there. */
  readonly onPart: (from: number | null, plays: boolean) => void;
  /** Fields that choose run and function. */
  readonly children: preact.ComponentChildren;
}

/** One function of a run: a row of controls, the drawing, and the panel beside it. */
export function Watch(props: WatchProps) {
  const { run, runs, model, chosen, timeline, children } = props;
  const { view } = useDashboard();
  const change = useChangeView();
  const { picture, panel, events: choice } = view.watch.value;
  const others = runs.filter((one) => workloadKey(one) === workloadKey(run));
  const system = model.systems.find(({ name }) => name === run.request.system);
  const { watching, player, scale, gaps } = useWatching(props, picture === 'all' ? others : NO_RUNS, system?.extraVm);
  const list = useMemo(
    () => new EventList(watching.playback, choice, watching.followed.value),
    [watching, choice, choice === 'vm' ? watching.followed.value : -1],
  );
  const told = useSignal<Told>({ time: Number.NaN, text: '' });
  const tell = (more = '') => {
    told.value = sayMoment(watching, player.time, more);
  };
  useAnnouncements(watching, player, told);
  const topName = topNameOf(timeline.top, system?.extraVm);

  const follow = (vm: number) => {
    watching.follow(vm);
    change({ vm: vm >= 0 ? timeline.vms[vm] : null });
    player.wake();
  };
  const go = (time: number, vm = -1) => {
    player.playing.value = false;
    player.seek(time);
    watching.playback.goTo(time);
    if (vm >= 0) watching.show(vm);
    player.wake();
  };
  const step = (direction: 1 | -1) => {
    const time = list.neighbour(player.time, direction);
    if (time === null) {
      if (direction > 0 && timeline.to < timeline.runEnd) props.onPart(timeline.to, false);
      if (direction < 0 && timeline.from > 0) props.onPart(null, false);
      return;
    }
    const last = list.happened(time) - 1;
    go(time, list.at(last).vm);
    tell(` ${list.textsAt(time).join('. ')}.`);
  };

  return (
    <>
      <div class="watch-controls">
        {children}
        <Controls
          watching={watching}
          player={player}
          scale={scale}
          hasGaps={gaps.length > 0}
          skipsIdle={view.watch.value.skipsIdle}
          onSkipIdle={(skipsIdle) => change({ skipsIdle })}
          onSpeed={(speed) => change({ speed })}
          onStep={step}
        />
        <span class="watch-buttons">
          <Search
            watching={watching}
            onFound={(vm) => {
              follow(vm);
              watching.show(vm, true);
              player.wake();
            }}
          />
          <PictureMenu run={run} model={model} watching={watching} player={player} topName={topName} />
          <IconButton
            icon="grid"
            label="All systems side by side"
            pressed={picture === 'all'}
            onClick={() => change({ picture: picture === 'all' ? 'one' : 'all' })}
          />
          <IconButton
            icon="table"
            label="VMs as a table"
            pressed={picture === 'table'}
            onClick={() => change({ picture: picture === 'table' ? 'one' : 'table' })}
          />
          <IconButton icon="panel" label="Side panel" pressed={panel} onClick={() => change({ panel: !panel })} />
        </span>
      </div>
      <div class={panel ? 'watch-main with-panel' : 'watch-main'}>
        <div class="watch-picture">
          {picture === 'all' && <Pictures {...props} player={player} others={others} />}
          {picture === 'table' && <VmTable watching={watching} player={player} onFollow={follow} />}
          {picture === 'one' && (
            <Stage watching={watching} player={player} topName={topName} onFollow={follow} onStep={step} />
          )}
          <ReadyStrip run={run} runs={others} model={model} functionId={chosen.functionId} player={player} />
        </div>
        {panel && (
          <aside class="watch-panel" aria-label="About this run">
            <VmPanel watching={watching} player={player} runId={run.runId} onFollow={follow} onGo={go} />
            <WhySlow watching={watching} player={player} runId={run.runId} onGo={go} />
            <Events
              list={list}
              choice={choice}
              onChoice={(events) => change({ events })}
              player={player}
              end={timeline.to}
              onGo={(time, vm) => {
                go(time, vm);
                follow(vm);
                tell();
              }}
            />
          </aside>
        )}
      </div>
      <p class="visually-hidden" role="status">
        {told.value.text}
      </p>
    </>
  );
}

interface WatchParts {
  readonly watching: Watching;
  readonly player: Player;
  readonly scale: TimeScale;
  readonly gaps: TimeScale['gaps'];
}

const NO_RUNS: readonly RunSummary[] = [];

/**
 * What lives as long as the timeline is shown.
 * @param besides runs that are shown beside it: what is idle for one is not idle while another works
 */
function useWatching(
  { timeline, start, plays, onPart }: WatchProps,
  besides: readonly RunSummary[],
  extraVm: string | undefined,
): WatchParts {
  const { view } = useDashboard();
  const { speed, skipsIdle } = view.watch.value;
  const latestPart = useRef(onPart);
  latestPart.current = onPart;
  const ends = besides.map(({ result }) => result?.provisioningSeconds.last ?? 0);
  const busyUntil = Math.max(0, ...ends);
  const gaps = useMemo(() => gapsOf(timeline, busyUntil), [timeline, busyUntil]);
  const scale = useMemo(
    () => scaleOfRuns(timeline.from, timeline.to, ends, skipsIdle ? gaps : []),
    [timeline, gaps, skipsIdle, ends.join()],
  );
  const latest = useRef(scale);
  latest.current = scale;
  const watching = useMemo(() => {
    const made = new Watching(timeline, start, extraVm);
    const { vm } = view.watch.peek();
    if (vm !== null) made.follow(made.indexOf(vm));
    return made;
  }, [timeline]);
  const player = useMemo(() => new Player(() => latest.current, start), [timeline]);
  player.speed.value = speed;
  useEffect(() => {
    // A picture other than the stage does not move this playback.
    const stop = player.view(() => {
      if (watching.playback.time !== player.time) watching.playback.goTo(player.time);
      return false;
    });
    if (plays) player.toggle();
    return () => {
      stop();
      player.stop();
    };
  }, [player]);
  useEffect(
    () =>
      player.shown.subscribe((time) => {
        if (player.playing.peek()) return;
        view.watch.value = { ...view.watch.peek(), time };
      }),
    [player],
  );
  useEffect(
    () =>
      player.ended.subscribe((ends) => {
        if (ends > 0 && timeline.to < timeline.runEnd) latestPart.current(timeline.to, true);
      }),
    [player],
  );
  return { watching, player, scale, gaps };
}

/** The slider may still be moving for as long as this. */
const PAUSE_MS = 400;

/** What a screen reader was told of a moment. */
interface Told {
  readonly time: number;
  readonly text: string;
}

function sayMoment(watching: Watching, time: number, more = ''): Told {
  return { time, text: `At ${spokenTime(time)}: ${momentSentence(watching)}${more}` };
}

/** Says where the clock is when it stops: nothing while it runs, which would be too much. */
function useAnnouncements(watching: Watching, player: Player, told: Signal<Told>): void {
  const plays = player.playing.value;
  const shown = plays ? null : player.shown.value;
  useEffect(() => {
    if (shown === null) return;
    const timer = setTimeout(() => {
      // A step has said more of its moment.
      if (player.time === shown && told.peek().time !== shown) told.value = sayMoment(watching, shown);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [watching, shown]);
}

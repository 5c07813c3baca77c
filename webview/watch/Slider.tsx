import { useLayoutEffect, useRef } from 'preact/hooks';
import { useTheme } from '../theme';
import { clockText, spokenTime } from './clockText';
import { EVENT } from './model/codes';
import { isRare } from './model/eventList';
import type { Playback } from './model/playback';
import type { TimeScale } from './model/timeScale';
import type { Player } from './player';

/** Positions of the slider. */
const STEPS = 10_000;
const HEIGHT = 30;
/** Half of the thumb, which may not leave the slider. */
const INSET = 7;

interface SliderProps {
  readonly player: Player;
  readonly scale: TimeScale;
  readonly playback: Playback;
}

/** The clock's slider. All events are marked below it, the rare ones above; skipped idle stretches are dotted. */
export function Slider({ player, scale, playback }: SliderProps) {
  const input = useRef<HTMLInputElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useTheme();
  useLayoutEffect(() => {
    const follow = () => {
      const slider = input.current;
      if (!slider) return false;
      const place = scale.placeOf(player.time);
      slider.value = String(Math.round(place * STEPS));
      slider.style.setProperty('--place', `${place * 100}%`);
      return false;
    };
    follow();
    return player.view(follow);
  }, [player, scale]);
  useLayoutEffect(() => {
    const box = canvas.current!.parentElement!;
    const observer = new ResizeObserver(([entry]) => {
      const [, orange, , , , red] = theme.series;
      paintMarks(canvas.current!, entry.contentRect.width, playback, scale, {
        all: theme.muted,
        moved: orange,
        failed: red,
        gap: theme.background,
      });
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [playback, scale, theme]);
  return (
    <div class="watch-slider">
      <canvas ref={canvas} />
      <input
        ref={input}
        type="range"
        min={0}
        max={STEPS}
        step={1}
        aria-label="Simulated time"
        aria-valuetext={spokenTime(player.shown.value)}
        onInput={(event) => player.seek(scale.timeAt(Number(event.currentTarget.value) / STEPS))}
      />
    </div>
  );
}

interface MarkColors {
  readonly all: string;
  readonly moved: string;
  readonly failed: string;
  readonly gap: string;
}

/** Several events on one pixel are one mark. */
function paintMarks(
  canvas: HTMLCanvasElement,
  width: number,
  playback: Playback,
  scale: TimeScale,
  colors: MarkColors,
): void {
  const ratio = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(HEIGHT * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${HEIGHT}px`;
  const context = canvas.getContext('2d')!;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const { time } = playback.timeline.events;
  const pixelOf = (moment: number) => Math.round(INSET + scale.placeOf(moment) * (width - 2 * INSET));
  let lastPixel = -1;
  let lastRare = -3;
  for (let at = 0; at < time.length; at++) {
    const pixel = pixelOf(time[at]);
    const kind = playback.kindOf(at);
    if (isRare(kind) && pixel >= lastRare + 3) {
      context.fillStyle = kind === EVENT.failed || kind === EVENT.noticed ? colors.failed : colors.moved;
      context.fillRect(pixel - 1, 1, 2, 7);
      lastRare = pixel;
    }
    if (pixel === lastPixel) continue;
    context.fillStyle = colors.all;
    context.fillRect(pixel, 22, 1, 5);
    lastPixel = pixel;
  }
  context.fillStyle = colors.all;
  for (const gap of scale.gaps)
    for (let dot = pixelOf(gap.from) + 2; dot < pixelOf(gap.to) - 1; dot += 3) context.fillRect(dot, 24, 1, 1);
}

interface ClockProps {
  readonly player: Player;
  readonly scale: TimeScale;
}

/** The time of each frame, written past the page's state. */
export function Clock({ player, scale }: ClockProps) {
  const text = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const follow = () => {
      if (text.current) text.current.textContent = clockText(player.time, scale.to);
      return false;
    };
    follow();
    return player.view(follow);
  }, [player, scale]);
  return (
    <span class="watch-clock">
      <span ref={text} /> <span class="muted">/ {clockText(scale.to, scale.to)}</span>
    </span>
  );
}

import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { duration } from '../../src/text';
import { Button, Checkbox } from '../toolkit';
import { SLIDER_STEPS, type Span, toStep, toTime } from './time';

interface TimeControlsProps {
  readonly span: Span;
  readonly time: number;
  /** An earlier moment has not arrived yet: playing waits for it. */
  readonly waiting: boolean;
  readonly onTime: (time: number) => void;
  /** Whether the slider spans the whole run; null if that makes no difference. */
  readonly wholeRun: boolean | null;
  readonly onWholeRun: (whole: boolean) => void;
}

/** Playing takes this long for the span, in steps for readers who prefer reduced motion. */
const PLAYING_MS = 20_000;
const CALM_STEP_MS = 1000;
const CALM_STEPS = 20;

/** The slider over simulated time, with buttons to step and to play. */
export function TimeControls({ span, time, waiting, onTime, wholeRun, onWholeRun }: TimeControlsProps) {
  const [playing, setPlaying] = useState(false);
  const id = useId();
  const step = toStep(time, span);
  const go = (to: number) => onTime(toTime(to, span));
  const tick = (elapsed: number) => {
    if (waiting) return;
    const next = time + ((span.to - span.from) * elapsed) / PLAYING_MS;
    onTime(Math.min(span.to, next));
    if (next >= span.to) setPlaying(false);
  };
  usePlaying(playing, tick);
  const play = () => {
    if (!playing && time >= span.to) onTime(span.from);
    setPlaying(!playing);
  };
  return (
    <div class="time-controls">
      <label for={id}>Simulated time</label>
      <input
        id={id}
        type="range"
        min={0}
        max={SLIDER_STEPS}
        step={1}
        value={step}
        aria-valuetext={duration(time)}
        onInput={(event) => {
          setPlaying(false);
          go(Number(event.currentTarget.value));
        }}
      />
      <output for={id}>
        {duration(time)} of {duration(span.to)}
      </output>
      <div class="actions">
        <Button label="One step back" onClick={() => go(step - SLIDER_STEPS / 100)} disabled={step === 0}>
          ◂
        </Button>
        <Button appearance="primary" onClick={play} disabled={span.to === span.from}>
          {playing ? 'Pause' : 'Play'}
        </Button>
        <Button label="One step forward" onClick={() => go(step + SLIDER_STEPS / 100)} disabled={step >= SLIDER_STEPS}>
          ▸
        </Button>
        {wholeRun !== null && (
          <Checkbox checked={wholeRun} onChange={onWholeRun}>
            Until the last VM is reclaimed
          </Checkbox>
        )}
      </div>
    </div>
  );
}

/**
 * While playing, calls `tick` with the milliseconds since the last call: at every frame, or each second with reduced
 * motion.
 */
function usePlaying(playing: boolean, tick: (elapsed: number) => void): void {
  const latest = useRef(tick);
  latest.current = tick;
  useEffect(() => {
    if (!playing) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      const timer = setInterval(() => latest.current(PLAYING_MS / CALM_STEPS), CALM_STEP_MS);
      return () => clearInterval(timer);
    }
    let before = performance.now();
    let frame = requestAnimationFrame(function next(now) {
      latest.current(now - before);
      before = now;
      frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);
}

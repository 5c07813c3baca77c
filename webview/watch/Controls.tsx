import { useEffect, useRef, useState } from 'preact/hooks';
import { IconButton } from '../parts/IconButton';
import type { TimeScale } from './model/timeScale';
import { type Player, SPEEDS } from './player';
import { Clock, Slider } from './Slider';
import type { Watching } from './watching';

const SPEED_LABELS: Record<number, string> = { 0.25: '¼×', 1: '1×', 4: '4×', 16: '16×' };

interface ControlsProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly scale: TimeScale;
  readonly hasGaps: boolean;
  readonly skipsIdle: boolean;
  readonly onSkipIdle: (skips: boolean) => void;
  readonly onSpeed: (speed: number) => void;
  readonly onStep: (direction: 1 | -1) => void;
}

/** Plays the run, and goes through its events. */
export function Controls(props: ControlsProps) {
  const { watching, player, scale, hasGaps, skipsIdle, onSkipIdle, onSpeed, onStep } = props;
  const plays = player.playing.value;
  return (
    <>
      <span class="watch-buttons">
        <IconButton icon="previous" label="Previous event" onClick={() => onStep(-1)} />
        <IconButton icon={plays ? 'pause' : 'play'} label={plays ? 'Pause' : 'Play'} onClick={() => player.toggle()} />
        <IconButton icon="next" label="Next event" onClick={() => onStep(1)} />
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that takes room */}
      <span class="watch-speeds" role="group" aria-label="Speed">
        {SPEEDS.map((speed) => (
          <button
            key={speed}
            type="button"
            aria-pressed={player.speed.value === speed}
            title={speed === 1 ? 'As fast as the simulated time' : undefined}
            onClick={() => onSpeed(speed)}
          >
            {SPEED_LABELS[speed]}
          </button>
        ))}
      </span>
      {hasGaps && (
        <label class="watch-check">
          <input type="checkbox" checked={skipsIdle} onChange={(event) => onSkipIdle(event.currentTarget.checked)} />
          Skip idle
        </label>
      )}
      <Slider player={player} scale={scale} playback={watching.playback} />
      <Clock player={player} scale={scale} />
    </>
  );
}

interface SearchProps {
  readonly watching: Watching;
  readonly onFound: (vm: number) => void;
}

/** Finds a VM by its number. */
export function Search({ watching, onFound }: SearchProps) {
  const [isOpen, setOpen] = useState(false);
  const [problem, setProblem] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (isOpen) input.current?.focus();
  }, [isOpen]);
  if (!isOpen) return <IconButton icon="search" label="Find a VM" onClick={() => setOpen(true)} />;
  const find = (text: string) => {
    const number = /^\s*(?:vm\s*)?(\d+)\s*$/i.exec(text);
    const vm = number ? watching.indexOf(Number(number[1])) : -1;
    setProblem(vm >= 0 ? '' : number ? `VM ${number[1]} holds no image of this function.` : 'Type the number of a VM.');
    if (vm >= 0) onFound(vm);
  };
  return (
    <span class="watch-search">
      <input
        ref={input}
        type="text"
        inputMode="numeric"
        aria-label="Number of a VM"
        aria-invalid={problem !== ''}
        placeholder="VM number"
        onKeyDown={(event) => {
          if (event.key === 'Enter') find(event.currentTarget.value);
          if (event.key === 'Escape') setOpen(false);
        }}
      />
      <IconButton icon="close" label="Close the search" onClick={() => setOpen(false)} />
      {problem !== '' && <span role="alert">{problem}</span>}
    </span>
  );
}

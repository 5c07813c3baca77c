import { clockText } from '../clockText';
import { STATES } from '../model/codes';
import type { Player } from '../player';
import type { Watching } from '../watching';
import { type Stretch, stretchesOf } from './stretches';

/** Share of the bar that a letter of its key takes. */
const LETTER = 0.022;

interface StatesBarProps {
  readonly watching: Watching;
  readonly player: Player;
  readonly vm: number;
}

/** What a VM does over time, its stages before the first block apart. What comes is outlined, what was is filled. */
export function StatesBar({ watching, player, vm }: StatesBarProps) {
  const stretches = stretchesOf(watching, vm);
  if (stretches.length === 0) return null;
  const from = stretches[0].from;
  const to = stretches[stretches.length - 1].to;
  const now = player.shown.value;
  const place = (time: number) => Math.min(1, Math.max(0, (time - from) / (to - from || 1)));
  const text = stretches
    .map((one) => `${one.name} from ${clockText(one.from, to)} to ${clockText(one.to, to)}`)
    .join(', ');
  return (
    <>
      <div class="watch-bar" role="img" aria-label={`States: ${text}.`}>
        {stretches.map((one) => (
          <StretchBar key={`${one.from} ${one.name}`} stretch={one} now={now} place={place} />
        ))}
        <i class="watch-now" style={{ left: `${place(now) * 100}%` }} />
      </div>
      <p class="watch-bar-key" aria-hidden="true">
        {stretches
          .filter((one) => place(one.to) - place(one.from) > one.name.length * LETTER)
          .map((one) => (
            <span key={`${one.from} ${one.name}`} style={{ left: `${place(one.from) * 100}%` }}>
              {one.name}
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

import type { Change } from '../../src/protocol/queries';
import { isWithinChance } from '../../src/text';

const WIDTH = 140;
const HEIGHT = 14;
const RADIUS = 3;
/** Intervals may reach this much further than the largest change; longer ones are cut. */
const ROOM = 1.25;

/** A change with its interval around the line of no change. The numbers stand beside it. */
export function ChangeBar({ change, reach }: { readonly change: Change; readonly reach: number }) {
  const half = WIDTH / 2 - RADIUS - 1;
  const place = (seconds: number) => {
    const share = reach > 0 ? seconds / (reach * ROOM) : 0;
    return Math.round(10 * (WIDTH / 2 + half * Math.max(-1, Math.min(1, share)))) / 10;
  };
  const y = HEIGHT / 2;
  return (
    <svg
      class={isWithinChance(change) ? 'change-bar chance' : 'change-bar'}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
    >
      <path class="no-change" d={`M${WIDTH / 2} 0V${HEIGHT}`} />
      <path class="interval" d={`M${place(change.low)} ${y}H${place(change.high)}`} />
      <circle cx={place(change.difference)} cy={y} r={RADIUS} />
    </svg>
  );
}

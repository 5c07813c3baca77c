import { capitalized, count, counted, percent } from '../../src/text';
import { STATE, STATES } from './model/codes';
import type { Player } from './player';
import { StateSymbol } from './StateSymbol';
import type { Watching } from './watching';

/** What the states look like, and how many VMs are in each. */
export function Legend({ watching, player }: { readonly watching: Watching; readonly player: Player }) {
  player.shown.value;
  const { playback } = watching;
  const there = playback.vms - playback.tally[STATE.absent];
  const states = STATES.slice(0, -1);
  const share = (vms: number) => (there > 0 ? vms / there : 0);
  return (
    <div class="watch-legend">
      <p>
        <span class="watch-large">{percent(playback.arrived)}</span>{' '}
        <span class="muted">of blocks arrived, {counted(there, 'VM')}</span>
      </p>
      <div class="watch-states" aria-hidden="true">
        {states.map((state, code) => (
          <i key={state} class={`watch-${state}`} style={{ flexGrow: playback.tally[code] }} />
        ))}
      </div>
      <dl>
        {states.map(
          (state, code) =>
            playback.tally[code] > 0 && (
              <div key={state}>
                <dt>
                  <StateSymbol state={code} />
                  {capitalized(state)}
                </dt>
                <dd>{count(playback.tally[code])}</dd>
                <dd class="muted">{percent(share(playback.tally[code]))}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  );
}

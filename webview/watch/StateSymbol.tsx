import { STATE, STATES } from './model/codes';

const SHAPES: Record<number, string> = {
  [STATE.ready]: 'M4 4h8v8H4z',
  [STATE.starting]: 'M8 3l5 5-5 5-5-5z',
  [STATE.fetching]: 'M4.500 4.500h7v7h-7z M4 8h8v4H4z',
  [STATE.waiting]: 'M4.500 4.500h7v7h-7z',
  [STATE.failed]: 'M4 4l8 8M12 4l-8 8',
  [STATE.absent]: 'M7 8h2',
};

/** The symbol of a state, as on the drawing. Decoration: its name stands beside it. */
export function StateSymbol({ state }: { readonly state: number }) {
  return (
    <svg class={`watch-symbol watch-${STATES[state]}`} width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
      <path d={SHAPES[state]} />
    </svg>
  );
}

import { effect, signal } from '@preact/signals';
import * as v from 'valibot';
import type { VsCodeApi } from '../vscodeApi';
import { withProfiles, withProfilesOnce } from './savedProfiles';
import { INITIAL_VIEW, VIEW, type View, type ViewSignals } from './view';

/** A valid view from any saved value; `VIEW` describes how missing or invalid parts are replaced. */
export function restoreView(saved: unknown): View {
  if (typeof saved !== 'object' || saved === null) return INITIAL_VIEW;
  return v.parse(VIEW, withProfiles(saved));
}

const SAVE_DELAY_MS = 100;

/**
 * The view as signals. A change is saved at once, because the page may be hidden next, which ends it. Of changes in
 * quick succession, as in dragging or typing, the first and the last are saved.
 */
export function persistentView(api: Pick<VsCodeApi, 'getState' | 'setState'>): ViewSignals {
  const start = restoreView(api.getState());
  const entries = Object.entries(start).map(([key, value]) => [key, signal(value)] as const);
  let saved: View | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let first = true;
  const save = (state: View) => {
    saved = state;
    api.setState(withProfilesOnce(state));
  };
  effect(() => {
    const state = Object.fromEntries(entries.map(([key, part]) => [key, part.value])) as unknown as View;
    if (first) {
      first = false;
      return;
    }
    if (timer === undefined) save(state);
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      if (saved !== state) save(state);
    }, SAVE_DELAY_MS);
  });
  return Object.fromEntries(entries) as unknown as ViewSignals;
}

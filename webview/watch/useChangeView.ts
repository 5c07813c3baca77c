import { useDashboard } from '../state/dashboard';
import type { WatchView } from '../state/view';

/** Changes a part of what the tab shows. */
export function useChangeView(): (part: Partial<WatchView>) => void {
  const { view } = useDashboard();
  return (part) => {
    view.watch.value = { ...view.watch.peek(), ...part };
  };
}

import type { Burst, Bursts, Overview } from '../../../src/protocol/queries';
import { counted } from '../../../src/text';
import { useDashboard } from '../../state/dashboard';

interface BurstStripProps {
  readonly found: Bursts;
  readonly overview: Overview;
  /** Index; -1 for none. */
  readonly selected: number;
  readonly onSelect: (burst: Burst) => void;
}

/** The bursts at their places below the time axis, on its grid. */
export function BurstStrip({ found: { listed }, overview, selected, onSelect }: BurstStripProps) {
  const { connection, explore } = useDashboard();
  const times = connection.times.value;
  const shown = explore.answer.value?.time ?? overview.timeRange;
  if (!shown || listed.length === 0) return null;
  const share = (time: number) => Math.min(1, Math.max(0, (time - shown.from) / (shown.to - shown.from)));
  return (
    <div class="burst-strip" aria-hidden="true">
      {listed.map((burst, at) => {
        const [from, to] = [share(burst.from), share(burst.to)];
        if (from >= 1 || to <= 0) return null;
        return (
          <button
            key={burst.from}
            type="button"
            tabIndex={-1}
            class={at === selected ? 'selected' : ''}
            style={{ left: `${100 * from}%`, width: `max(6px, ${100 * (to - from)}%)` }}
            title={`Burst ${at + 1}: ${counted(burst.coldStarts, 'cold start')}, ${times.range(burst.from, burst.to)}`}
            onClick={() => onSelect(burst)}
          />
        );
      })}
    </div>
  );
}

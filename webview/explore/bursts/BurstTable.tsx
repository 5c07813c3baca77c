import type { Burst } from '../../../src/protocol/queries';
import { count, duration, percent, shortName } from '../../../src/text';
import { ScrollTable } from '../../parts/ScrollTable';
import { useDashboard } from '../../state/dashboard';

interface BurstTableProps {
  readonly bursts: readonly Burst[];
  /** Index; -1 for none. */
  readonly selected: number;
  /** Seconds; null for none. */
  readonly target: number | null;
  readonly onSelect: (burst: Burst) => void;
  readonly onSimulate: (burst: Burst) => void;
}

export function BurstTable({ bursts, selected, target, onSelect, onSimulate }: BurstTableProps) {
  const times = useDashboard().connection.times.value;
  const titles = [
    'Start',
    'Length',
    'Cold starts',
    'Peak / s',
    'Functions',
    'Median before',
    'Median during',
    ...(target === null ? [] : [`Above ${duration(target)}`]),
    'Mostly',
  ];
  return (
    <ScrollTable name="Bursts" layout="wide burst-table" titles={titles}>
      {bursts.map((burst, at) => (
        <tr key={burst.from} class={at === selected ? 'selected' : ''}>
          <th scope="row">
            <button type="button" class="link" aria-pressed={at === selected} onClick={() => onSelect(burst)}>
              {times.moment(burst.from)}
            </button>
          </th>
          <td>{duration(Math.max(1, burst.to - burst.from))}</td>
          <td>{count(burst.coldStarts)}</td>
          <td>{count(burst.peakPerSecond)}</td>
          <td>{count(burst.functions)}</td>
          <td>{burst.medianBefore === null ? 'no cold start' : duration(burst.medianBefore)}</td>
          <td>{duration(burst.medianDuring)}</td>
          {burst.aboveTarget !== null && <td>{percent(burst.aboveTarget, 0)}</td>}
          <td class="mostly">
            {at === selected ? (
              <button type="button" class="link" onClick={() => onSimulate(burst)}>
                Simulate this burst
              </button>
            ) : (
              <bdi>{mostlyText(burst)}</bdi>
            )}
          </td>
        </tr>
      ))}
    </ScrollTable>
  );
}

/** "orders-api, thumbnails, +15". */
function mostlyText({ mostly, functions }: Burst): string {
  const names = mostly.slice(0, 2).map((name) => shortName(name, 24));
  return [...names, ...(functions > names.length ? [`+${count(functions - names.length)}`] : [])].join(', ');
}

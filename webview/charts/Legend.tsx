import { Name } from '../parts/Name';
import { DASHES, useTheme } from '../theme';
import type { ChartSeries } from './config';

interface LegendProps {
  readonly curves: readonly Pick<ChartSeries, 'label' | 'solid'>[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (label: string) => void;
}

/** The curves by name, colour and dash; each can be switched off. */
export function Legend({ curves, hidden, onToggle }: LegendProps) {
  const { series } = useTheme();
  return (
    <ul class="legend" aria-label="Curves">
      {curves.map(({ label, solid }, index) => (
        <li key={label}>
          <button type="button" aria-pressed={!hidden.has(label)} onClick={() => onToggle(label)}>
            <svg width="28" height="8" aria-hidden="true">
              <line
                x1="1"
                x2="27"
                y1="4"
                y2="4"
                stroke={series[index % series.length]}
                stroke-width="2"
                stroke-dasharray={solid ? '' : DASHES[index % DASHES.length].join(' ')}
              />
            </svg>
            <Name text={label} />
          </button>
        </li>
      ))}
    </ul>
  );
}

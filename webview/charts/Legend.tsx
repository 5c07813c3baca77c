import { Name } from '../parts/Name';
import { DASHES, MARKERS, useTheme } from '../theme';
import type { ChartSeries } from './config';

interface LegendProps {
  readonly curves: readonly Pick<ChartSeries, 'label' | 'solid' | 'markers' | 'look'>[];
  readonly hidden: ReadonlySet<string>;
  readonly onToggle: (label: string) => void;
}

/** The curves by name, colour, and dash or marker; each can be switched off. */
export function Legend({ curves, hidden, onToggle }: LegendProps) {
  return (
    <ul class="legend" aria-label="Curves">
      {curves.map((curve, index) => (
        <li key={curve.label}>
          <button type="button" aria-pressed={!hidden.has(curve.label)} onClick={() => onToggle(curve.label)}>
            <Sample {...curve} look={curve.look ?? index} />
            <Name text={curve.label} />
          </button>
        </li>
      ))}
    </ul>
  );
}

function Sample({ solid, markers, look }: { readonly look: number } & Pick<ChartSeries, 'solid' | 'markers'>) {
  const { series } = useTheme();
  const marker = markers ? MARKERS[look % MARKERS.length].path : null;
  return (
    <svg width="28" height="10" aria-hidden="true">
      <path
        d={marker ?? 'M1 5H27'}
        fill="none"
        stroke={series[look % series.length]}
        stroke-width={marker ? 1.5 : 2}
        stroke-dasharray={solid || marker ? '' : DASHES[look % DASHES.length].join(' ')}
      />
    </svg>
  );
}

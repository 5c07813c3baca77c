import { useTheme } from '../theme';

interface BarProps {
  readonly value: number;
  /** The longest bar. */
  readonly of: number;
  /** Place of the colour. */
  readonly look: number;
}

/** A number as a bar beside it. */
export function Bar({ value, of, look }: BarProps) {
  const { series } = useTheme();
  return (
    <svg class="speed-bar" width="64" height="6" aria-hidden="true">
      <rect width={Math.max(1, (64 * value) / of)} height="6" fill={series[look % series.length]} fill-opacity="0.75" />
    </svg>
  );
}

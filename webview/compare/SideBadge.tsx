import { DASHES, useTheme } from '../theme';

/** Places among the curves: colour and dash. */
export const LOOK = { A: 0, B: 1 } as const;

/** The letter of a side, with the line of its curve. */
export function SideBadge({ side }: { readonly side: 'A' | 'B' }) {
  const { series } = useTheme();
  const look = LOOK[side];
  return (
    <span class="side-badge">
      <strong>{side}</strong>
      <svg width="24" height="10" aria-hidden="true">
        <path
          d="M1 5H23"
          fill="none"
          stroke={series[look]}
          stroke-width="2"
          stroke-dasharray={DASHES[look].join(' ')}
        />
      </svg>
    </span>
  );
}
